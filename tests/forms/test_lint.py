"""The author's check: what it finds, with its cell, and what it leaves alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.forms.lint import finding_text, lint_form
from inspector_app.forms.lint_findings import Severity
from inspector_app.forms.sitting import Sitting
from inspector_app.system.resources import shipped_forms
from inspector_app.system.wording import LANGUAGES, Wording
from tests.forms.xforms import xform

COLUMNS = ["type", "name", "label::中文 (zh)", "label::English (en)", "relevant", "required",
           "constraint", "calculation", "default", "readonly", "constraint_message::中文 (zh)",
           "constraint_message::English (en)", "choice_filter"]  # fmt: skip
SETTINGS = ["| settings |", "| | form_id | version |", "| | f | 1 |"]
LISTS = [
    "| choices |", "| | list_name | name | label::中文 (zh) | label::English (en) |",
    "| | l | x | 是 | Yes |", "| | l | y | 否 | No |",
]  # fmt: skip
A = {"type": "select_one l", "name": "a"}
B = {"type": "select_multiple l", "name": "b"}
N = {"type": "integer", "name": "n"}


def row(**cells):
    """Return a row of the survey; labels in both languages unless said otherwise."""
    name = cells.get("name", "")
    visible = name and cells["type"] not in {"calculate", "hidden"}
    spoken = (
        {"label::中文 (zh)": f"题{name}", "label::English (en)": f"Q {name}"} if visible else {}
    )
    full = {**spoken, **cells}
    return "| | " + " | ".join(full.get(column, "") for column in COLUMNS) + " |"


def form(*rows, lists=LISTS, more=SETTINGS, columns=()):
    header = "| | " + " | ".join([*COLUMNS, *columns]) + " |"
    lines = [
        "| survey |",
        header,
        *(each if isinstance(each, str) else row(**each) for each in rows),
    ]
    return "\n".join([*lines, *lists, *more]).encode()


def found(*rows, **options):
    """Return what is found: (code, cell), all of it worded in both languages."""
    report = lint_form(form(*rows, **options), name="示例.md")
    for language in LANGUAGES:
        assert all(finding_text(each, Wording(language)) for each in report.findings)
    return [(each.code, each.place.cell if each.place else "") for each in report.findings]


def test_a_sound_form_has_no_findings():
    rows = (
        A, B, N,
        {"type": "text", "name": "t", "relevant": "${a} = 'x' or selected(${b}, 'y')"},
        {"type": "text", "name": "u", "relevant": "${n} > 5 and ${n} < 7 and not(${a} = 'y')"},
        {"type": "calculate", "name": "k", "calculation": "${n} + 1"},
        {"type": "note", "name": "o", "label::中文 (zh)": "${k}", "label::English (en)": "${k}"},
    )  # fmt: skip
    assert found(*rows) == []


@pytest.mark.parametrize("path", sorted(shipped_forms().glob("*.md")), ids=lambda path: path.stem)
def test_every_shipped_form_is_sound(path):
    report = lint_form(path.read_bytes(), name=path.name)
    said = [finding_text(each, Wording()) for each in report.findings]
    assert (report.form is not None, said) == (True, [])


NEVER = [
    "false()", "1 = 2", "'a' = 'b'", "not(true())", "${a} = 'z'", "'z' = ${a}",
    "${a} = 'x' and ${a} = 'y'", "${a} = 'x' and ${a} != 'x'", "selected(${a}, 'z')",
    "${a} = 'x' and not(selected(${a}, 'x'))", "${a} = '' and ${a} = 'x'",
    "${a} != 'x' and ${a} != 'y' and ${a} != ''",
    "selected(${b}, 'z')", "selected(${b}, 'x') and not(selected(${b}, 'x'))",
    "selected(${b}, 'x') and ${b} = ''",
    "${n} > 5 and ${n} < 5", "${n} >= 5 and ${n} < 5", "5 < ${n} and ${n} < 3",
    "selected('x y', ${a}) and ${a} = ''",
    "(${a} = 'x' or ${a} = 'z') and ${a} = 'y'",
    "if(${a} = 'x', false(), ${a} = 'z')",
    "../a = 'x' and /data/a = 'y'",
]  # fmt: skip


@pytest.mark.parametrize("condition", NEVER)
def test_a_condition_that_is_never_true_is_found(condition):
    codes = found(A, B, N, {"type": "text", "name": "t", "relevant": condition, "required": "yes"})
    assert [code for code, _ in codes if code.startswith("never_")] in (
        ["never_relevant"], ["never_offered"],
    )  # fmt: skip
    assert ("required_unreachable", "G6") in codes
    assert {cell for code, cell in codes if code.startswith("never_")} == {"F6"}


SOMETIMES = [
    "true()", "${a} != 'z'", "${a} = 'x' or ${a} = 'z'", "${a} = ''", "${b} = 'x y'",
    "selected(${b}, 'x') and selected(${b}, 'y')", "not(${a} = 'x' and ${a} = 'y')",
    "${n} >= 5 and ${n} <= 5", "${n} = 5", "${t1} = 'anything'", "selected('x z', ${a})",
    "regex(${t1}, 'x')", "count-selected(${b}) > 4", "string-length(${t1}) < 0 or true()",
    "${a} = true()", "'x' = true()", "${t1} != '05' and ${t1} = 5", "'05' != '5'",
    "once(1) = 2", "${n} > 5 or ${n} < 3", "${a} = ${t1}", "${n} = '5' and ${n} > 4",
]  # fmt: skip


@pytest.mark.parametrize("condition", SOMETIMES)
def test_a_condition_that_may_be_true_is_left_alone(condition):
    text = {"type": "text", "name": "t1"}
    assert found(A, B, N, text, {"type": "text", "name": "t", "relevant": condition}) == []


def test_what_contradicts_the_group_around_it():
    codes = found(
        A,
        {"type": "begin group", "name": "g", "relevant": "${a} = 'x'"},
        {"type": "text", "name": "t", "relevant": "${a} = 'y'"},
        {"type": "end group"},
    )
    assert codes == [("never_here", "F5")]


def test_what_depends_on_a_question_that_never_appears():
    codes = found(
        A,
        {"type": "text", "name": "t", "relevant": "${a} = 'x' and ${a} = 'y'"},
        {"type": "text", "name": "u", "relevant": "${t} = 'v'"},
        {"type": "text", "name": "v", "relevant": "${t} = ''"},
    )
    assert codes == [("never_relevant", "F4"), ("never_here", "F5")]


def test_everything_in_a_group_that_never_appears_is_said_once():
    codes = found(
        A,
        {"type": "begin group", "name": "g", "relevant": "1 = 2"},
        {"type": "text", "name": "t"},
        {"type": "text", "name": "u", "required": "yes"},
        {"type": "end group"},
    )
    assert codes == [("never_relevant", "F4"), ("required_unreachable", "G6")]


FINDINGS = [
    ([{**N, "constraint": ". > 5 and . < 3", "constraint_message::中文 (zh)": "示例",
       "constraint_message::English (en)": "x"}], [("constraint_never", "H3")]),
    ([{**N, "constraint": ". > 5"}], [("no_message", "H3")]),
    ([{"type": "note", "name": "o", "required": "yes"}], [("required_unanswerable", "G3")]),
    ([{"type": "text", "name": "o", "required": "yes", "readonly": "yes"}],
     [("required_unanswerable", "G3")]),
    ([{"type": "text", "name": "o", "required": "yes", "readonly": "yes", "default": "v"}], []),
    ([{"type": "calculate", "name": "k", "calculation": "1 + 1"}], [("never_read", "I3")]),
    ([{**A, "default": "z"}], [("default_not_offered", "J3")]),
    ([{**B, "default": "x y"}], []),
    ([{"type": "text", "name": "long_" * 14}], [("long_name", "C3")]),
    ([{"type": "geopoint", "name": "p"}], [("not_on_device", "B3")]),
    ([{"type": "audio", "name": "p"}], [("not_on_device", "B3")]),
    ([{"type": "begin repeat", "name": "r"}, {"type": "text", "name": "t"},
      {"type": "end repeat"}, {"type": "text", "name": "u", "relevant": "${t} = 'x'"}],
     [("one_of_many", "F6")]),
    ([{"type": "begin repeat", "name": "r"}, {"type": "text", "name": "t"},
      {"type": "end repeat"}, {"type": "text", "name": "u", "relevant": "/data/r[1]/t = 'x'"}],
     [("number_position", "F6")]),
    ([{"type": "begin repeat", "name": "r"}, {**N, "name": "t"},
      {"type": "text", "name": "v", "relevant": "${t} = 1"}, {"type": "end repeat"},
      {"type": "text", "name": "u", "relevant": "sum(${t}) = 3"}], []),
    ([{"type": "text", "name": "t", "label::English (en)": ""}, N], [("not_translated", "E3")]),
    ([{"type": "text", "name": "t", "label::English (en)": "题t"}], [("same_translation", "E3")]),
    ([{"type": "text", "name": "t", "label::English (en)": "PDF", "label::中文 (zh)": "PDF"}], []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "codes"), FINDINGS)
def test_each_thing_is_found_with_its_cell(rows, codes):
    used = any("select" in each["type"] for each in rows)
    assert found(*rows, lists=LISTS if used else ()) == codes


CASCADE = [
    "| choices |", "| | list_name | name | label::中文 (zh) | label::English (en) | up |",
    "| | l | x | 甲省 | A | |", "| | l | y | 乙省 | B | |", "| | c | x1 | 甲一 | A1 | x |",
    "| | c | y1 | 乙一 | B1 | z |",
]  # fmt: skip


def test_a_language_that_lacks_many_texts_is_told_once():
    rows = [{"type": "text", "name": f"t{n}", "label::English (en)": ""} for n in range(20)]
    report = lint_form(form(A, *rows), name="a")
    [finding] = report.findings
    assert (finding.code, finding.place.cell) == ("not_translated_many", "E4")
    assert finding.params["count"] == 20


def test_filters_that_offer_nothing_are_found():
    city = {"type": "select_one c", "name": "city"}
    assert found(A, {**city, "choice_filter": "up = ${a}"}, lists=CASCADE) == [
        ("never_offered_choice", "F10")
    ]
    assert found(A, {**city, "choice_filter": "${a} = upp"}, lists=CASCADE) == [
        ("filter_column", "N4")
    ]
    assert found(A, {**city, "choice_filter": "up = ${a} or name = 'y1'"}, lists=CASCADE) == []


def test_what_this_program_does_not_use_is_no_hindrance():
    more = [*SETTINGS, "| entities |", "| | list_name | label |", "| | trees | ${t} |"]
    rows = form({"type": "text", "name": "t"}, lists=(), more=more, columns=("save_to",))
    report = lint_form(rows, name="a")
    assert (report.form is not None, report.errors) == (True, 0)
    search = form(A).decode().split("\n")
    search[1] = search[1].replace("choice_filter", "appearance")
    search[2] = search[2].removesuffix(" |").rstrip() + " search('x') |"
    report = lint_form("\n".join(search).encode(), name="a")
    assert [each.code for each in report.findings] == ["search_ignored"]


@pytest.mark.parametrize(
    ("choice", "code", "cell"),
    [
        ("| | l | z z | 又 | Both |", "choice_space", "C8"),
        ("| | l | z | 是 | Both |", "choice_label_twice", "D8"),
        ("| | l | z | 又 | |", "not_translated", "E8"),
        ("| | l | z | | |", "choice_no_label", "D8"),
        ("| | m | z | 又 | Both |", "list_unused", "B8"),
    ],
)
def test_choices_are_looked_at(choice, code, cell):
    assert found(A, lists=[*LISTS, choice]) == [(code, cell)]


def test_choices_given_twice_on_purpose_are_mentioned():
    more = [
        "| settings |",
        "| | form_id | version | allow_choice_duplicates |",
        "| | f | 1 | yes |",
    ]
    codes = found(A, lists=[*LISTS, "| | l | x | 又 | Both |"], more=more)
    assert codes == [("choice_twice", "C8")]


def test_settings_and_columns_are_looked_at():
    assert found({"type": "text", "name": "t"}, lists=(), more=()) == [
        ("no_id", ""),
        ("no_version", ""),
    ]
    more = ["| settings |", "| | form_id | version | default_language |", "| | f | 1 | 英文 |"]
    assert ("no_such_default", "D6") in found({"type": "text", "name": "t"}, lists=(), more=more)
    codes = found({"type": "text", "name": "t"}, lists=(), columns=("relevent", "bind::insp:itm"))
    assert codes == [("unknown_column_near", "O2"), ("unknown_column_near", "P2")]
    data = form({"type": "text", "name": "t"}, lists=(), columns=("hint::english(en)",)).decode()
    data = data.replace("\n| settings", " hint |\n| settings")
    report = lint_form(data.encode(), name="a")
    assert [each.code for each in report.findings].count("language_twice") == 2


def test_our_own_columns_are_looked_at():
    item = {"type": "begin group", "name": "W1_1"}
    rows = (item, {"type": "text", "name": "text"}, {"type": "end group"})
    data = form(*rows, lists=(), columns=("bind::insp:item",)).decode().split("\n")
    data[2] += " W1-1 |"
    report = lint_form("\n".join(data).encode(), name="a")
    [finding] = [each for each in report.findings if each.severity is Severity.ERROR]
    assert (finding.code, finding.place.cell) == ("forms.item_incomplete", "O3")


@pytest.mark.parametrize(
    ("settings_of_it", "place", "code", "cell"),
    [
        ({"register": "x"}, "1", None, None),
        ({"register": "x y!"}, "1", "register.bad_code", "D6"),
        ({"register": "x", "number": "abc"}, "1", "register.bad_number", "E6"),
        ({"register": "x", "title": "zz"}, "1", "register.no_question", "E6"),
        ({"register": "x", "sort": "-zz"}, "1", "register.no_question", "E6"),
        ({"register": "x"}, "one", "register.bad_place", "E3"),
        ({"register": "x"}, "", "register.no_columns", "D6"),
    ],
)
def test_what_is_wrong_with_a_register_is_told_with_its_cell(settings_of_it, place, code, cell):
    columns = " | ".join(f"attribute::insp:{name}" for name in settings_of_it)
    text = "\n".join([
        "| survey |", "| | type | name | label | bind::insp:column |",
        f"| | text | a | A | {place} |", "| settings |", f"| | form_id | version | {columns} |",
        f"| | f | 1 | {' | '.join(settings_of_it.values())} |",
    ])  # fmt: skip
    findings = lint_form(text.encode(), name="a").findings
    assert [(each.code, each.place.cell) for each in findings] == ([(code, cell)] if code else [])


def test_all_mistakes_of_a_refused_form_are_told_at_once():
    report = lint_form(
        form(
            {"type": "textt", "name": "t"},
            {"type": "select_one nope", "name": "a b"},
            {"type": "text", "name": "u", "relevant": "${none} = 1", "constraint": ". >"},
            {"type": "text", "name": "v", "relevant": "frob(1)", "calculation": "1 && 2"},
            {"type": "text", "name": "w", "label::English (en)": "of ${none}", "default": "now("},
            {"type": "text", "name": "w2", "default": "(plain", "required": "yes"},
        ),
        name="a.md",
    )
    assert report.form is None
    said = [(each.code.removeprefix("forms.cell_"), each.place.cell) for each in report.findings]
    assert said == [
        ("bad_name", "C4"), ("unknown_type_near", "B3"), ("unknown_list", "B4"),
        ("unknown_reference", "F5"), ("unfinished", "H5"), ("unknown_function", "F6"),
        ("instead", "I6"), ("unknown_reference", "E7"), ("unfinished", "J7"),
        ("unfinished", "J8"),
    ]  # fmt: skip
    for language in LANGUAGES:
        for each in report.findings:
            assert each.place.cell in finding_text(each, Wording(language))


def test_long_chains_of_conditions_are_followed_without_falling():
    chain = [
        {"type": "text", "name": f"q{n}", "relevant": f"${{q{n - 1}}} = 'x'"}
        for n in range(1, 1500)
    ]
    rows = [{"type": "text", "name": "q0", "relevant": "1 = 2"}, *chain]
    codes = [each.code for each in lint_form(form(*rows, lists=()), name="a").findings]
    assert codes[0] == "never_relevant"
    assert set(codes[1:]) == {"never_here"}
    assert len(codes) == 1500
    ahead = [
        {"type": "text", "name": f"q{n}", "relevant": f"${{q{n + 1}}} = 'x'"} for n in range(1500)
    ]
    assert found(*ahead, {"type": "text", "name": "q1500"}, lists=()) == []


def test_a_form_that_is_refused_is_one_finding():
    report = lint_form(form({"type": "texxt", "name": "t"}), name="a.md")
    assert report.form is None
    [finding] = report.findings
    assert (finding.code, finding.place.cell) == ("forms.cell_unknown_type_near", "B3")
    [finding] = lint_form(b"<a>", name="a.xml").findings
    assert finding.code == "intake.bad_xml"


def test_findings_about_an_xform_have_lines():
    xform = lint_form(form(A, {"type": "text", "name": "t", "relevant": "1 = 2"}), name="a").form
    data = xform.definition.replace("><", ">\n<").encode()
    [finding] = lint_form(data, name="a.xml").findings
    line = data.decode().split("\n")[finding.line - 1]
    assert finding.code == "never_relevant"
    assert 'nodeset="/data/t"' in line


def test_choices_of_an_xform_are_looked_at():
    body = (
        '<select1 ref="/data/a"><label>A</label>'
        "<item><label>X</label><value>x y</value></item>"
        "<item><label>Y</label><value>y</value></item>"
        "<item><label>Z</label><value>y</value></item></select1>"
    )
    report = lint_form(xform("<a/>", "", body), name="a.xml")
    assert [each.code for each in report.findings] == ["choice_space", "choice_twice"]
    assert report.errors == 1


OPERANDS = st.sampled_from(
    ["${a}", "${b}", "${n}", "'x'", "'z'", "''", "5", "3", "true()", "false()", "${a} = 'x'",
     "${a} = 'y'", "selected(${b}, 'x')", "selected(${a}, 'x')", "${n} > 4", "${n} = 3"]
)  # fmt: skip


def of_parts(part):
    """Return conditions that are a *part*, none of it, or two of them with an operator."""
    signs = st.sampled_from(["and", "or", "=", "!=", "<"])
    return st.one_of(
        part,
        st.tuples(part, signs, part).map(lambda parts: "({}) {} ({})".format(*parts)),
        part.map(lambda one: f"not({one})"),
    )


CONDITIONS = of_parts(of_parts(OPERANDS))


@settings(max_examples=40, deadline=None)
@given(CONDITIONS)
def test_nothing_is_said_to_be_never_true_that_some_answers_make_true(condition):
    """Try all answers of two selections and a few numbers: the engine has the last word."""
    data = form(A, B, N, {"type": "text", "name": "t", "relevant": condition})
    report = lint_form(data, name="a")
    if report.form is None:
        return
    never = any(each.code.startswith("never_") for each in report.findings)
    sitting = Sitting(report.form)
    seen = False
    for a in ("", "x", "y"):
        for b in ("", "x", "y", "x y"):
            for n in ("", "3", "4", "5", "9"):
                sitting.set("/data/a", a)
                sitting.set("/data/b", b)
                sitting.set("/data/n", n)
                seen = seen or sitting.relevant("/data/t")
    assert not (never and seen)
