"""The pages of a mission, in the order of the rail. A part that does not exist is not here."""

from PySide6.QtCore import QCoreApplication

from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageSpec
from inspector_app.ui.pages.overview import OverviewPage
from inspector_app.ui.pages.search import SearchPage

SEARCH_PAGE = SearchPage.key


def mission_pages() -> tuple[PageSpec[OpenMission], ...]:
    """Return the pages of a mission."""
    translate = QCoreApplication.translate
    return (
        PageSpec("overview", lambda: translate("Pages", "总览"), "overview", OverviewPage),
        PageSpec(
            SEARCH_PAGE, lambda: translate("Pages", "搜索"), "search", SearchPage, in_rail=False
        ),
    )
