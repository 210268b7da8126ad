"""Pages that editors write in Wagtail, one idea a file."""

from localoffer.pages.models.campaign import CampaignPage
from localoffer.pages.models.content import ContentPage
from localoffer.pages.models.document import DocumentPage
from localoffer.pages.models.faq import FaqPage
from localoffer.pages.models.guidance import GuidancePage
from localoffer.pages.models.home import HomePage
from localoffer.pages.models.kept import Kept
from localoffer.pages.models.news import NewsIndexPage, NewsPage
from localoffer.pages.models.step_by_step import StepByStepPage
from localoffer.pages.models.topic import TopicPage
from localoffer.pages.models.topical import Topical
from localoffer.pages.models.varied import Varied
from localoffer.pages.models.written import WrittenPage

__all__ = [
    "CampaignPage",
    "ContentPage",
    "DocumentPage",
    "FaqPage",
    "GuidancePage",
    "HomePage",
    "Kept",
    "NewsIndexPage",
    "NewsPage",
    "StepByStepPage",
    "TopicPage",
    "Topical",
    "Varied",
    "WrittenPage",
]
