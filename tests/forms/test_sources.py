"""Sheets of every kind of file, and mistakes in them told with sheet, row and column."""

import io

import openpyxl
import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.columns import letters, read_columns
from inspector_app.forms.load import form_from
from inspector_app.forms.sources import xlsform_sheets
from inspector_app.system.wording import LANGUAGES, Wording

HEADER = ("| | type | name | label | relevant | calculation | parameters | constraint "
          "| choice_filter | trigger | default |")  # fmt: skip
LIST = ("| choices |", "| | list_name | name | label |", "| | l | a | A |", "| | l | b | B |")


def survey(*rows, more=()):
    """Return a markdown XLSForm: its header in row 2, *rows* from row 3 on."""
    return "\n".join(["| survey |", HEADER, *rows, *more]).encode()


def refused(data: bytes) -> InputError:
    """Return why *data* is refused, having put it into words."""
    with pytest.raises(InputError) as caught:
        form_from(data, name="登记.md")
    for language in LANGUAGES:
        assert "登记.md" in Wording(language).error(caught.value)
    return caught.value


MISTAKES = [
    (["| | | a | A |"], (), "no_type", "B3", {}),
    (["| | text | | A |"], (), "no_name", "C3", {}),
    (["| | calculate | c | |"], (), "no_calculation", "F3", {}),
    (["| | text | a | A |", "| | zzz | b | B |"], (), "unknown_type", "B4", {"what": "zzz"}),
    (["| | text | a | |"], (), "no_label", "D3", {"what": "a"}),
    (["| | text | a | A |", "", "# x", "| | text | a | A |"], (), "name_twice", "C6", {}),
    (["| | text | a b | A |"], (), "bad_name", "C3", {"value": "a b"}),
    (["| | text | 1a | A |"], (), "bad_name", "C3", {"value": "1a"}),
    (["| | text | meta | A |"], (), "name_reserved", "C3", {}),
    (["| | begin group | g | G |", "| | text | a | A |"], (), "begin_without_end", "B3", {}),
    (["| | text | a | A |", "| | end group | | |"], (), "end_without_begin", "B4", {}),
    (
        ["| | begin repeat | g | G |", "| | text | a | A |", "| | end group | | |"],
        (), "end_without_begin", "B5", {},
    ),
    (["| | select_one m | s | S |"], LIST, "unknown_list", "B3", {"what": "m"}),
    (["| | text | t | T |", "| | select_one m | s | S |"], (), "no_lists", "B4", {}),
    (
        ["| | select_multiple l | s | S |"], (*LIST, "| | l | c d | C |"),
        "choice_space", "C8", {"what": "c d", "sheet": "choices"},
    ),
    (
        ["| | select_one l | s | S |"], (*LIST, "| | l | b | C |"),
        "choice_twice", "C8", {"value": "b", "sheet": "choices"},
    ),
    (
        ["| | select_one l | s | S |"], (*LIST, "| | l | | C |"),
        "choice_no_name", "C8", {"sheet": "choices"},
    ),
    (["| | text | a | A | ${none} = 1 |"], (), "unknown_reference", "E3", {"what": "none"}),
    (
        ["| | begin group | g | G |", "| | text | a | A |", "| | end group | | |",
         "| | begin group | h | H |", "| | text | a | A |", "| | end group | | |",
         "| | note | n | ${a} |"],
        (), "ambiguous_reference", "D9", {"what": "a"},
    ),
    (["| | text | a | A | ${no one} |"], (), "bad_reference", "E3", {}),
    (["| | note | a | A ${ |"], (), "bad_reference", "D3", {}),
    (["| | range | a | A | | | start=x |"], (), "parameters", "G3", {"value": "start=x"}),
    (["| | text | a | A | | | foo=1 |"], (), "parameters_unknown", "G3", {"accepted": "rows"}),
    (["| | text | a | A | | | foo |"], (), "parameters_form", "G3", {"value": "foo"}),
    (
        ["| | select_one l | a | A | | | randomize=maybe |"], LIST,
        "parameters", "G3", {"value": "randomize=maybe"},
    ),
    (["| | select_one l | a | A | | | seed=2 |"], LIST, "parameters", "G3", {}),
    (["| | select_one_from_file a.txt | a | A |"], (), "list_file", "B3", {}),
    (
        ["| | calculate | a | | | 1 |", "| | text | b | B | | 2 | | | | ${a} |"],
        (), "trigger_unseen", "J4", {"what": "a"},
    ),
    (["| | select_one l or_other | s | S | | | | | x=1 |"], LIST, "filter_here", "I3", {}),
    (
        ["| | begin repeat | r | R |", "| | text | a | A |", "| | end repeat | | |",
         "| | begin group | g | G |", "| | begin repeat | r | R |", "| | text | b | A |",
         "| | end repeat | | |", "| | end group | | |"],
        (), "repeat_twice", "C7", {"value": "r"},
    ),
    (["| | text | a | A | 1 + |"], (), "unfinished", "E3", {"expression": "1 +"}),
    (["| | text | a | A | | | | . > ) |"], (), "unexpected", "H3", {"what": ")"}),
    (["| | text | a | A | frob(${a}) |"], (), "unknown_function", "E3", {"what": "frob"}),
    (
        ["| | text | a | A | instance('x')/root/item/name = 1 |"],
        (), "no_such_instance", "E3", {"what": "x"},
    ),
]  # fmt: skip


WRITTEN = [
    ("${a}＝1", "＝", "="), ("concat(${a}，'x')", "，", ","), ("（${a} = 1)", "（", "("),
    ("${a} ≥ 1", "≥", ">="), ("${a} == 1", "==", "="), ("${a} && 1", "&&", "and"),
    ("${a} AND 1", "AND", "and"), ("${a} 并且 1", "并且", "and"), ("$a = 1", "$", "${…}"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "what", "instead"), WRITTEN)
def test_what_to_write_instead_is_told(condition, what, instead):
    problem = refused(survey("| | text | a | A |", f"| | text | b | B | {condition} |"))
    assert problem.code == "forms.cell_instead"
    assert (problem.params["what"], problem.params["instead"]) == (what, instead)


def test_what_authors_write_of_types_and_references():
    near = refused(survey("| | Integer | a | A |"))
    assert (near.code, near.params["near"]) == ("forms.cell_unknown_type_near", "integer")
    alone = refused(survey("| | select_one | a | A |"))
    assert (alone.code, alone.params["what"]) == ("forms.cell_list_unnamed", "select_one")
    bare = refused(survey("| | text | a | A |", "| | text | b | B | a = 1 |"))
    assert (bare.code, bare.params["what"]) == ("forms.cell_no_reference", "a")
    assert form_from(survey("| | select_one　l | a | A |", more=LIST), name="a").node("/data/a")


def test_choices_without_words_are_found():
    lists = ("| choices |", "| | list_name | name | label |", "| | l | a | |", "| | l | b | B |")
    problem = refused(survey("| | select_one l | s | S |", more=lists))
    assert (problem.code, problem.params["cell"]) == ("forms.cell_list_incomplete", "D6")
    bare = ("| choices |", "| | list_name | name |", "| | l | a |")
    problem = refused(survey("| | select_one l | s | S |", more=bare))
    assert (problem.code, problem.params["row"]) == ("forms.cell_list_incomplete", 6)


def test_a_formula_without_its_result_is_no_empty_cell():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    sheet.append(["type", "name", "label"])
    sheet.append(["text", "a", '=CONCATENATE("A", "B")'])
    stream = io.BytesIO()
    book.save(stream)
    problem = refused(stream.getvalue())
    assert (problem.code, problem.params["cell"]) == ("forms.cell_no_value", "C2")


@pytest.mark.parametrize(("rows", "more", "code", "cell", "params"), MISTAKES)
def test_each_mistake_of_an_author_is_told_with_its_cell(rows, more, code, cell, params):
    problem = refused(survey(*rows, more=more))
    assert problem.code == f"forms.cell_{code}"
    assert problem.params["cell"] == cell
    assert {"sheet": "survey", **params}.items() <= problem.params.items()
    for language in LANGUAGES:
        assert cell in Wording(language).error(problem)


def test_conditions_that_wait_for_each_other_are_named_with_their_cells():
    problem = refused(survey("| | text | a | A | ${b} = 1 |", "| | text | b | B | ${a} = 1 |"))
    assert problem.code == "forms.cycle"
    assert problem.params["paths"] == "a (C3) → b (C4) → a (C3)"


def test_what_the_author_wrote_is_quoted_not_what_it_became():
    problem = refused(survey("| | text | a | A |", "| | text | b | B | ${a} = ( |"))
    assert problem.params["expression"] == "${a} = ("


def test_a_trigger_that_means_several_questions_is_found_without_a_row():
    inner = ["| | text | u | U | | 1 | | | | ${t} |", "| | end group | | |"]
    rows = ["| | begin group | g | G |", *inner, "| | begin group | h | H |", *inner]
    problem = refused(survey("| | text | t | T |", *rows))
    assert (problem.code, problem.params["cell"]) == ("forms.cell_ambiguous_reference", "C5")


@pytest.mark.parametrize("header", ["备注（可选）", "@x", "1990", "[1]", "a b"])
def test_notes_beside_choices_are_left_alone(header):
    more = (LIST[0], f"{LIST[1]} {header} |", LIST[2] + " note |")
    form = form_from(survey("| | select_one l | s | S |", more=more), name="a")
    assert [choice.value for choice in form.choices_in("l")] == ["a"]
    assert "note" not in form.definition


@pytest.mark.parametrize("header", ["bind::1x", "bind::x:y", "control::a b", "bind::"])
def test_a_header_that_can_be_no_attribute_is_named(header):
    data = survey("| | text | a | A |").replace(b"| default |", f"| {header} |".encode())
    problem = refused(data)
    assert (problem.code, problem.params["column"]) == ("forms.bad_header", header)


def test_a_missing_column_and_one_under_two_names():
    problem = refused(b"| survey |\n| | typ | name | label |\n| | text | a | A |")
    assert (problem.code, problem.params["column"]) == ("forms.no_column", "type")
    problem = refused(b"| survey |\n| | type | name | label | Label |\n| | text | a | A | B |")
    assert problem.code == "forms.column_twice"


def test_rows_and_columns_are_those_the_spreadsheet_shows():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Survey"
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["AB3"] = "type", "name", "label", "relevance"
    sheet["B7"], sheet["C7"], sheet["D7"], sheet["AB7"] = "text", "a", "示例", "${x}"
    stream = io.BytesIO()
    book.save(stream)
    problem = refused(stream.getvalue())
    assert problem.code == "forms.cell_unknown_reference"
    assert (problem.params["row"], problem.params["cell"]) == (7, "AB7")
    assert problem.params["column"] == "relevance"


@pytest.mark.parametrize(
    "data",
    [
        "type,name,label\ntext,a,甲".encode(),
        "type;name;label\ntext;a;甲".encode("gb18030"),
        "| type | name | label |\n| text | a | 甲 |".encode(),
    ],
)
def test_a_survey_alone_needs_no_name_of_its_sheet(data):
    form = form_from(data, name="a")
    assert form.node("/data/a").label.in_language(form.languages[0]) == "甲"
    assert refused(data.replace(b"text", b"texx")).params["cell"] == "A2"


def test_names_may_be_han_characters():
    form = form_from(
        survey("| | text | 姓名 | 姓名 |", "| | text | 𠮷 | B | ${姓名} = '喆' |"), name="a"
    )
    assert form.node("/data/𠮷").rules.relevant is not None


def test_lists_of_the_sheet_external_choices_are_ordinary_lists():
    more = (
        "| external_choices |", "| | list_name | name | label | province |",
        "| | city | x | X | p |", "| | city | y | Y | q |",
    )  # fmt: skip
    rows = (
        "| | select_one l | p | P |",
        "| | select_one_external city | c | C | | | | | province=${p} |",
    )
    form = form_from(survey(*rows, more=(*LIST, *more)), name="a")
    assert [choice.value for choice in form.choices_in("city")] == ["x", "y"]
    problem = refused(survey(*rows, more=(*LIST, *more, "| | city | y | Z | q |")))
    assert (problem.params["sheet"], problem.params["cell"]) == ("external_choices", "C13")


def test_the_other_names_of_columns():
    header = ["Label :: 中文 (zh)", "relevance", "bind::jr:constraintMsg::en", "Read Only"]
    header += ["bind::insp:item", "media::image::en", "jr:count", "body::accept", "", "hint:en"]
    assert [(at.name, at.language, at.index) for at in read_columns(header)] == [
        ("label", "中文 (zh)", 0), ("relevant", "", 1), ("constraint_message", "en", 2),
        ("readonly", "", 3), ("insp:item", "", 4), ("image", "en", 5), ("repeat_count", "", 6),
        ("accept", "", 7), ("hint:en", "", 9),
    ]  # fmt: skip
    assert [(at.name, at.language) for at in read_columns(["label:en", "bind:relevant"])] == [
        ("label", "en"), ("relevant", ""),
    ]  # fmt: skip
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_what_xml_cannot_carry_is_left_out_of_cells():
    sheets = xlsform_sheets(survey("| | text | a | A\ufffe\uffffB |"), name="a")
    assert sheets[0].rows[0][1][2] == "AB"
