"""资料与证据: the list, taking files in, looking into them."""

from inspector_app.ui.pages.evidence.page import EvidencePage

__all__ = ["EvidencePage"]
