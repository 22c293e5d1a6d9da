"""总览: how far, what blocks, what is next, who holds what."""

from inspector_app.ui.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
