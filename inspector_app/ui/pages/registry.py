"""The pages of a mission, in the order of the rail. A part that does not exist is not here."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageSpec
from inspector_app.ui.pages.briefing import BriefingPage
from inspector_app.ui.pages.evidence import EvidencePage
from inspector_app.ui.pages.exchange import ExchangePage, exchange_badge
from inspector_app.ui.pages.lead import LeadPage, lead_badge
from inspector_app.ui.pages.overview import OverviewPage
from inspector_app.ui.pages.report import ReportPage
from inspector_app.ui.pages.search import SearchPage
from inspector_app.ui.pages.settings import Seat, SettingsPage
from inspector_app.ui.pages.talk import TalkPage, talk_badge
from inspector_app.ui.pages.working_paper import WorkingPaperPage, working_paper_badge

SEARCH_PAGE = SearchPage.key
SETTINGS_PAGE = SettingsPage.key


def mission_pages(seat: Seat | None = None) -> tuple[PageSpec[OpenMission], ...]:
    """Return the pages of a mission; with a *seat*, its settings too."""
    translate = QCoreApplication.translate
    pages: list[PageSpec[OpenMission]] = [
        PageSpec("overview", lambda: translate("Pages", "总览"), "overview", OverviewPage),
        PageSpec("briefing", lambda: translate("Pages", "进驻前"), "briefing", BriefingPage),
        PageSpec("talk", lambda: translate("Pages", "谈话"), "talk", TalkPage, talk_badge),
        PageSpec("evidence", lambda: translate("Pages", "资料与证据"), "evidence", EvidencePage),
        PageSpec(
            "working_paper",
            lambda: translate("Pages", "底稿"),
            "working_paper",
            WorkingPaperPage,
            working_paper_badge,
        ),
        PageSpec("lead", lambda: translate("Pages", "线索"), "lead", LeadPage, lead_badge),
        PageSpec("report", lambda: translate("Pages", "报告"), "report", ReportPage),
        PageSpec(
            "exchange",
            lambda: translate("Pages", "交换"),
            "exchange",
            ExchangePage,
            exchange_badge,
        ),
        PageSpec(
            SEARCH_PAGE, lambda: translate("Pages", "搜索"), "search", SearchPage, in_rail=False
        ),
    ]
    if seat is not None:
        pages.append(
            PageSpec(
                SETTINGS_PAGE,
                lambda: translate("Pages", "设置"),
                "settings",
                partial(SettingsPage, seat=seat),
                in_rail=False,
            )
        )
    return tuple(pages)
