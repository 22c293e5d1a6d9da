"""Filling forms: what an answer changes, what stays, what is wrong."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.forms.filled import Filled
from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Problem, Sitting

COLUMNS = [
    "type",
    "name",
    "label::zh",
    "label::en",
    "relevant",
    "required",
    "required_message::zh",
    "readonly",
    "constraint",
    "constraint_message::zh",
    "calculation",
    "default",
    "choice_filter",
    "bind::insp:from",
]


def survey(*rows, choices=()):
    """Return a form; each row is type, name, label and further columns by keyword."""
    lines = ["| survey |", "| | " + " | ".join(COLUMNS) + " |"]
    for kind, name, label, more in rows:
        cells = {
            "type": kind,
            "name": name,
            "label::zh": label,
            "label::en": label and f"en {label}",
        }
        cells |= more
        lines.append("| | " + " | ".join(cells.get(column, "") for column in COLUMNS) + " |")
    if choices:
        lines += ["| choices |", "| | list_name | name | label::zh | label::en | of |"]
        lines += [f"| | {' | '.join(choice)} |" for choice in choices]
    lines += [
        "| settings |",
        "| | default_language | namespaces |",
        '| | zh | insp="urn:inspector:xforms" |',
    ]
    return form_from("\n".join(lines).encode(), name="示例")


def q(kind, name, label="题", **more):
    renamed = {key.replace("__", "::"): value for key, value in more.items()}
    if "source" in renamed:
        renamed["bind::insp:from"] = renamed.pop("source")
    return kind, name, label, renamed


FORM = survey(
    q("hidden", "category", "", source="talk.category"),
    q(
        "text", "name", "姓名",
        source="official.name", required="true()", required_message__zh="请填姓名",
    ),
    q("select_one yes_no", "married", "已婚"),
    q("begin group", "family", "家庭", relevant="${married} = 'yes' and ${category} = 'N'"),
    q("text", "spouse", "配偶", required="true()"),
    q("begin group", "deep", "更深", relevant="${spouse} != ''"),
    q(
        "integer", "children", "子女",
        constraint=". >= 0 and . < 20", constraint_message__zh="子女数不对",
    ),
    q("end group", "", ""),
    q("end group", "", ""),
    q("calculate", "twice", "", calculation="${children} * 2"),
    q("calculate", "more", "", calculation="if(${twice} > 3, '多', '少')"),
    q("note", "said", "${name}：${more}", relevant="${children} != ''"),
    q("date", "on", "日期"),
    q("decimal", "money", "金额", readonly="${married} = 'no'"),
    q("select_one province", "province", "省"),
    q("select_multiple city", "cities", "市", choice_filter="of = ${province}"),
    q("text", "note", "备注", default="无"),
    choices=[
        ("yes_no", "yes", "是", "Yes", ""), ("yes_no", "no", "否", "No", ""),
        ("province", "p1", "甲省", "A", ""), ("province", "p2", "乙省", "B", ""),
        ("city", "c1", "一市", "One", "p1"), ("city", "c2", "二市", "Two", "p1"),
        ("city", "c3", "三市", "Three", "p2"),
    ],
)  # fmt: skip
P = "/data/"


@pytest.fixture
def sitting():
    return Sitting(FORM, prefill={"talk.category": "N"})


def short(paths):
    return {path.removeprefix(P) for path in paths}


def test_a_change_tells_what_it_changed_and_nothing_else(sitting):
    assert short(sitting.set("/data/married", "yes")) == {
        "married", "family", "family/spouse", "money",
    }  # fmt: skip
    assert short(sitting.set("/data/family/spouse", "李四")) == {
        "family/spouse", "family/deep", "family/deep/children",
    }  # fmt: skip
    assert short(sitting.set("/data/family/deep/children", "2")) == {
        "family/deep/children", "twice", "more", "said",
    }  # fmt: skip
    assert sitting.state("/data/more").value == "多"
    assert short(sitting.set("/data/family/deep/children", "3")) == {
        "family/deep/children", "twice",
    }  # fmt: skip
    assert sitting.set("/data/family/deep/children", "3") == frozenset()
    assert short(sitting.set("/data/married", "no")) == {
        "married", "family", "family/spouse", "family/deep", "family/deep/children", "twice",
        "more", "said", "money",
    }  # fmt: skip


def test_an_irrelevant_answer_reads_empty_and_is_kept(sitting):
    sitting.set("/data/married", "yes")
    sitting.set("/data/family/spouse", "李四")
    sitting.set("/data/family/deep/children", "2")
    sitting.set("/data/married", "no")
    state = sitting.state("/data/family/deep/children")
    assert (state.relevant, state.value, state.kept, state.problem) == (False, "", "2", "")
    assert sitting.state("/data/twice").value == ""
    assert "/data/family/spouse" not in sitting.submission().values
    assert sitting.filled().values["/data/family/spouse"] == "李四"
    sitting.set("/data/married", "yes")
    assert sitting.state("/data/twice").value == "4"


def test_what_is_open_or_wrong_is_listed_in_order(sitting):
    assert sitting.problems() == (Problem("/data/name", "required", "请填姓名"),)
    assert sitting.complete is False
    sitting.set("/data/name", "张𬀩")
    assert sitting.complete is True
    sitting.set("/data/married", "yes")
    sitting.set("/data/family/spouse", "李四")
    sitting.set("/data/family/deep/children", "20")
    sitting.set("/data/on", "2026-02-30")
    sitting.set("/data/money", "一千")
    sitting.set("/data/province", "p9")
    sitting.set("/data/cities", "c1")
    assert [(short([p.path]).pop(), p.kind, p.message) for p in sitting.problems()] == [
        ("family/deep/children", "constraint", "子女数不对"),
        ("on", "type", ""),
        ("money", "type", ""),
    ]
    sitting.set("/data/family/deep/children", "x")
    assert sitting.state("/data/family/deep/children").problem == "type"
    assert sitting.state("/data/family/deep/children").valid is False


def test_choices_follow_the_filter_and_keep_their_order(sitting):
    assert sitting.choices("/data/cities") == ()
    changed = sitting.set("/data/province", "p1")
    assert short(changed) == {"province", "cities"}
    assert [choice.value for choice in sitting.choices("/data/cities")] == ["c1", "c2"]
    sitting.set("/data/cities", "c2 c1")
    assert sitting.state("/data/cities").valid
    assert sitting.state("/data/cities").value == "c2 c1"
    sitting.set("/data/province", "p2")
    assert sitting.state("/data/cities").value == ""
    assert sitting.state("/data/cities").kept == "c2 c1"
    sitting.set("/data/province", "p1")
    assert sitting.state("/data/cities").value == "c2 c1"
    assert sitting.choices("/data/name") == ()


def test_words_follow_the_language_and_the_answers(sitting):
    for path, value in (("married", "yes"), ("family/spouse", "李"), ("family/deep/children", "2")):
        sitting.set(P + path, value)
    changed = sitting.set("/data/name", "张三")
    assert short(changed) == {"name", "said"}
    assert sitting.label("/data/said") == "张三：多"
    sitting.language = "en"
    assert sitting.label("/data/said") == "en 张三：多"
    assert sitting.hint("/data/said") == ""
    sitting.set("/data/name", "")
    assert sitting.problems()[0].message in {"", "-"}


def test_fields_are_filled_from_the_record_they_are_about():
    prefill = {"talk.category": "N", "official.name": "张三"}
    sitting = Sitting(FORM, prefill=prefill)
    assert sitting.state("/data/name").value == "张三"
    assert sitting.submission().values["/data/category"] == "N"
    said = {"/data/category": "D", "/data/name": "张叁"}
    sitting = Sitting(FORM, Filled(said), prefill)
    assert sitting.state("/data/category").value == "N"  # carried: the record is right
    assert sitting.state("/data/name").value == "张叁"  # shown: what was typed stays


def test_answers_go_out_as_they_came_in():
    saved = {
        "/data/name": "张三\n李四",
        "/data/note": "",
        "/data/old": "不能丢",
        "/data/on": "2026-03-05",
    }
    sitting = Sitting(FORM, Filled(saved))
    assert sitting.unplaced == {"/data/old": "不能丢"}
    assert sitting.filled().values == saved
    again = Sitting(FORM, sitting.filled())
    assert again.filled() == sitting.filled()
    assert Sitting(FORM).state("/data/note").value == "无"
    sitting.set("/data/name", "e\u0301\r\n")
    assert sitting.state("/data/name").value == "é\n"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/data/none", "no_such_question"),
        ("/data/family", "no_such_question"),
        ("/data", "no_such_question"),
        ("", "no_such_question"),
        ("/data/twice", "calculated"),
    ],
)
def test_what_cannot_be_answered_is_refused(sitting, path, code):
    with pytest.raises(InputError) as caught:
        sitting.set(path, "x")
    assert caught.value.code == f"forms.{code}"


def test_readonly_follows_its_condition(sitting):
    assert sitting.state("/data/money").readonly is False
    sitting.set("/data/married", "no")
    assert sitting.state("/data/money").readonly is True


def test_time_comes_from_outside():
    form = survey(
        q("date", "on", "日期", constraint=". <= today()"),
        q("calculate", "day", "", calculation="string(today())"),
    )
    sitting = Sitting(form, now=lambda: datetime(2026, 11, 23, tzinfo=UTC))
    assert sitting.state("/data/day").value == "2026-11-23"
    sitting.set("/data/on", "2026-11-24")
    assert sitting.problems() == (Problem("/data/on", "constraint", ""),)
    sitting.set("/data/on", "2026-11-23")
    assert sitting.complete


LEAVES = [node.path for node in FORM.nodes if node.is_leaf and node.rules.calculate is None]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(LEAVES),
        st.sampled_from(
            ["", "yes", "no", "N", "2", "-1", "p1", "p2", "c1 c3", "张𬀩", "2026-03-05"]
        ),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_step_by_step_equals_from_scratch_and_reports_every_change(steps):
    sitting = Sitting(FORM)
    before = {state.path: state for state in sitting.states()}
    for path, value in steps:
        changed = sitting.set(path, value)
        after = {state.path: state for state in sitting.states()}
        assert {p for p in after if after[p] != before[p]} <= changed
        before = after
        scratch = Sitting(FORM, Filled({leaf: sitting.state(leaf).kept for leaf in LEAVES}))
        assert list(scratch.states()) == list(sitting.states())
        assert scratch.problems() == sitting.problems()
        labels = [(scratch.label(node.path), sitting.label(node.path)) for node in FORM.nodes]
        assert all(one == other for one, other in labels)


def test_a_long_chain_settles_and_a_lone_answer_costs_nothing():
    rows = [q("integer", "n0", "数")]
    rows += [q("calculate", f"n{i}", "", calculation=f"${{n{i - 1}}} + 1") for i in range(1, 1000)]
    rows.append(q("text", "alone", "独"))
    sitting = Sitting(survey(*rows))
    assert len(sitting.set("/data/n0", "1")) == 1000
    assert sitting.state("/data/n999").value == "1000"
    assert sitting.set("/data/alone", "x") == {"/data/alone"}
