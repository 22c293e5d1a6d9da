"""The overview: how far, what blocks, what is next, who holds what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.domain.missing import Missing, Severity
from inspector_app.domain.must_ask import Coverage
from inspector_app.domain.record import Record
from inspector_app.domain.schedule import planned_clashes
from inspector_app.domain.vocabulary import Phase, Section, TalkState, WorkingPaperState
from inspector_app.services.briefing import Standing, organ_of, reminders
from inspector_app.services.checklist import Checklist
from inspector_app.services.mission import mission_record
from inspector_app.services.proposals import outlook
from inspector_app.services.report import NUMBER_ONE_SECTIONS, current_report, report_view
from inspector_app.services.report_checks import report_missing
from inspector_app.services.source_organs import mandatory_organs
from inspector_app.services.talk_lists import TalkRow, talk_rows
from inspector_app.services.talk_times import absences, meetings
from inspector_app.services.who_must import who_must
from inspector_app.services.working_papers import state_of, working_papers
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of the mission: done, now, or still to come."""

    phase: Phase
    done: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures on top of the overview."""

    talks_held: int
    talks_planned: int
    talks_today: int
    next_talk: Record | None
    coverage: Coverage
    papers: int
    papers_by_state: dict[WorkingPaperState, int]
    sections_done: int
    sections: int
    sections_open: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows."""

    mission: Record
    phases: tuple[PhaseStep, ...]
    days_on_site: int | None
    days_to_report: int | None
    figures: Figures
    missing: tuple[Missing, ...]
    tasks: tuple[Record, ...]
    talks: tuple[TalkRow, ...]


def phase_steps(mission: Record) -> tuple[PhaseStep, ...]:
    """Return the phases with how far the mission is."""
    current = Phase(mission.text("phase") or Phase.CONFIGURE.value)
    order = list(Phase)
    return tuple(
        PhaseStep(phase, order.index(phase) < order.index(current), phase is current)
        for phase in order
    )


def overview(
    reader: Reader, checklist: Checklist, mission_id: str, today: str, *, user: str = ""
) -> Overview:
    """Return the state of the mission on *today* (the laptop's date), as *user* may see it."""
    mission = mission_record(reader, mission_id)
    rows = talk_rows(reader, checklist)
    report = current_report(reader)
    lacking = report_missing(reader, mission_id, report.id, user=user) if report else None
    tasks = reader.find("task", {"state": "open"}, order=[Order("due_on")])
    return Overview(
        mission=mission,
        phases=phase_steps(mission),
        days_on_site=_days(mission.text("entry_on"), today, first=1),
        days_to_report=_days(today, mission.text("report_due_on")),
        figures=_figures(reader, rows, today, _sections(reader, report, lacking or ())),
        missing=tuple(_what_is_missing(reader, mission, today, rows, lacking)),
        tasks=tuple(tasks),
        talks=tuple(rows),
    )


def _days(start: str, end: str, *, first: int = 0) -> int | None:
    if not start or not end:
        return None
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days + first


def _figures(
    reader: Reader,
    rows: Sequence[TalkRow],
    today: str,
    sections: tuple[int, tuple[Section, ...]],
) -> Figures:
    held = [row for row in rows if row.state is not TalkState.PLANNED]
    coverage = Coverage()
    for row in held:
        coverage += row.coverage
    states = dict.fromkeys(WorkingPaperState, 0)
    papers = working_papers(reader)
    for paper in papers:
        states[state_of(paper)] += 1
    to_come = [r.talk for r in rows if r.state is TalkState.PLANNED and r.talk.text("starts_at")]
    return Figures(
        talks_held=len(held),
        talks_planned=len(rows),
        talks_today=sum(row.talk.text("starts_at").startswith(today) for row in rows),
        next_talk=next((talk for talk in to_come if talk.text("starts_at") >= today), None),
        coverage=coverage,
        papers=len(papers),
        papers_by_state=states,
        sections_done=sections[0] - len(sections[1]),
        sections=sections[0],
        sections_open=sections[1],
    )


def _sections(
    reader: Reader, report: Record | None, lacking: Sequence[Missing]
) -> tuple[int, tuple[Section, ...]]:
    """Return how many parts the number-one sections have, and which are still open."""
    people = reader.find("official", {"number_one": True})
    if report is None or not people:
        nothing = NUMBER_ONE_SECTIONS * max(1, len(people))
        return len(nothing), nothing
    view = report_view(reader, report.id)
    place = {
        block.id: (part.official, part.section.value)
        for part in view.sections
        for block in part.blocks
    }
    blocked = {
        place.get(
            one.target.get("block", ""),
            (one.target.get("official", ""), one.target.get("section", "")),
        )
        for one in lacking
        if one.severity is Severity.BLOCK
    }
    still_open = tuple(
        section
        for person in people
        for section in NUMBER_ONE_SECTIONS
        if (person.id, section.value) in blocked or not view.blocks(section, person.id)
    )
    return len(NUMBER_ONE_SECTIONS) * len(people), still_open


_REMINDED = {
    Standing.OVERDUE: "briefing_overdue",
    Standing.DUE_TODAY: "briefing_due_today",
}


#: With so few working days left, people without a plan are no longer only worth knowing.
_LAST_DAYS = 5


def _people_missing(
    reader: Reader, mission: Record, today: str, rows: Sequence[TalkRow]
) -> list[Missing]:
    """Return that people who must be talked to have no plan, while the team is there."""
    if mission.text("phase") not in {Phase.PRE_ENTRY.value, Phase.ON_SITE.value}:
        return []
    people = who_must(reader, mission.id, talks=[row.talk for row in rows])
    ahead = outlook(reader, mission.id, today, people)
    if not ahead.unplanned:
        return []
    few = ahead.days_left is not None and ahead.days_left <= _LAST_DAYS
    return [
        Missing(
            "talk_people_missing",
            Severity.DUE if few else Severity.NOTE,
            "talk",
            {"count": ahead.unplanned},
            {"view": "plan"},
        )
    ]


def _plans_that_clash(reader: Reader, today: str, rows: Sequence[TalkRow]) -> list[Missing]:
    """Return talks still to come that cannot be held as they are planned."""
    talks = {row.talk.id: row.talk for row in rows}
    clashing = planned_clashes(meetings(reader, list(talks.values())), absences(reader))
    return [
        Missing(
            "talk_clash",
            Severity.DUE,
            "talk",
            {"talk": talks[talk].text("number")},
            {"view": "plan", "day": talks[talk].text("starts_at")[:10]},
        )
        for talk in clashing
        if talks[talk].text("starts_at")[:10] >= today
    ]


def _what_is_missing(
    reader: Reader,
    mission: Record,
    today: str,
    rows: Sequence[TalkRow],
    lacking: Sequence[Missing] | None,
) -> list[Missing]:
    """Return what stands between the team and the report, whatever page mends it.

    *lacking* is what the report lacks, ``None`` when it was not begun.
    """
    found = list(lacking or ())
    if lacking is None:
        found += [
            Missing("briefing_missing", Severity.BLOCK, "briefing", {"organ": organ.value})
            for organ in mandatory_organs(reader)
            if not reader.count("briefing", {"organ": organ.value})
        ]
        found.append(
            Missing("report_not_begun", Severity.NOTE, "report", {}, {"section": Section.OVERVIEW})
        )
    if not reader.count("official"):
        found.append(Missing("roster_empty", Severity.BLOCK, "briefing"))
    elif not reader.count("official", {"number_one": True}):
        found.append(Missing("report_no_number_one", Severity.BLOCK, "briefing"))
    for reminder in reminders(reader, today):
        found.append(
            Missing(
                _REMINDED.get(reminder.standing, "briefing_due_soon"),
                Severity.DUE if reminder.late else Severity.NOTE,
                "briefing",
                {"organ": organ_of(reminder.briefing).value, "days": reminder.days},
                {"briefing": reminder.briefing.id},
            )
        )
    for paper in working_papers(reader):
        if state_of(paper) in {WorkingPaperState.SUBMITTED, WorkingPaperState.REVIEWED}:
            found.append(
                Missing(
                    "paper_awaits_signature",
                    Severity.DUE,
                    "working_paper",
                    {"paper": paper.text("number") or paper.text("draft_number")},
                    {"working_paper": paper.id},
                )
            )
    for talk in rows:
        still_open = talk.coverage.must - talk.coverage.asked
        if talk.state is TalkState.HELD and still_open:
            found.append(
                Missing(
                    "talk_items_open",
                    Severity.NOTE,
                    "talk",
                    {"talk": talk.talk.text("number"), "count": still_open},
                    {"talk": talk.talk.id},
                )
            )
    found += _people_missing(reader, mission, today, rows)
    found += _plans_that_clash(reader, today, rows)
    for task in reader.find("task", {"state": "open"}):
        if task.text("due_on") and task.text("due_on") < today:
            found.append(
                Missing(
                    "task_overdue",
                    Severity.DUE,
                    "overview",
                    {"title": task.text("title")},
                    {"task": task.id},
                )
            )
    unique = {
        (one.code, tuple(one.params.items()), tuple(one.target.items())): one for one in found
    }
    return sorted(unique.values(), key=lambda one: list(Severity).index(one.severity))
