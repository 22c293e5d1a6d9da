"""底稿: one matter each, facts with their proofs, three signatures by three people."""

from inspector_app.services.mission import OpenMission
from inspector_app.services.working_paper_list import awaiting
from inspector_app.ui.page import Badge
from inspector_app.ui.pages.working_paper.page import WorkingPaperPage

__all__ = ["WorkingPaperPage", "working_paper_badge"]


def working_paper_badge(mission: OpenMission) -> Badge | None:
    """Return how many papers wait for the user, ``None`` when there is none."""
    count = awaiting(mission)
    return Badge(count) if count else None
