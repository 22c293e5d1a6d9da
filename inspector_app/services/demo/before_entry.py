"""What the team does before it enters, besides the organs' answers: papers, questions, filings."""

from inspector_app.domain.briefing import BriefingForm
from inspector_app.domain.canonical import Json
from inspector_app.services import (
    briefing,
    briefing_papers,
    extra_questions,
    team,
    team_filings,
)
from inspector_app.services.demo.acts import Cast
from inspector_app.services.demo.story import Story, Table, tables, text, texts
from inspector_app.services.mission import OpenMission
from inspector_app.store.reader import Order


def prepare(mission: OpenMission, story: Story, cast: Cast) -> None:
    """Complete what the liaison recorded of the briefings; file what everybody handed in."""
    own = mission.reader.find("briefing", order=[Order("id")])
    for record, given in zip(own, story.briefings, strict=True):
        forms = [BriefingForm(form).value for form in texts(given, "forms")]
        briefing.update_briefing(
            mission, record.id, forms=forms, contact=text(given, "contact") or None
        )
        for paper in tables(given, "papers"):
            briefing_papers.add_paper(
                mission,
                record.id,
                title=text(paper, "title"),
                received_on=_day(paper, "received_on"),
                return_by=_day(paper, "return_by"),
                returned_on=_day(paper, "returned_on"),
            )
        _ask(mission, record.id, given, cast)
    team_filings.file_all(mission, mission.today())
    for user in cast.users.values():
        team.note_recovery(mission, user)


def _day(paper: Table, name: str) -> Json:
    return text(paper, name) or None


def _ask(mission: OpenMission, record: str, given: Table, cast: Cast) -> None:
    """Turn what is known into questions for the talkers that the story names."""
    items = mission.reader.find("briefing_item", {"briefing": record}, order=[Order("id")])
    for item, told in zip(items, tables(given, "items"), strict=True):
        if text(told, "question"):
            extra_questions.ask_extra(
                mission,
                subject_type="briefing_item",
                subject=item.id,
                text=text(told, "question"),
                about=item.text("official"),
                talkers=[cast.officials[name] for name in texts(told, "talkers")],
            )
