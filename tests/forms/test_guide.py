"""The author's guide, docs/forms.md: its examples run, its lists are those of the program."""

import json
import re
import shlex
from pathlib import Path

import pytest

from inspector_app.cli.console import Console
from inspector_app.cli.main import build_parser
from inspector_app.domain.errors import InputError
from inspector_app.forms import beside, bounds, load, sources
from inspector_app.forms.lint import lint_form
from inspector_app.forms.lint_sheets import OURS, OURS_OF_FORM, SURVEY_COLUMNS
from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from inspector_app.forms.trial import try_form
from inspector_app.forms.xpath.functions import FUNCTIONS
from inspector_app.forms.xpath.special import SPECIAL
from inspector_app.system.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def blocks(kind):
    return [text for name, text in BLOCKS if name == kind]


def table(heading):
    """Return the cells of the table that stands first below a heading."""
    below = GUIDE.split(heading, 1)[1]
    rows = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def code(cell):
    return re.findall(r"`([^`]+)`", cell)


def test_the_example_is_sound_and_its_steps_can_be_done():
    [form] = blocks("xlsform")
    assert lint_form(form.encode(), name="a").findings == ()
    [steps] = blocks("steps")
    result = try_form(form_from(form.encode(), name="a"), json.loads(steps))
    values = {node["path"]: node["value"] for node in result["nodes"]}
    assert values["/data/person[1]/matters"] == "money posts"
    assert "/data/person[2]/who" not in values
    labels = {node["path"]: node["label"] for node in result["nodes"]}
    assert labels["/data/thanks"] == "1 persons named."


def test_the_refusal_it_quotes_is_what_is_said():
    [form] = blocks("xlsform")
    quoted = re.search(r"^> (表单.*)$", GUIDE, re.MULTILINE)[1]
    with pytest.raises(InputError) as caught:
        form_from(form.replace("${way}", "${wya}").encode(), name="visits.xlsx")
    said = Wording().error(caught.value)
    assert re.sub(r"第 \d+ 行|[A-Z]\d+", "", said) == re.sub(r"第 \d+ 行|[A-Z]\d+", "", quoted)


@pytest.mark.parametrize(
    "line", [line for text in blocks("console") for line in text.splitlines() if line]
)
def test_the_commands_it_shows_are_commands(line):
    prompt, program, *arguments = shlex.split(line)
    assert (prompt, program) == ("$", "inspector")
    assert build_parser(Console()).parse_args(arguments).run


def test_python_example_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    [source] = blocks("python")
    exec(compile(source, "docs/forms.md", "exec"), {})  # noqa: S102 - the guide's own example
    assert capsys.readouterr().out.splitlines()[-1].endswith(" 0")


EXPRESSIONS = table("Rules that are easily missed")
ANSWERS = """| survey |
| | type | name | label | calculation |
| | text | name | a | |
| | integer | age | b | |
| | select_multiple l | way | c | |
| | text | empty | d | |
| | begin repeat | person | e | |
| | integer | points | f | |
| | end repeat | | | |
| | calculate | result | | string({}) |
| choices |
| | list_name | name | label |
| | l | phone | P |
| | l | visit | V |
"""


@pytest.mark.parametrize(("shown", "gives"), [row[:2] for row in EXPRESSIONS])
def test_expressions_give_what_the_guide_says(shown, gives):
    [expression] = code(shown)
    form = form_from(ANSWERS.format(expression).encode(), name="a")
    sitting = Sitting(form)
    sitting.set("/data/name", "示例甲")
    sitting.set("/data/age", "20")
    sitting.set("/data/way", "visit phone")
    second = sitting.add("/data/person")
    sitting.set("/data/person[1]/points", "1")
    sitting.set(f"{second}/points", "5")
    assert sitting.state("/data/result").value == gives


def test_its_functions_are_the_engines():
    listed = GUIDE.split("these\nfunctions:\n", 1)[1].split("\nRules that", 1)[0]
    assert set(code(listed)) == set(FUNCTIONS) | set(SPECIAL)


def test_its_columns_are_those_that_are_known():
    told = {name for row in table("### Columns of the sheet") for name in code(row[0])}
    assert told == set(SURVEY_COLUMNS)
    assert {f"bind::insp:{name}" for name in OURS} == {
        name for row in table("### Our own columns") for name in code(row[0])
    }
    assert {f"attribute::insp:{name}" for name in OURS_OF_FORM} == {
        name for row in table("for the form as a whole") for name in code(row[0])
    }


TYPES = [
    (kind, row[2] == "yes")
    for row in table("### Question types")
    for kind in code(row[0])
    if not kind.startswith(("begin", "end group", "end repeat"))
]


@pytest.mark.parametrize(("kind", "on_device"), TYPES)
def test_each_type_loads_and_is_on_this_device_as_told(kind, on_device):
    named = kind.replace("LIST", "l").replace("FILE", "f.csv").replace("${REPEAT_QUESTION}", "${e}")
    given = {"calculate": "1 | |", "range": "| start=1 end=5 step=1 |"}.get(kind, "| |")
    rows = [
        "| survey |", "| | type | name | label | calculation | parameters |",
        "| | begin repeat | r | R | | |", "| | text | e | E | | |", "| | end repeat | | | | |",
        f"| | {named} | q | Q | {given}",
        "| choices |", "| | list_name | name | label |", "| | l | a | A |",
    ]  # fmt: skip
    files = {
        "f.csv": b"name,label\nx,X", "q.csv": b"name,label\nx,X", "q.xml": b"<root><item/></root>",
    }  # fmt: skip
    form = form_from("\n".join(rows).encode(), name="a", beside=files.get)
    if "external" in kind:
        assert 'id="q"' in form.definition
        return
    assert form.node("/data/q").on_device is on_device


def test_its_limits_are_the_programs():
    limits = {row[0]: row[1] for row in table("### Limits")}
    assert (
        limits["a form's file; a list beside it"]
        == (f"{load.MAX_FORM_BYTES >> 20} MB each")
        == f"{beside.MAX_LIST_BYTES >> 20} MB each"
    )
    [nodes] = [row for name, row in limits.items() if name.startswith("nodes")]
    assert nodes == f"{bounds.MOST_NODES:,}; {bounds.DEEPEST}; {bounds.LONGEST_NAME} characters"
    assert limits["cells of all lists beside a form"] == f"{beside.MOST_CELLS:,}"
    [rows] = [row for name, row in limits.items() if name.startswith("rows")]
    assert rows.startswith(f"{sources.MOST_ROWS:,}; 8 million")
