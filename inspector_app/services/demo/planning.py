"""The act of the demonstration that plans ahead: rooms, absences, talks still to come."""

from inspector_app.domain.vocabulary import TalkCategory, TalkKind
from inspector_app.services import talks
from inspector_app.services.demo.acts import Cast
from inspector_app.services.demo.story import Story, Table, table, tables, text, texts
from inspector_app.services.mission import OpenMission
from inspector_app.services.plan_settings import set_plan_setting
from inspector_app.services.talk_plan import note_absence


def plan_ahead(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Set up rooms and rules, note who is away, plan the talks that are to come."""
    given = table(story.plan, "settings")
    for key in given:
        row = table(given, key)
        set_plan_setting(mission, key, text(row, "value"), text(row, "basis"))
    for one in tables(story.plan, "absences"):
        note_absence(
            mission,
            official=cast.officials.get(text(one, "official"), ""),
            user=cast.users.get(text(one, "user"), ""),
            from_on=text(one, "from_on"),
            until_on=text(one, "until_on"),
            note=text(one, "note"),
        )
    found = tables(story.plan, "talks")
    for one in found:
        _plan(mission, cast, one)
    return len(found)


def _plan(mission: OpenMission, cast: Cast, one: Table) -> None:
    category = text(one, "category")
    talks.plan_talk(
        mission,
        kind=TalkKind(text(one, "kind", TalkKind.INDIVIDUAL.value)),
        official=cast.officials.get(text(one, "talker"), ""),
        speakers=[cast.officials[name] for name in texts(one, "speakers")],
        other_speakers=texts(one, "other_speakers"),
        described_as=text(one, "described_as"),
        topic=text(one, "topic"),
        category=TalkCategory(category) if category else None,
        interviewers=[cast.users[name] for name in texts(one, "interviewers")],
        recorder=cast.users[text(one, "recorder")],
        starts_at=text(one, "starts_at")[: len("yyyy-mm-ddThh:mm")],
        ends_at=text(one, "ends_at")[: len("yyyy-mm-ddThh:mm")],
        place=text(one, "place"),
    )
