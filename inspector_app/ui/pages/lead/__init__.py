"""线索: the restricted list and what a lead says."""

from inspector_app.ui.pages.lead.page import LeadPage, lead_badge

__all__ = ["LeadPage", "lead_badge"]
