"""What editors build pages of: blocks that everybody can read, whatever they are put together to."""

from localoffer.pages.blocks.body import Body
from localoffer.pages.blocks.easy_read import EasyRead
from localoffer.pages.blocks.links import LinkBlock
from localoffer.pages.blocks.out_loud import words_of
from localoffer.pages.blocks.words import FEATURES

__all__ = ["FEATURES", "Body", "EasyRead", "LinkBlock", "words_of"]
