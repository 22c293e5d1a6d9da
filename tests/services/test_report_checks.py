"""Every thing that keeps a report from being final: provoked, worded, in the way, mended."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import Severity, blocking
from inspector_app.domain.must_ask import Asking
from inspector_app.domain.vocabulary import (
    BlockKind,
    Decision,
    Duty,
    Opinion,
    Organ,
    Section,
    TalkCategory,
)
from inspector_app.services import (
    briefing,
    leads,
    report,
    report_final,
    source_checks,
    talks,
    working_papers,
)
from inspector_app.services.missing_words import missing_text
from inspector_app.services.report_checks import report_missing
from inspector_app.services.report_outline import OutlineKey, Part, key_of
from inspector_app.services.working_papers import Purpose
from inspector_app.store.journal import Write
from inspector_app.system.wording import LANGUAGES, Wording
from tests import paper_fixture as made
from tests.paper_fixture import LEADER, MEMBER, NUMBER_ONE


@dataclass
class Desk:
    """The mission, its report and its working paper, and what one does with them."""

    small: object
    report: str
    paper: str

    @property
    def mission(self):
        return self.small.mission

    @property
    def reader(self):
        return self.mission.reader

    @property
    def person(self) -> str:
        return self.small.officials[NUMBER_ONE]

    def codes(self) -> list[str]:
        return [one.code for one in report_missing(self.reader, self.mission.id, self.report)]

    def block(self, section: Section, *, person: bool = False, kind: BlockKind | None = None):
        view = report.report_view(self.reader, self.report)
        blocks = view.blocks(section, self.person if person else "")
        return next(b for b in blocks if kind is None or b.text("kind") == kind.value)

    def set(self, section: Section, *, person: bool = False, **fields: object) -> None:
        report.update_block(self.mission, self.block(section, person=person).id, **fields)

    def add(self, section: Section, kind: BlockKind, text: str = "", **more: object) -> str:
        made_ = report.add_block(
            self.mission, self.report, section=section, kind=kind, text=text, **more
        )
        return made_.id

    def drop(self, section: Section, *, person: bool = False) -> None:
        view = report.report_view(self.reader, self.report)
        for block in view.blocks(section, self.person if person else ""):
            report.delete_block(self.mission, block.id)

    def write(self, record_type: str, record_id: str, **fields: object) -> None:
        self.mission.journal.write(Write(record_type, record_id, fields))

    def delete(self, record_type: str, record_id: str) -> None:
        self.mission.journal.write(Write(record_type, record_id, op=Operation.DELETE))

    def restore(self, record_type: str, record_id: str) -> None:
        self.mission.journal.write(Write(record_type, record_id, op=Operation.RESTORE))


@pytest.fixture
def desk(ready) -> Desk:
    return Desk(*ready)


def nothing(_desk: Desk) -> None:
    """It is so from the beginning."""


Step = Callable[[Desk], object]


def first_must(desk: Desk) -> str:
    """The code of an item that must be asked of 佘翊, who is 中层干部."""
    items = desk.mission.checklist.items
    return next(i.code for i in items if i.asked_of(TalkCategory.MIDDLE) is Asking.MUST)


def gap(desk: Desk) -> None:
    talk = desk.small.hold("佘翊", "2026-10-22T09:00", "2026-10-22T10:00", but=(first_must(desk),))
    talks.close_talk(desk.mission, talk, gap_reason="谈话对象有急事离开")


def gap_talk(desk: Desk) -> str:
    return next(t.id for t in desk.reader.find("talk") if t.text("gap_reason"))


def conflict(desk: Desk) -> None:
    """Let two values stand side by side, as after a merge."""
    block = desk.block(Section.OVERVIEW)
    seen = desk.mission.journal.reader.state("report_block", block.id).seen("text")
    for words in ("一种写法", "另一种写法"):
        desk.mission.journal.write(
            Write("report_block", block.id, {"text": words}, base={"text": seen})
        )


def decide(desk: Desk) -> None:
    block = desk.block(Section.OVERVIEW)
    desk.mission.journal.write(
        Write("report_block", block.id, {"text": "定下的写法"}, Operation.DECIDE)
    )


def unsign(desk: Desk) -> None:
    working_papers.return_working_paper(desk.mission, desk.paper, reason="补证")


def sign(desk: Desk) -> None:
    made.signed_paper(desk.small, desk.paper)


def second_paper(desk: Desk) -> str:
    talk = desk.reader.find("talk")[0].id
    paragraph = talks.paragraphs(desk.reader, talk)[1].id
    paper = made.draft_paper(desk.small, paragraph=paragraph, title="第二份底稿")
    return made.signed_paper(desk.small, paper)


def requirement(desk: Desk, **fields: object) -> None:
    desk.set(Section.REQUIREMENTS, person=True, **fields)


FIRST, REQUIRED = Section.FIRST_RESPONSIBILITY, Section.REQUIREMENTS

#: Code: how it comes about, how it is mended.
CASES: dict[str, tuple[Step, Step]] = {
    "report_section_empty": (
        lambda d: d.drop(Section.SUGGESTIONS),
        lambda d: d.add(Section.SUGGESTIONS, BlockKind.PARAGRAPH, "建议健全制度。"),
    ),
    "report_no_number_one": (
        lambda d: d.write("official", d.person, number_one=False),
        lambda d: d.write("official", d.person, number_one=True),
    ),
    "number_one_blank": (
        lambda d: d.drop(Section.INTEGRITY, person=True),
        lambda d: d.add(
            Section.INTEGRITY, BlockKind.NO_PROBLEM, "经了解，未发现问题。", official=d.person
        ),
    ),
    "number_one_opinion": (
        lambda d: d.drop(Section.OPINION, person=True),
        lambda d: [
            d.add(
                Section.OPINION,
                BlockKind.OPINION,
                official=d.person,
                duty=duty,
                opinion=Opinion.AVERAGE,
            )
            for duty in Duty
        ],
    ),
    "requirement_deadline": (
        lambda d: requirement(d, deadline=None),
        lambda d: requirement(d, deadline="2027-01-31"),
    ),
    "requirement_text": (
        lambda d: requirement(d, text=" "),
        lambda d: requirement(d, text="严格执行末位表态制度"),
    ),
    "requirement_responsible": (
        lambda d: requirement(d, responsible=[]),
        lambda d: requirement(d, responsible_text="局党组"),
    ),
    "requirement_for_problem": (
        lambda d: requirement(d, working_papers=[]),
        lambda d: requirement(d, working_papers=[d.paper]),
    ),
    "finding_without_paper": (
        lambda d: d.set(FIRST, person=True, working_papers=[]),
        lambda d: d.set(FIRST, person=True, working_papers=[d.paper]),
    ),
    "finding_not_approved": (unsign, sign),
    "paper_not_in_report": (
        second_paper,
        lambda d: d.set(
            Section.ORGANIZATION_LINE,
            working_papers=[one.id for one in d.reader.find("working_paper")],
        ),
    ),
    "placeholder_left": (
        lambda d: d.set(Section.OVERVIEW, text="局党组××××年召开会议。"),
        lambda d: d.set(Section.OVERVIEW, text="局党组2026年召开会议。"),
    ),
    "conflict_open": (conflict, decide),
    "talk_gap": (gap, lambda d: talks.consent_to_gap(d.mission, gap_talk(d), reason="同意")),
    "talk_not_closed": (
        lambda d: d.small.hold("佘翊", "2026-10-22T09:00", "2026-10-22T10:00"),
        lambda d: [
            talks.close_talk(d.mission, t.id) for t in d.reader.find("talk", {"state": "held"})
        ],
    ),
    "talk_not_signed": (
        lambda d: talks.close_talk(d.mission, d.reader.find("talk")[0].id),
        lambda d: talks.sign_talk(d.mission, d.reader.find("talk")[0].id),
    ),
    "briefing_missing": (
        lambda d: d.delete("briefing", d.reader.find("briefing")[0].id),
        lambda d: [
            briefing.record_briefing(
                d.mission, organ=organ, organ_name="示例", received_on="2026-10-01"
            )
            for organ in (Organ.DISCIPLINE, Organ.ORGANIZATION)
        ],
    ),
    "number_one_talk_report": (
        nothing,
        lambda d: made.told_talk(d.small, made.number_one_talk_held(d.small)),
    ),
    "problem_heading": (
        lambda d: d.set(Section.ORGANIZATION_LINE, heading=""),
        lambda d: d.set(Section.ORGANIZATION_LINE, heading="程序不规范"),
    ),
    "problem_text": (
        lambda d: d.set(Section.ORGANIZATION_LINE, text=""),
        lambda d: d.set(Section.ORGANIZATION_LINE, text="先定调后上会。"),
    ),
    "block_blank": (
        lambda d: d.add(Section.OTHER, BlockKind.PARAGRAPH, " "),
        lambda d: d.drop(Section.OTHER),
    ),
    "report_no_addressee": (
        lambda d: report.update_report(d.mission, d.report, addressee=None),
        lambda d: report.update_report(d.mission, d.report, addressee="示例市委"),
    ),
    "report_undated": (
        nothing,
        lambda d: report.update_report(d.mission, d.report, dated_on="2026-12-04"),
    ),
    "source_name": (
        lambda d: (d.small.plan("佘翊"), d.set(Section.OVERVIEW, text="佘翊所在科室。")),
        lambda d: d.set(Section.OVERVIEW, text="办公室有关科室。"),
    ),
    "source_lead": (
        lambda d: (
            leads.record_lead(d.mission, content="某线索", number="XS-001"),
            d.set(Section.OVERVIEW, text="见 xs－001 号材料，XS-001。"),
        ),
        lambda d: d.set(Section.OVERVIEW, text="见有关材料。"),
    ),
    "source_phrase": (
        lambda d: d.set(Section.OVERVIEW, text="岑𬀩反映，工作开展顺利。"),
        lambda d: d.set(Section.OVERVIEW, text="工作开展顺利。"),
    ),
}
#: What is late or worth knowing, and keeps nothing from going on.
NOT_IN_THE_WAY = {
    "paper_not_in_report": Severity.NOTE,
    "talk_not_closed": Severity.DUE,
    "talk_not_signed": Severity.DUE,
    "number_one_talk_report": Severity.DUE,
    "report_no_addressee": Severity.DUE,
    "report_undated": Severity.DUE,
    "source_phrase": Severity.DUE,
}


@pytest.mark.parametrize("code", CASES)
def test_each_is_found_worded_in_the_way_and_gone_when_mended(desk, code):
    provoke, mend = CASES[code]
    if code not in {"number_one_talk_report", "report_undated"}:
        assert code not in desk.codes() or code == "talk_not_closed"
    before = desk.codes().count(code)
    provoke(desk)
    found = [
        one for one in report_missing(desk.reader, desk.mission.id, desk.report) if one.code == code
    ]
    assert len(found) > (0 if code in {"number_one_talk_report", "report_undated"} else before)
    expected = NOT_IN_THE_WAY.get(code, Severity.BLOCK)
    assert {one.severity for one in found} == {expected}
    for language in LANGUAGES:
        for one in found:
            text = missing_text(one, Wording(language, {"inspection": "巡察"}))
            assert text
            assert "{" not in text
    if expected is Severity.BLOCK:
        entries = desk.reader.entry_count()
        with pytest.raises(RefusedError, match=r"report\.not_ready"):
            report_final.finalise_report(desk.mission, desk.report)
        assert desk.reader.entry_count() == entries
    mend(desk)
    assert code not in desk.codes()
    if code not in {"talk_not_closed"}:
        standing = report_missing(desk.reader, desk.mission.id, desk.report)
        assert blocking(standing) == []
        report_final.finalise_report(desk.mission, desk.report)


def test_every_code_of_the_checks_is_provoked_here():
    import ast
    import inspect

    from inspector_app.services import report_checks

    found = {
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(report_checks)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    words = {key.removeprefix("missing.") for key in _worded()}
    assert (found & words) - set(CASES) == set()


def _worded():
    from inspector_app.system.wording import _load

    return [key for key in _load("zh_CN") if key.startswith("missing.")]


# --- the talk's gap ---------------------------------------------------------------------


def test_a_gap_sent_back_finished_and_closed_again_needs_no_consent(desk):
    gap(desk)
    talk = gap_talk(desk)
    talks.consent_to_gap(desk.mission, talk, decision=Decision.RETURN, reason="请补谈")
    assert "talk_gap" not in desk.codes()
    assert "talk_not_closed" in desk.codes()
    desk.small.answer_all(talk)
    talks.close_talk(desk.mission, talk)
    assert "talk_gap" not in desk.codes()
    assert desk.reader.get("talk", talk).text("gap_reason") == ""


def test_consent_to_a_gap_does_not_cover_what_is_changed_later(desk):
    gap(desk)
    talk = gap_talk(desk)
    talks.consent_to_gap(desk.mission, talk, reason="同意")
    assert "talk_gap" not in desk.codes()
    desk.write("talk", talk, place="别处")
    assert "talk_gap" in desk.codes()


# --- placeholders -----------------------------------------------------------------------


LEFT = ("××", "xx", "＊＊", "【待核】", "待补充", "待定", "TODO", "????", "？？？", "____")
ORDINARY = ("3×4米", "问：为什么？", "一、二、三", "《a_b》", "x轴")


def test_what_people_leave_to_be_filled_in_is_found(desk):
    for left in LEFT:
        desk.set(Section.OVERVIEW, text=f"局党组在{left}召开会议。")
        assert "placeholder_left" in desk.codes(), left
    for text in ORDINARY:
        desk.set(Section.OVERVIEW, text=text)
        assert "placeholder_left" not in desk.codes(), text


def test_the_head_of_the_report_has_no_placeholder_either(desk):
    for field in ("title", "addressee"):
        report.update_report(desk.mission, desk.report, **{field: "关于××局情况的报告"})
        found = report_missing(desk.reader, desk.mission.id, desk.report)
        [one] = [one for one in found if one.code == "placeholder_left"]
        view = report.report_view(desk.reader, desk.report)
        assert key_of(view, one.target) == OutlineKey(Part.FRAME)
        report.update_report(desk.mission, desk.report, **{field: "关于局情况的报告"})


# --- source protection ------------------------------------------------------------------


def hits(desk):
    return source_checks.source_hits(desk.reader, desk.mission.id, desk.report)


def test_whose_name_may_stand_and_whose_not(desk):
    small, mission = desk.small, desk.mission
    small.plan("佘翊")
    small.plan("虞堃")  # of the leadership
    briefing.record_briefing(
        mission, organ=Organ.AUDIT, organ_name="示例市审计局", briefed_by="卞之、 宁采臣"
    )
    rules = source_checks.source_rules(desk.reader, mission.id)
    assert {"佘翊", "卞之", "宁采臣"} <= rules.blocked - rules.allowed
    assert {NUMBER_ONE, "虞堃", "蔺㛃"} <= rules.allowed
    # Held responsible in a working paper, but only once it is approved.
    other = made.draft_paper(small, title="另一份")
    desk.write("working_paper", other, first_responsible=[small.officials["佘翊"]])
    assert "佘翊" not in source_checks.source_rules(desk.reader, mission.id).allowed
    desk.write("working_paper", desk.paper, main_leaders=[small.officials["佘翊"]])
    assert "佘翊" not in source_checks.source_rules(desk.reader, mission.id).allowed
    unsign(desk)
    sign(desk)
    assert "佘翊" in source_checks.source_rules(desk.reader, desk.mission.id).allowed


PLACES = {
    "an overview": lambda d, w: d.set(Section.OVERVIEW, text=w),
    "a heading": lambda d, w: d.set(Section.ORGANIZATION_LINE, heading=w),
    "who answers for a requirement": lambda d, w: requirement(d, responsible_text=w),
    "an opinion": lambda d, w: d.set(Section.OPINION, person=True, text=w),
    "the title": lambda d, w: report.update_report(d.mission, d.report, title=w),
    "the addressee": lambda d, w: report.update_report(d.mission, d.report, addressee=w),
    "a working paper's title": lambda d, w: d.write("working_paper", d.paper, title=w),
    "the body held responsible": lambda d, w: d.write("working_paper", d.paper, responsible_body=w),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_talkers_name_blocks_wherever_it_would_be_printed(desk, place):
    desk.small.plan("佘翊")
    for spelling in ("佘翊", "佘 翊", "佘\u200b翊"):
        PLACES[place](desk, f"办公室{spelling}同志")
        assert [hit.found for hit in hits(desk)] == ["佘翊"]
        assert "source_name" in desk.codes()


def test_a_release_holds_for_its_place_and_surroundings_only(desk):
    desk.small.plan("佘翊")
    text = "山上佘翊山名所在地的地形和气候"  # two-character names are also words
    desk.set(Section.OVERVIEW, text=text)
    (hit,) = hits(desk)
    with pytest.raises(RefusedError, match="release_needs_reason"):
        source_checks.release_hit(desk.mission, desk.report, hit, reason=" ")
    source_checks.release_hit(desk.mission, desk.report, hit, reason="地名，不是人名")
    assert hits(desk) == []
    assert "source_name" not in desk.codes()
    released = source_checks.releases(desk.reader, desk.mission.id, desk.report)
    assert list(released.values()) == ["地名，不是人名"]
    desk.set(Section.OVERVIEW, text=text + "，经查阅有关材料，据佘翊说")
    assert len(hits(desk)) == 1
    desk.set(Section.OVERVIEW, text=text)
    assert hits(desk) == []
    desk.add(Section.OTHER, BlockKind.PARAGRAPH, text)
    assert len(hits(desk)) == 1


def test_only_the_leader_releases(desk):
    desk.small.plan("佘翊")
    desk.set(Section.OVERVIEW, text="佘翊山")
    (hit,) = hits(desk)
    mission = desk.small.reopen(MEMBER)
    with pytest.raises(RefusedError, match="not_your_right"):
        source_checks.release_hit(mission, desk.report, hit, reason="地名")
    desk.small.reopen(LEADER)
    assert len(hits(desk)) == 1


def test_a_release_that_somebody_wrote_himself_does_not_count(desk):
    desk.small.plan("佘翊")
    desk.set(Section.OVERVIEW, text="佘翊山")
    (hit,) = hits(desk)
    source_checks.release_hit(desk.mission, desk.report, hit, reason="地名")
    [record] = desk.reader.find("approval", {"purpose": Purpose("source_release").value})
    desk.write("approval", record.id, reason=record.text("reason").replace("佘翊山", "佘翊同志"))
    assert len(hits(desk)) == 1


def test_a_member_is_not_told_of_what_he_cannot_see(desk):
    everything = report_missing(desk.reader, desk.mission.id, desk.report)
    assert "number_one_talk_report" in {one.code for one in everything}
    mission = desk.small.reopen(MEMBER)
    told = report_missing(mission.reader, mission.id, desk.report, user=mission.me)
    assert "number_one_talk_report" not in {one.code for one in told}
