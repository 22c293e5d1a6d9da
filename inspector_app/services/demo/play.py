"""Plays the demonstration headless: from an empty folder to headquarters' receipt.

Nothing is faked: roster and talk records enter through the importers, every user unlocks with
a passphrase of his own, signatures are signatures, and the package is opened at headquarters
by headquarters' keys.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from inspector_app.domain.vocabulary import MissionKind, Phase, Purpose, Role
from inspector_app.services.certification import confirm_headquarters
from inspector_app.services.demo import acts, before_entry
from inspector_app.services.demo.calendar import StoryClock
from inspector_app.services.demo.headquarters import Office, deliver, open_office
from inspector_app.services.demo.passphrases import new_passphrase
from inspector_app.services.demo.planning import plan_ahead
from inspector_app.services.demo.registers import record_entries
from inspector_app.services.demo.story import (
    Story,
    day,
    load_story,
    number,
    table,
    tables,
    text,
    unfinished,
)
from inspector_app.services.mission import OpenMission
from inspector_app.services.report_paper import report_printable
from inspector_app.services.session import (
    MISSION_ENDING,
    MissionSpec,
    Surroundings,
    add_member,
    create_mission,
    open_mission,
)
from inspector_app.services.statistics import talk_statistics
from inspector_app.services.talk_papers import number_one_talk_printable, talk_record_printable
from inspector_app.system.fonts import FontSet, bundled_fonts
from inspector_app.system.safe_files import private_folder, write_atomically

#: The talk whose record is printed as an example.
_EXAMPLE_TALK = "T-004"
PASSPHRASES = "passphrase.txt"

#: Hears what was done: the name of a step (worded under ``cli.demo``) and a count.
Tell = Callable[[str, int], None]


@dataclass(slots=True)
class Played:
    """What the demonstration left, and what it did."""

    mission: Path
    out: Path
    files: dict[str, Path] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    receipt_number: str = ""


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    role: Role
    post: str
    passphrase: str


class Demonstration:
    """One performance of the story into a folder.

    With *finish* the mission is taken through the whole job; without, it is left in the
    middle of the work, for people to go on with in the window. Guessing a passphrase costs
    the least that is allowed: the passphrases lie beside the mission.
    """

    def __init__(
        self, surroundings: Surroundings, out: Path, tell: Tell, *, finish: bool = True
    ) -> None:
        self._tell = tell
        self._finish = finish
        self._cost = surroundings.least_cost
        self._story: Story = load_story() if finish else unfinished(load_story())
        self._clock = StoryClock(surroundings.clock, day(self._story.calendar, "team"))
        self._surroundings = replace(surroundings, clock=self._clock)
        self._cast = acts.Cast()
        self._codes: dict[str, str] = {}
        self._people = [
            _Person(text(u, "name"), Role(text(u, "role")), text(u, "post"), new_passphrase())
            for u in tables(self._story.mission, "users")
        ]
        name = text(table(self._story.mission, "mission"), "body_name")
        self.played = Played(out / f"{name}{MISSION_ENDING}", out)

    def play(self) -> Played:
        """Play the acts; return what they left."""
        private_folder(self.played.out)
        hq = self.played.out / "hq"
        with open_office(self._surroundings, hq, self._story, cost=self._cost) as office:
            self._set_up(office)
            self._hold_talks()
            self._plan_ahead()
            self._sign_off()
            self._write_papers(office)
        self._write_passphrases(office)
        return self.played

    # --- acts ---------------------------------------------------------------------------

    def _set_up(self, office: Office) -> None:
        leader = self._leader
        sitting, code = create_mission(
            self._surroundings,
            self.played.mission,
            mission_spec(self._story),
            leader=leader.name,
            passphrase=leader.passphrase,
            cost=self._cost,
        )
        try:
            mission = sitting.mission
            self._cast.users[leader.name] = mission.me
            office.certify(mission)
            confirm_headquarters(mission)
            self._codes[leader.name] = code
            for person in self._people:
                if person is not leader:
                    user, code, _ = add_member(
                        mission,
                        self._surroundings,
                        name=person.name,
                        role=person.role,
                        passphrase=person.passphrase,
                        cost=self._cost,
                        post=person.post,
                    )
                    self._cast.users[person.name] = user
                    self._codes[person.name] = code
            self._did("team", len(self._people))
            self._did("officials", acts.import_people(mission, self._story, self._cast))
            self._did("evidence", acts.capture_evidence(mission, self._story, self._cast))
        finally:
            sitting.end()

    def _hold_talks(self) -> None:
        """Let everybody sit once: the liaison, who files the briefings, before the others."""
        held = registered = 0
        for person in sorted(self._people, key=lambda one: one.role is not Role.LIAISON):
            with self._sitting(person) as mission:
                if person.role is Role.LIAISON:
                    self._turn_to("briefings")
                    count = acts.record_briefings(mission, self._story, self._cast)
                    self._did("briefing_items", count)
                    before_entry.prepare(mission, self._story, self._cast)
                acts.confirm_readings(mission)
                self._turn_to("talks")
                held += acts.hold_talks(mission, self._story, self._cast)
                registered += record_entries(mission, self._story, person.name)
        self._did("talks", held)
        self._did("registers", registered)

    def _plan_ahead(self) -> None:
        """Leave a plan to go on with, where the mission is left in the middle of the work."""
        if not self._finish:
            with self._sitting(self._leader) as mission:
                self._did("planned", plan_ahead(mission, self._story, self._cast))

    def _sign_off(self) -> None:
        drafted = 0
        self._turn_to("working_papers")
        for person in self._people:
            own = acts.papers_of(self._story, self._cast, self._cast.users[person.name])
            if own:
                with self._sitting(person) as mission:
                    drafted += acts.draft_working_papers(mission, self._cast, own)
        self._did("working_papers", drafted)
        self._turn_to("reviewed")
        deputy = next(p for p in self._people if p.role is Role.DEPUTY_LEADER)
        with self._sitting(deputy) as mission:
            reviewed = acts.sign_papers(
                mission, self._cast, Purpose.WORKING_PAPER_REVIEW, but=0 if self._finish else 1
            )
        self._did("reviewed", reviewed)

    def _write_papers(self, office: Office) -> None:
        story, cast = self._story, self._cast
        fonts = bundled_fonts()
        self._turn_to("number_one_talk_report")
        with self._sitting(self._leader) as mission:
            self._did("consents", acts.consent_to_gaps(mission, story, cast))
            self._did("leads", acts.record_leads(mission, story, cast))
            acts.report_number_one_talk(mission, story, cast)
            self._turn_to("approved")
            approved = acts.sign_papers(
                mission, cast, Purpose.WORKING_PAPER_APPROVE, but=0 if self._finish else 3
            )
            self._did("approved", approved)
            self._turn_to("report")
            self._did("report_blocks", acts.draft_report(mission, story, cast))
            acts.move_to_report(mission)
            if not self._finish:
                return
            acts.finalise(mission, cast)
            papers = self._print(mission, fonts)
            figures = talk_statistics(mission.reader, mission.checklist)
            self.played.figures = {
                "talks": figures.talks,
                "asked": figures.coverage.asked,
                "must": figures.coverage.must,
                "entries": mission.reader.entry_count(),
            }
            self._turn_to("delivery")
            made = deliver(mission, office, self.played.out, papers)
        self.played.files |= made.files
        self.played.receipt_number = made.receipt_number
        self._did("delivery", made.contents)
        self._did("received", made.findings)

    def _print(self, mission: OpenMission, fonts: FontSet) -> dict[str, bytes]:
        report = report_printable(mission, self._cast.report)
        record = talk_record_printable(mission, self._cast.talks[_EXAMPLE_TALK])
        told = number_one_talk_printable(mission, self._cast.number_one_talk_report)
        papers = {
            "report.pdf": report.pdf(fonts),
            "report.docx": report.docx(),
            "talk-record.pdf": record.pdf(fonts),
            "number-one-talk-report.pdf": told.pdf(fonts),
        }
        for name, data in papers.items():
            path = self.played.out / name
            write_atomically(path, data)
            self.played.files[name] = path
        self._did("papers", len(papers))
        return papers

    def _write_passphrases(self, office: Office) -> None:
        lines = [f"{p.name}: {p.passphrase}" for p in self._people]
        lines += [f"{office.officer}: {office.passphrase}"]
        codes = {**self._codes, office.officer: office.recovery_code}
        lines += [f"# {name}: {code}" for name, code in codes.items()]
        path = self.played.out / PASSPHRASES
        write_atomically(path, ("\n".join(lines) + "\n").encode("utf-8"))
        self.played.files[PASSPHRASES] = path

    # --- helpers ------------------------------------------------------------------------

    @property
    def _leader(self) -> _Person:
        return next(p for p in self._people if p.role is Role.LEADER)

    @contextmanager
    def _sitting(self, person: _Person) -> Iterator[OpenMission]:
        sitting = open_mission(
            self._surroundings,
            self.played.mission,
            user=self._cast.users[person.name],
            passphrase=person.passphrase,
        )
        try:
            yield sitting.mission
            while sitting.index():
                pass
        finally:
            sitting.end()

    def _turn_to(self, act: str) -> None:
        self._clock.turn_to(day(self._story.calendar, act))

    def _did(self, step: str, count: int) -> None:
        self.played.counts[step] = count
        self._tell(step, count)


def mission_spec(story: Story) -> MissionSpec:
    """Return the mission of the story as it is configured."""
    given = table(story.mission, "mission")
    milestones = [
        {name: text(one, name) for name in ("phase", "title", "due_on", "done_on", "basis")}
        for one in tables(story.mission, "milestones")
    ]
    return MissionSpec(
        body_name=text(given, "body_name"),
        body_short_name=text(given, "body_short_name"),
        round=text(given, "round"),
        year=number(given, "year") or 0,
        team_name=text(given, "team_name"),
        sending_committee=text(given, "sending_committee"),
        addressee=text(given, "addressee"),
        office=text(given, "office"),
        hq_name=text(given, "hq_name"),
        kind=MissionKind(text(given, "kind")),
        classification=text(given, "classification"),
        entry_on=text(given, "entry_on"),
        leave_on=text(given, "leave_on"),
        report_due_on=text(given, "report_due_on"),
        period_from=text(given, "period_from"),
        period_to=text(given, "period_to"),
        phase=Phase(text(given, "phase")),
        vocabulary={key: str(value) for key, value in table(story.mission, "vocabulary").items()},
        milestones=milestones,
    )
