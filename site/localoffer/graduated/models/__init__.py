"""The Graduated Response Tool: what to expect from school and others, and what comes next."""

from localoffer.graduated.models.area import AreaOfNeedPage
from localoffer.graduated.models.barrier import BarrierPage
from localoffer.graduated.models.phased import Phased
from localoffer.graduated.models.seeded import Seeded
from localoffer.graduated.models.strategy import Strategy
from localoffer.graduated.models.tool import ToolPage

__all__ = ["AreaOfNeedPage", "BarrierPage", "Phased", "Seeded", "Strategy", "ToolPage"]
