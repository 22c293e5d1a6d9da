"""The figures of talks equal a count from the journal that shares no code with them."""

import shutil
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.domain.entry import Operation
from inspector_app.domain.must_ask import AnswerKind, Asking, ItemAnswer
from inspector_app.domain.vocabulary import Head, TalkCategory, TalkState
from inspector_app.services import talks
from inspector_app.services.report_paper import report_content
from inspector_app.services.statistics import talk_statistics
from inspector_app.store.journal import Write
from tests.mission_fixture import OFFICIALS
from tests.paper_fixture import begun_report, draft_paper

NAMES = [name for name, *_ in OFFICIALS]


def counted(mission) -> dict:
    """Count from the journal's entries: talks held, answers by category, item and head."""
    reader = mission.reader
    states: dict[tuple[str, str], dict] = {}
    gone: set[tuple[str, str]] = set()
    rows = reader.rows("SELECT id FROM entry ORDER BY arrival")
    for (identifier,) in rows:
        entry = reader.entry(str(identifier))
        if entry is None or entry.body.record_type not in {"talk", "submission"}:
            continue
        key = (entry.body.record_type, entry.body.record_id)
        states.setdefault(key, {}).update(entry.body.new)
        if entry.body.op is Operation.DELETE:
            gone.add(key)
    held = {
        record_id: values
        for (kind, record_id), values in states.items()
        if kind == "talk" and values["state"] != "planned" and (kind, record_id) not in gone
    }
    head_of = {item.path: (item.code, item.head) for item in mission.checklist.items}
    kinds: dict[str, Counter] = {}
    items: dict[str, Counter] = {}
    heads = Counter()
    asked_must = must = 0
    for (kind, record_id), values in states.items():
        if kind != "submission" or (kind, record_id) in gone or values["subject"] not in held:
            continue
        category = held[values["subject"]]["category"]
        asked = set()
        for path, value in values.items():
            parent, _, mark = path.rpartition("/")
            if parent in head_of and mark == "kind" and value:
                code, head = head_of[parent]
                kinds.setdefault(category, Counter())[value] += 1
                items.setdefault(code, Counter())[value] += 1
                asked.add(code)
                heads[values["subject"], head] += 1
        needed = {
            item.code
            for item in mission.checklist.items
            if item.asked_of(TalkCategory(category)) is Asking.MUST
        }
        must += len(needed)
        asked_must += len(needed & asked)
    return {
        "held": Counter(values["category"] for values in held.values()),
        "planned": sum(1 for key in states if key[0] == "talk" and key not in gone),
        "kinds": kinds,
        "items": items,
        "work": len({talk for talk, head in heads if head is Head.WORK}),
        "life": len({talk for talk, head in heads if head is Head.LIFE}),
        "must": must,
        "asked": asked_must,
    }


def check(mission) -> None:
    figures = talk_statistics(mission.reader, mission.checklist)
    told = counted(mission)
    assert {c.category.value: c.talks for c in figures.categories} == told["held"]
    assert figures.talks == sum(told["held"].values())
    assert figures.planned == told["planned"]
    for category in figures.categories:
        expected = told["kinds"].get(category.category.value, Counter())
        assert {k.value: n for k, n in category.kinds.items() if n} == expected
    for item in figures.items:
        expected = told["items"].get(item.code, Counter())
        assert {k.value: n for k, n in item.kinds.items() if n} == expected
        assert item.asked == sum(expected.values())
    assert (figures.work_asked, figures.life_asked) == (told["work"], told["life"])
    assert (figures.coverage.asked, figures.coverage.must) == (told["asked"], told["must"])
    total = figures.coverage
    assert total.must == sum(c.coverage.must for c in figures.categories)


@st.composite
def steps(draw):
    """A few talks, each with answers, some of them taken back, some talks deleted."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(NAMES),
                st.booleans(),
                st.lists(
                    st.tuples(
                        st.integers(0, 60),
                        st.sampled_from([*AnswerKind, None]),
                        st.booleans(),
                    ),
                    max_size=8,
                ),
                st.sampled_from(["keep", "keep", "delete"]),
            ),
            max_size=6,
        )
    )


@pytest.fixture
def copies(plain_template, tmp_path):
    """Gives fresh copies of the plain mission."""
    made = []

    def copy():
        place = tmp_path / str(len(made))
        place.mkdir()
        small, _, _ = plain_template.copy(place)
        made.append(small)
        return small

    yield copy
    for small in made:
        small.sitting.end()
        shutil.rmtree(small.folder, ignore_errors=True)


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(story=steps())
def test_figures_equal_a_count_from_the_journal(copies, story):
    small = copies()
    mission = small.mission
    items = mission.checklist.items
    for name, begin, answers, fate in story:
        talk = small.plan(name)
        if begin:
            talks.begin_talk(mission, talk)
        for place, kind, lead in answers:
            code = items[place % len(items)].code
            talks.set_answer(mission, talk, ItemAnswer(code, kind, text="有", lead=lead))
        if fate == "delete":
            mission.journal.write(Write("talk", talk, op=Operation.DELETE))
    check(mission)


def test_closing_and_signing_change_no_figure(plain):
    talk = plain.hold("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    mission = plain.mission
    before = talk_statistics(mission.reader, mission.checklist)
    talks.close_talk(mission, talk)
    talks.sign_talk(mission, talk)
    assert talk_statistics(mission.reader, mission.checklist) == before
    record = mission.reader.get("talk", talk)
    assert record.text("state") == TalkState.SIGNED.value
    check(mission)


def test_the_annex_counts_the_same(ready):
    """The table in the report counts by head as well: both are one count."""
    small, report, _ = ready
    small.hold("佘翊", "2026-10-21T11:00", "2026-10-21T12:00")
    small.hold("阮𫖯", "2026-10-21T13:00", "2026-10-21T14:00", but=("G5",))
    mission = small.mission
    content = report_content(mission.reader, mission.id, mission.checklist, report)
    told = counted(mission)
    rows = content.annexes.talks
    assert {row.category.value: row.talks for row in rows} == told["held"]
    for row in rows:
        summed = Counter()
        for kinds in row.answers.values():
            summed.update({k.value: n for k, n in kinds.items() if n})
        assert summed == told["kinds"].get(row.category.value, Counter())
    (person,) = content.number_ones
    assert (person.coverage.talks, person.coverage.work, person.coverage.life) == (
        sum(told["held"].values()),
        told["work"],
        told["life"],
    )


def test_nothing_held_is_nothing_counted(plain):
    plain.plan("虞堃")
    mission = plain.mission
    figures = talk_statistics(mission.reader, mission.checklist)
    assert (figures.talks, figures.planned, figures.categories) == (0, 1, ())
    assert figures.coverage.must == 0
    assert len(figures.items) == len(mission.checklist.items)


def test_a_draft_report_counts_without_a_talk(plain):
    paper = draft_paper(replace(plain, users={**plain.users, "桑𠮷": plain.users["骆珩"]}))
    report = begun_report(plain, paper)
    mission = plain.mission
    content = report_content(mission.reader, mission.id, mission.checklist, report)
    assert content.annexes.talks == ()
