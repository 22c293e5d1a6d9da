"""A small invented mission on disk (示例), for tests of services and pages.

``small_mission(folder)`` gives one open as its leader; ``Clock`` stands still until it is
moved. It is made once in a run and copied for each test: making one compiles the checklist and
takes a second. Everybody and everything in it is made up.
"""

import atexit
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from inspector_app.domain.must_ask import AnswerKind, Asking, ItemAnswer
from inspector_app.domain.vocabulary import ParagraphKind, Phase, Role, TalkCategory
from inspector_app.services import session, talk_record, talks
from inspector_app.services.mission import OpenMission
from inspector_app.services.session import MissionSpec, Sitting, Surroundings
from inspector_app.store import identity
from inspector_app.store.key_file import KdfCost
from inspector_app.system.paths import AppFolders

_FOLDER = "示例.mission"
_MACHINE = "machine"
CHEAP = KdfCost(1, 8, 1)
PASSPHRASE = "纸上得来终觉浅-7"
VOCABULARY = {
    "inspection": "巡察",
    "party_group": "党组",
    "number_one": "一把手",
    "committee": "示例市委",
    "body": "示例市园林局",
    "team": "第二巡察组",
}
#: name, office, category, number one. The names hold characters that few fonts have.
OFFICIALS = (
    ("岑𬀩", "党组书记、局长", "N", True),
    ("虞堃", "党组副书记、副局长", "D", False),
    ("蔺㛃", "党组成员、副局长", "D", False),
    ("邝喆", "派驻纪检监察组组长", "S", False),
    ("宓䶮", "人事科科长", "H", False),
    ("佘翊", "办公室主任", "M", False),
    ("阮𫖯", "苗圃主任", "U", False),
    ("郗𠮷", "办公室科员", "O", False),
    ("滕老", "原副局长（已退休）", "R", False),
)


class Clock:
    """A clock that stands still until ``advance`` moves it."""

    def __init__(self, start: str = "2026-10-21T15:00:00") -> None:
        zone = timezone(timedelta(hours=8))
        self._now = datetime.fromisoformat(start).replace(tzinfo=zone)
        self._ticks = 0

    def now(self) -> datetime:
        # A millisecond for every look, so that identifiers made one after another sort so.
        self._ticks += 1
        return self._now + timedelta(milliseconds=self._ticks)

    def monotonic(self) -> float:
        return float(self._ticks)

    def advance(self, **amount: float) -> None:
        """Move the clock by ``minutes=…`` and the like."""
        self._now += timedelta(**amount)


@dataclass
class SmallMission:
    """The open mission and the ids of who is in it."""

    sitting: Sitting
    folder: Path
    surroundings: Surroundings
    clock: Clock
    officials: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)

    @property
    def mission(self) -> OpenMission:
        return self.sitting.mission

    def user_id(self, name: str) -> str:
        return self.users[name]

    def reopen(self, user: str = "郁澄") -> OpenMission:
        """Lock, and unlock again as *user*."""
        self.sitting.end()
        self.sitting = session.open_mission(
            self.surroundings, self.folder, user=self.users[user], passphrase=PASSPHRASE
        )
        return self.mission

    # --- talks ---------------------------------------------------------------------

    def plan(self, name: str, starts_at: str = "", ends_at: str = "", **more: str) -> str:
        """Plan a talk with *name*, held by the two members."""
        made = talks.plan_talk(
            self.mission,
            official=self.officials[name],
            interviewers=[self.users["骆珩"], self.users["阚玥"]],
            recorder=self.users["阚玥"],
            starts_at=starts_at,
            ends_at=ends_at,
            place=more.get("place", "谈话二室"),
        )
        return made.id

    def record(self, talk: str, *turns: tuple[ParagraphKind, str]) -> list[str]:
        """Write paragraphs; returns their ids."""
        return [
            talk_record.add_paragraph(self.mission, talk, kind, text).id for kind, text in turns
        ]

    def answer_all(
        self, talk: str, kind: AnswerKind = AnswerKind.NONE, *, but: tuple[str, ...] = ()
    ) -> None:
        """Answer every item that must be asked, except the codes in *but*."""
        record = self.mission.reader.get("talk", talk)
        category = TalkCategory(record.text("category"))
        answers = [
            ItemAnswer(item.code, kind)
            for item in self.mission.checklist.items
            if item.asked_of(category) is Asking.MUST and item.code not in but
        ]
        talks.set_answer(self.mission, talk, *answers)

    def hold(self, name: str, starts_at: str, ends_at: str, *, but: tuple[str, ...] = ()) -> str:
        """Hold a whole talk: recorded, answered (except *but*), read back, not yet closed."""
        talk = self.plan(name, starts_at, ends_at)
        talks.begin_talk(self.mission, talk)
        self.record(
            talk,
            (ParagraphKind.QUESTION, "会上研究事情，一般谁先发言、谁最后表态？"),
            (ParagraphKind.ANSWER, "平常是分管的先讲。六月那次是主要负责人先定的调。"),
            (ParagraphKind.QUESTION, "还有别的情况吗？"),
            (ParagraphKind.ANSWER, "没有了。"),
        )
        self.answer_all(talk, but=but)
        talks.update_talk(self.mission, talk, opening_done=True, read_back_done=True)
        return talk


def small_mission(folder: Path, *, clock: Clock | None = None) -> SmallMission:
    """Put a mission into *folder*: certified leader 郁澄, members 骆珩 and 阚玥, nine officials."""
    template = _template()
    clock = clock or Clock()
    shutil.copytree(template.folder, folder / _FOLDER)
    shutil.copytree(template.folder.parent / _MACHINE, folder / _MACHINE)
    surroundings = _surroundings(folder, clock)
    sitting = session.open_mission(
        surroundings, folder / _FOLDER, user=template.users["郁澄"], passphrase=PASSPHRASE
    )
    return SmallMission(
        sitting,
        folder / _FOLDER,
        surroundings,
        clock,
        dict(template.officials),
        dict(template.users),
    )


def _surroundings(folder: Path, clock: Clock) -> Surroundings:
    machine = folder / _MACHINE
    return Surroundings(
        folders=AppFolders(*(machine / name for name in ("config", "data", "cache", "state"))),
        clock=clock,
        least_cost=CHEAP,
        least_passphrase=4,
    )


@cache
def _template() -> SmallMission:
    """Make the mission that is copied, and close it."""
    folder = Path(tempfile.mkdtemp(prefix="inspector-mission-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = _make(folder)
    made.sitting.end()
    return made


def _make(folder: Path) -> SmallMission:
    clock = Clock("2026-10-21T08:00:00")
    surroundings = _surroundings(folder, clock)
    hq = identity.generate()
    path = folder / _FOLDER
    sitting, _code = session.create_mission(
        surroundings,
        path,
        MissionSpec(
            body_name="示例市园林局",
            body_short_name="市园林局",
            round="2026年第三轮",
            year=2026,
            team_name="第二巡察组",
            sending_committee="中共示例市委",
            addressee="示例市委书记",
            office="示例市委巡察办",
            classification="工作秘密",
            entry_on="2026-10-10",
            leave_on="2026-12-10",
            report_due_on="2026-12-20",
            phase=Phase.ON_SITE,
            vocabulary=VOCABULARY,
            hq=hq.public,
        ),
        leader="郁澄",
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    made = SmallMission(sitting, path, surroundings, clock)
    mission = sitting.mission
    session.certify_leader(hq, mission)
    made.users["郁澄"] = mission.me
    for name in ("骆珩", "阚玥"):
        user, _recovery, _changes = session.add_member(
            mission,
            surroundings,
            name=name,
            role=Role.MEMBER,
            passphrase=PASSPHRASE,
            cost=CHEAP,
        )
        made.users[name] = user
    journal = mission.journal
    for name, office, category, number_one in OFFICIALS:
        write = journal.create(
            "official",
            {
                "name": name,
                "office": office,
                "category": category,
                "number_one": number_one,
                "leadership": category in "ND",
            },
        )
        journal.write(write)
        made.officials[name] = write.record_id
    return made
