"""进驻前: who was asked about the number one, what they said, who may enter with what."""

from inspector_app.ui.pages.briefing.page import BriefingPage

__all__ = ["BriefingPage"]
