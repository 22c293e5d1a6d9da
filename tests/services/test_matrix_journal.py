"""The matrix, the list and the totals agree with a count made from the journal alone.

Random missions: talks are planned, held and cancelled, items answered, changed and cleared, by
plain steps. The count reads entries as they lie in the journal and knows nothing of projections,
readers or services.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.domain.must_ask import AnswerKind, Asking, ItemAnswer
from inspector_app.domain.vocabulary import TalkCategory, TalkKind, TalkState
from inspector_app.services import talk_closing, talks
from inspector_app.services.talk_lists import item_totals, matrix, talk_rows
from tests.mission_fixture import OFFICIALS, small_mission

NAMES = [name for name, *_rest in OFFICIALS]
CODES = ("W1-1", "W3-2", "W4-1", "L1-2", "L2-1", "L9-9")

_plan = st.tuples(st.just("plan"), st.sampled_from(NAMES), st.sampled_from([None, *TalkCategory]))
_group = st.tuples(st.just("group"), st.just(0), st.just(0))
_answer = st.tuples(
    st.just("answer"),
    st.integers(0, 9),
    st.tuples(st.sampled_from(CODES), st.sampled_from([None, *AnswerKind])),
)
_begin = st.tuples(st.just("begin"), st.integers(0, 9), st.just(0))
_cancel = st.tuples(st.just("cancel"), st.integers(0, 9), st.just(0))
STEPS = st.lists(st.one_of(_plan, _group, _answer, _answer, _answer, _begin, _cancel), max_size=24)


def play(small, steps):
    """Do *steps* on a mission; what makes no sense then is left out."""
    made = []
    for step, first, second in steps:
        if step == "plan":
            official = small.officials[first]
            made.append(
                talks.plan_talk(
                    small.mission,
                    official=official,
                    interviewers=list(small.users.values())[:2],
                    recorder=small.mission.me,
                    category=second,
                ).id
            )
        elif step == "group":
            speakers = list(small.officials.values())[:3]
            made.append(
                talks.plan_talk(
                    small.mission,
                    official="",
                    interviewers=list(small.users.values())[:2],
                    recorder=small.mission.me,
                    kind=TalkKind.GROUP,
                    speakers=speakers,
                ).id
            )
        elif made:
            act(small, step, made[first % len(made)], second)


def act(small, step, talk, what):
    record = small.mission.reader.get("talk", talk)
    if record.deleted:
        return
    if step == "answer":
        talks.set_answer(small.mission, talk, ItemAnswer(what[0], what[1], text="要点"))
    elif step == "begin":
        talks.begin_talk(small.mission, talk)
    elif talks.state_of(record) is TalkState.PLANNED:
        talk_closing.cancel_talk(small.mission, talk)


def bare_journal(small):
    """Return the last value of each field, and what is deleted, from the entries alone."""
    values, gone = {}, set()
    rows = small.mission.reader.rows("SELECT body FROM entry ORDER BY arrival")
    for (body,) in rows:
        entry = json.loads(body)
        key = entry["record_type"], entry["record_id"]
        if entry["op"] == "delete":
            gone.add(key)
            continue
        values.setdefault(key, {}).update(entry["new"])
    return {key: fields for key, fields in values.items() if key not in gone}


def counted(small):
    """Count from the journal: by talk its kinds and open items, by item its totals."""
    items = small.mission.checklist.items
    path_of = {f"{item.path}/kind": item for item in items}
    records = bare_journal(small)
    talks_there = {key[1]: f for key, f in records.items() if key[0] == "talk"}
    kinds = {talk: {} for talk in talks_there}
    for (record_type, _id), fields in records.items():
        if record_type == "submission" and fields["subject"] in kinds:
            kinds[fields["subject"]] = {
                path_of[name].code: AnswerKind(value)
                for name, value in fields.items()
                if name in path_of and value
            }
    open_in = {}
    for talk, fields in talks_there.items():
        category = TalkCategory(fields["category"])
        must = {i.code for i in items if i.asking.get(category) is Asking.MUST}
        open_in[talk] = set() if fields["kind"] == "group" else must - kinds[talk].keys()
    return talks_there, kinds, open_in


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_matrix_list_and_totals_agree_with_the_journal(steps):
    with tempfile.TemporaryDirectory() as folder:
        small = small_mission(Path(folder))
        try:
            play(small, steps)
            compare(small)
        finally:
            small.sitting.end()


def compare(small):
    checklist = small.mission.checklist
    there, kinds, open_in = counted(small)
    rows = talk_rows(small.mission.reader, checklist)
    assert {row.talk.id for row in rows} == set(there)
    for row in rows:
        talk = row.talk.id
        assert dict(row.kinds) == kinds[talk]
        assert {i.code for i in checklist.items if row.is_open(i)} == open_in[talk]
        assert row.coverage.must - row.coverage.asked == len(open_in[talk])

    shown = matrix(rows)
    held = {t for t, f in there.items() if f["state"] != "planned" or kinds[t]}
    assert {row.talk.id for row in shown} == held
    for totals in item_totals(shown, checklist.items):
        own = Counter(kinds[t][totals.code] for t in held if totals.code in kinds[t])
        assert {kind: n for kind, n in totals.kinds.items() if n} == dict(own)
        assert totals.talks == own.total()
        assert totals.open == sum(totals.code in open_in[talk] for talk in held)
