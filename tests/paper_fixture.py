"""On top of the small mission: what working papers and a report are made of (示例).

``with_deputy`` adds the third signer; ``evidence`` captures real files; ``signed_paper`` takes
a working paper through its three signatures; ``complete_report`` writes a report that lacks
nothing. Everybody and everything in it is made up.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from inspector_app.domain.vocabulary import (
    BlockKind,
    Duty,
    FindingClass,
    Opinion,
    Organ,
    ParagraphKind,
    Purpose,
    Role,
    Section,
)
from inspector_app.services import (
    briefing,
    number_one_talk,
    report,
    session,
    talk_papers,
    talks,
    working_papers,
)
from inspector_app.services import evidence as evidence_service
from inspector_app.system.fonts import bundled_fonts
from tests.mission_fixture import CHEAP, PASSPHRASE, SmallMission, small_mission

LEADER, DEPUTY, MEMBER, OTHER_MEMBER = "郁澄", "桑𠮷", "骆珩", "阚玥"
NUMBER_ONE = "岑𬀩"
#: What the talker says in the talk that proves the finding.
SAID = "平常是分管的先讲。六月那次是主要负责人先定的调。"


def paper_mission(folder: Path) -> SmallMission:
    """Make the small mission with a deputy leader, who reviews working papers."""
    small = small_mission(folder)
    user, _code, _changes = session.add_member(
        small.mission,
        small.surroundings,
        name=DEPUTY,
        role=Role.DEPUTY_LEADER,
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    small.users[DEPUTY] = user
    return small


def photo(folder: Path, name: str = "现场照片.png") -> Path:
    """Draw a picture file."""
    path = folder / name
    image = Image.new("RGB", (900, 600), "#dfe6ee")
    pen = ImageDraw.Draw(image)
    pen.rectangle((80, 80, 820, 520), outline="#445566", width=6)
    pen.ellipse((300, 200, 600, 400), fill="#7a9fc4")
    image.save(path)
    return path


def scan(small: SmallMission, folder: Path, talk: str, name: str = "党组会纪要.pdf") -> Path:
    """Print a talk record: a real PDF of our own to capture as evidence."""
    path = folder / name
    printable = talk_papers.talk_record_printable(small.mission, talk)
    path.write_bytes(printable.pdf(bundled_fonts()))
    return path


def capture(small: SmallMission, path: Path, title: str) -> str:
    """Take a file in as evidence; returns its id."""
    return evidence_service.add_evidence(small.mission, path, title=title).id


def proving_talk(small: SmallMission) -> tuple[str, str]:
    """Hold a talk; returns its id and the id of the paragraph that proves the finding."""
    talk = small.hold("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    said = next(
        one for one in talks.paragraphs(small.mission.reader, talk) if one.text("text") == SAID
    )
    return talk, said.id


def draft_paper(
    small: SmallMission,
    *,
    paragraph: str = "",
    title: str = "采购先定调后上会",
    finding_class: FindingClass = FindingClass.ORGANIZATION_LINE,
    complete: bool = True,
) -> str:
    """Draft a working paper that lacks nothing (or, not *complete*, nearly everything)."""
    mission = small.mission
    undertakers = [small.users[MEMBER], small.users[OTHER_MEMBER]] if complete else []
    more = {"basis": "党组议事规则第五条（示例）", "responsible_body": "示例市园林局党组"}
    paper = working_papers.create_working_paper(
        mission,
        title=title,
        finding_class=finding_class,
        undertakers=undertakers,
        concerns_number_one=True,
        first_responsible=[small.officials[NUMBER_ONE]] if complete else [],
        reviewer=small.users[DEPUTY],
        analysis="以个人意见代替集体讨论。" if complete else None,
        **(more if complete else {}),
    ).id
    if complete:
        fact = working_papers.add_fact(
            mission,
            paper,
            text="2026年6月采购一批苗木，主要负责人先行表态。",
            method="个别谈话、调阅纪要",
            when="2026年6月",
            where="局会议室",
        ).id
        if paragraph:
            working_papers.add_proof(mission, fact, paragraph=paragraph)
    return paper


def signed_paper(small: SmallMission, paper: str) -> str:
    """Have three people sign a complete paper; the leader's seat is taken at the end."""
    for person, purpose in (
        (MEMBER, Purpose.WORKING_PAPER_UNDERTAKE),
        (DEPUTY, Purpose.WORKING_PAPER_REVIEW),
        (LEADER, Purpose.WORKING_PAPER_APPROVE),
    ):
        working_papers.sign_working_paper(small.reopen(person), paper, purpose)
    return paper


def begun_report(small: SmallMission, paper: str, *, complete: bool = True) -> str:
    """Write a report that rests on *paper*; not *complete*, it lacks deadline and opinion."""
    mission = small.mission
    text = report.begin_report(mission).id
    person = small.officials[NUMBER_ONE]

    def add(section: Section, kind: BlockKind, words: str, **more: object) -> str:
        return report.add_block(mission, text, section=section, kind=kind, text=words, **more).id

    say, none = BlockKind.PARAGRAPH, BlockKind.NO_PROBLEM
    add(Section.OVERVIEW, say, "总体看，局党组能够履行职责，班子总体团结。")
    for section in (Section.DECISIONS, Section.STRICT_GOVERNANCE, Section.RECTIFICATION):
        add(section, none, "经了解，未发现这方面的突出问题。")
    add(
        Section.ORGANIZATION_LINE,
        BlockKind.PROBLEM,
        "2026年6月采购一批苗木，未经集体讨论先行定调。",
        heading="议事决策程序不规范",
        working_papers=[paper],
    )
    add(
        Section.FIRST_RESPONSIBILITY,
        BlockKind.FACT,
        "主持研究全面从严治党工作四次，但在采购事项上先定调后上会。",
        official=person,
        working_papers=[paper],
    )
    if complete:
        add(Section.INTEGRITY, none, "经了解，未发现廉洁自律方面的问题。", official=person)
        for duty, opinion in ((Duty.FIRST_RESPONSIBILITY, "average"), (Duty.INTEGRITY, "good")):
            add(
                Section.OPINION,
                BlockKind.OPINION,
                "",
                official=person,
                duty=duty,
                opinion=Opinion(opinion),
            )
    add(
        Section.REQUIREMENTS,
        BlockKind.REQUIREMENT,
        "严格执行末位表态制度，修订议事规则",
        official=person,
        working_papers=[paper],
        responsible=[person],
        deadline="2027-01-31" if complete else "",
    )
    if complete:
        add(Section.SUGGESTIONS, say, "建议局党组健全议事规则，强化内部监督。")
    return text


def answered_briefings(small: SmallMission) -> None:
    """Record that the two organs that must be asked have answered before entry."""
    for organ, name in (
        (Organ.DISCIPLINE, "示例市纪委监委"),
        (Organ.ORGANIZATION, "示例市委组织部"),
    ):
        briefing.record_briefing(
            small.mission, organ=organ, organ_name=name, received_on="2026-10-05"
        )


def number_one_talk_held(small: SmallMission) -> str:
    """Hold the talk with the number one; returns its id."""
    talk = small.plan(NUMBER_ONE, "2026-10-25T09:00", "2026-10-25T11:00")
    talks.begin_talk(small.mission, talk)
    small.record(
        talk,
        (ParagraphKind.QUESTION, "请谈谈履行第一责任人职责的情况。"),
        (ParagraphKind.ANSWER, "每季度研究一次，采购那件事我有责任。"),
    )
    return talk


def told_talk(small: SmallMission, talk: str) -> str:
    """Write and sign the report on the talk with the number one (leader)."""
    mission = small.mission
    made = number_one_talk.begin_number_one_talk_report(mission, talk).id
    parts = dict.fromkeys(number_one_talk.PARTS, "已谈及（示例）。")
    number_one_talk.update_number_one_talk_report(mission, made, dated_on="2026-11-01", **parts)
    number_one_talk.sign_number_one_talk_report(mission, made)
    return made


def finished_mission(folder: Path) -> tuple[SmallMission, str, str]:
    """Make a mission whose report lacks nothing that blocks; returns it, report and paper."""
    small = paper_mission(folder)
    _talk, paragraph = proving_talk(small)
    answered_briefings(small)
    paper = signed_paper(small, draft_paper(small, paragraph=paragraph))
    return small, begun_report(small, paper), paper


class Template:
    """A mission made once and copied for each test: making one takes seconds."""

    def __init__(
        self, folder: Path, build: Callable[[Path], tuple[SmallMission, str, str]]
    ) -> None:
        self._small, self._text, self._paper = build(folder)
        self._small.sitting.end()

    def copy(self, folder: Path) -> tuple[SmallMission, str, str]:
        """Return the mission, open for its leader, in *folder*, and what ``build`` returned."""
        target = folder / self._small.folder.name
        shutil.copytree(self._small.folder, target)
        sitting = session.open_mission(
            self._small.surroundings,
            target,
            user=self._small.users[LEADER],
            passphrase=PASSPHRASE,
        )
        copied = replace(
            self._small,
            sitting=sitting,
            folder=target,
            officials=dict(self._small.officials),
            users=dict(self._small.users),
        )
        return copied, self._text, self._paper


def begun_mission(folder: Path) -> tuple[SmallMission, str, str]:
    """Make a mission with a drafted paper and a report that still lacks a lot."""
    small = paper_mission(folder)
    _talk, paragraph = proving_talk(small)
    paper = draft_paper(small, paragraph=paragraph)
    return small, begun_report(small, paper, complete=False), paper


def bare_mission(folder: Path) -> tuple[SmallMission, str, str]:
    """Make a mission without any paper."""
    return small_mission(folder), "", ""
