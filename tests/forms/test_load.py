"""Loading forms: every kind of file, everything that can be wrong with one."""

import hashlib
import io
import time
import unicodedata

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.forms.compiling import compile_sheets
from inspector_app.forms.load import form_from, load_form
from inspector_app.forms.model import Control
from inspector_app.forms.sources import xlsform_sheets
from inspector_app.system.wording import LANGUAGES, Wording

XFORM_HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" '
    'xmlns:insp="urn:inspector:xforms"><h:head><h:title>示例</h:title><model>'
)


def xform(instance, binds="", body="", *, more="", itext=""):
    """Return an XForm around the inner parts given."""
    return (
        f'{XFORM_HEAD}{itext}<instance><data id="sample" version="1">{instance}</data></instance>'
        f"{more}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def bind(path, **attributes):
    """Return a bind; ``calculate="…"`` and so on."""
    escaped = "".join(
        f' {key.replace("_", ":")}="{value.replace("&", "&amp;").replace("<", "&lt;")}"'
        for key, value in attributes.items()
    )
    return f'<bind nodeset="/data/{path}"{escaped}/>'


def load(*args, **kwargs):
    """Return the form of an XForm."""
    return form_from(xform(*args, **kwargs), name="示例")


def markdown(*rows):
    """Return an XLSForm in markdown."""
    return "\n".join(["| survey |", *rows]).encode()


SURVEY = [
    ["type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)", "relevant",
     "required", "constraint", "constraint_message::中文 (zh)", "calculation", "default",
     "bind::insp:item"],
    ["text", "name", "姓名", "Name", "写全名", "", "yes", "", "", "", "", "I-1"],
    ["begin group", "more", "更多", "More", "", "${name} != ''", "", "", "", "", "", ""],
    ["integer", "age", "年龄", "Age", "", "", "", ". > 17", "未满十八岁", "", "20", ""],
    ["select_one yes_no", "member", "党员", "Member", "", "", "", "", "", "", "", ""],
    ["note", "said", "${name}，${age} 岁", "${name} is ${age}", "", "", "", "", "", "", "", ""],
    ["end group", "", "", "", "", "", "", "", "", "", "", ""],
    ["calculate", "older", "", "", "", "", "", "", "", "${age} + 1", "", ""],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::中文 (zh)", "label::English (en)"],
    ["yes_no", "yes", "是", "Yes"],
    ["yes_no", "no", "否", "No"],
]
SETTINGS = [
    ["form_title", "form_id", "version", "default_language", "namespaces"],
    ["示例", "sample", "2026.1", "中文 (zh)", 'insp="urn:inspector:xforms"'],
]
BOOK = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in BOOK.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xls() -> bytes:
    book = xlwt.Workbook()
    for name, rows in BOOK.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(at, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_markdown() -> bytes:
    lines = ["# 示例", ""]
    for name, rows in BOOK.items():
        lines.append(f"| {name} |")
        lines += ["| | " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines).encode()


def as_csv() -> bytes:
    lines = []
    for name, rows in BOOK.items():
        lines.append(f'"{name}",""')
        lines += [
            "," + ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
        ]
    return "\n".join(lines).encode("gb18030")


def refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        form_from(data, name="示例")
    for language in LANGUAGES:
        assert Wording(language).error(caught.value)
    return caught.value


def test_one_form_from_every_kind_of_file(tmp_path):
    forms = [form_from(data(), name="a") for data in (as_xlsx, as_xls, as_markdown, as_csv)]
    path = tmp_path / "form.xml"
    path.write_bytes(compile_sheets(xlsform_sheets(as_xlsx(), name="a"), name="a"))
    forms.append(load_form(path))
    assert len({form.hash for form in forms}) == 1
    form = forms[0]
    assert (form.id, form.version, form.title) == ("sample", "2026.1", "示例")
    assert form.languages == ("中文 (zh)", "English (en)")
    assert form.language_for("zh_CN") == "中文 (zh)"
    assert form.language_for("en") == "English (en)"
    assert form.language_for("fr") == "中文 (zh)"


def test_what_the_form_says_about_each_node():
    form = form_from(as_markdown(), name="a")
    name = form.node("/data/name")
    assert (name.control, name.type, name.attributes) == (Control.INPUT, "string", {"item": "I-1"})
    assert name.label.in_language("English (en)") == "Name"
    assert name.hint.in_language("中文 (zh)") == "写全名"
    assert name.hint.in_language("English (en)") in {"", "-"}
    age = form.node("/data/more/age")
    assert (age.type, age.default, age.rules.constraint.source) == ("int", "20", ". > 17")
    assert age.constraint_message.in_language("中文 (zh)") == "未满十八岁"
    member = form.node("/data/more/member")
    assert [choice.value for choice in member.choices.listed] == ["yes", "no"]
    assert [c.label.in_language("English (en)") for c in form.choices_in("yes_no")] == ["Yes", "No"]
    assert form.node("/data/more").control is Control.GROUP
    assert form.nodes[form.node("/data/more/age").parent].path == "/data/more"
    assert form.root.path == "/data"


def test_the_definition_loads_to_the_same_form_and_hash():
    form = form_from(as_markdown(), name="a")
    again = form_from(form.definition.encode(), name="b")
    assert again == form
    assert form.hash == hashlib.sha256(form.definition.encode()).hexdigest()
    changed = form_from(as_markdown().replace("姓名".encode(), "名字".encode()), name="a")
    assert changed.hash != form.hash


def test_names_in_other_normal_forms_make_no_other_form():
    composed = xform("<é/>", bind("é", relevant="'é' = 'é'"))
    other = unicodedata.normalize("NFD", composed.decode()).encode()
    assert other != composed
    assert form_from(composed, name="a").hash == form_from(other, name="a").hash


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"| choices |\n| | list_name | name | label |\n| | a | b | c |", "forms.no_survey", {}),
        (b"just a text", "forms.no_survey", {}),
        (b"<a/>", "forms.no_model", {}),
        (b"<a>", "intake.bad_xml", {"line": 1}),
        (b"%PDF-1.4", "intake.no_table", {}),
        (
            markdown(
                "| | type | name | label |", "", "# x", "| | text | a | A |", "| | textt | b | B |"
            ),
            "forms.cell_unknown_type_near",
            {"sheet": "survey", "row": 6, "column": "type", "cell": "B6", "what": "textt"},
        ),
        (
            markdown("| | type | name | label | relevant |", "| | text | a | A | ${none} = 1 |"),
            "forms.cell_unknown_reference",
            {"sheet": "survey", "row": 3, "column": "relevant", "what": "none"},
        ),
        (
            markdown("| | type | name | label | label |", "| | text | a | A | B |"),
            "forms.column_twice",
            {"sheet": "survey", "column": "label"},
        ),
        (
            markdown("| | type | name | label |", "| | begin group | a | A |"),
            "forms.cell_begin_without_end",
            {"sheet": "survey", "row": 3},
        ),
        (
            markdown("| | type | name | label | relevant |", "| | text | a | A | 1 + |"),
            "forms.cell_unfinished",
            {"question": "a", "column": "relevant", "cell": "E3", "expression": "1 +"},
        ),
        (
            markdown("| | type | name | label | calculation |", "| | calculate | a | | frob(1) |"),
            "forms.cell_unknown_function",
            {"row": 3, "column": "calculation", "cell": "E3", "what": "frob"},
        ),
        (
            xform("<a/>", more='<setvalue ref="/data/b" event="odk-instance-load"/>'),
            "forms.no_such_node",
            {"path": "/data/b"},
        ),
        (
            xform("<a/>", more='<setvalue ref="/data/a" event="some-day"/>'),
            "forms.unknown_event",
            {"path": "/data/a", "what": "some-day"},
        ),
        (
            xform("<r><a/></r>", body='<repeat nodeset="/data/r"/><input ref="/data/r/a"/>'),
            "forms.outside_repeat",
            {"path": "/data/r/a"},
        ),
        (
            xform(
                '<r xmlns:jr="http://openrosa.org/javarosa" jr:template=""/>' * 2,
                body='<repeat nodeset="/data/r"/>',
            ),
            "forms.duplicate_node",
            {"path": "/data/r"},
        ),
        (
            xform("<a/>", more='<instance id="x"/><instance id="x"/>'),
            "forms.list_twice",
            {"what": "x"},
        ),
        (xform("<a/><a/>"), "forms.duplicate_node", {"path": "/data/a"}),
        (
            xform("<a/>", more='<instance id="x" src="jr://file-csv/x.csv"/>'),
            "forms.list_missing",
            {"file": "x.csv"},
        ),
        (xform("<a/>", body='<input ref="b"/>'), "forms.no_such_node", {"path": "/data/b"}),
    ],
)
def test_each_mistake_is_named_with_its_place(data, code, params):
    problem = refused(data)
    assert problem.code == code
    assert params.items() <= problem.params.items()


@pytest.mark.parametrize(
    ("binds", "paths"),
    [
        (
            {"a": {"calculate": "/data/b"}, "b": {"calculate": "/data/a"}},
            "/data/a → /data/b → /data/a",
        ),
        ({"a": {"calculate": ". + 1"}}, "/data/a → /data/a"),
        ({"a": {"relevant": "/data/a = 1"}}, "/data/a → /data/a"),
        ({"a": {"readonly": ". = 1"}}, "/data/a → /data/a"),
        ({"a": {"required": "/data/b"}, "b": {"calculate": "../a"}}, "/data/a → /data/b → /data/a"),
        (
            {"a": {"relevant": "/data/b"}, "b": {"relevant": "/data/a"}},
            "/data/a → /data/b → /data/a",
        ),
        ({"g": {"relevant": "/data/g/c"}}, "/data/g → /data/g"),
        (
            {
                "a": {"relevant": "/data/b"},
                "b": {"calculate": "/data/g/c"},
                "g": {"relevant": "/data/a"},
            },
            "/data/a → /data/b → /data/g → /data/a",
        ),
    ],
)
def test_cycles_are_refused_with_their_path(binds, paths):
    text = "".join(bind(path, **rules) for path, rules in binds.items())
    problem = refused(xform("<a/><b/><g><c/></g>", text))
    assert (problem.code, problem.params["paths"]) == ("forms.cycle", paths)


def test_a_constraint_on_itself_and_on_others_is_no_cycle():
    form = load(
        "<a/><b/>", bind("a", constraint=". > /data/b") + bind("b", constraint=". < /data/a")
    )
    assert form.plan.tasks == ()
    assert form_from(xform("", bind("b")), name="a").nodes[0].path == "/data"


@pytest.mark.parametrize(
    "data",
    [
        xform("<g>" * 60 + "<a/>" + "</g>" * 60),
        xform("".join(f"<a{n}/>" for n in range(3000))),
        xform(
            "<a/>",
            bind("a", constraint=" or ".join(["/data/a = 1"] * 3)),
        ),
    ],
)
def test_large_but_honest_forms_load(data):
    assert form_from(data, name="a").nodes


LAUGHS = b'<!DOCTYPE h [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: LAUGHS + xform("<a>&b;</a>"), "intake.xml_doctype"),
        (lambda: b'<!DOCTYPE h SYSTEM "file:///etc/passwd">' + xform("<a/>"), "intake.xml_doctype"),
        (lambda: xform("<a>" + "x" * 11_000_000 + "</a>"), "intake.bad_xml"),
        (lambda: xform("<a>" * 400 + "</a>" * 400), "intake.bad_xml"),
        (lambda: xform("".join(f"<a{n}/>" for n in range(20_001))), "forms.too_large"),
        (lambda: b"<a>" + b"<b/>" * 1_000_001 + b"</a>", "intake.xml_too_large"),
        (
            lambda: markdown("| | type | name | label |", f"| | text | a | {'x' * 50_001} |"),
            "intake.cell_too_long",
        ),
        (
            lambda: markdown("| | type | name | label |", *["| | text | a | A |"] * 40_001),
            "forms.too_large",
        ),
        (
            lambda: markdown(
                "| | type | name | label |", *[f"| | note | a | {'x' * 49_000} |"] * 200
            ),
            "forms.too_large",
        ),
        (lambda: xform("<a/>", bind("a", relevant="(" * 5000)), "forms.expression_too_deep"),
        (lambda: xform("<a/>", bind("a", relevant="1" * 60_000)), "forms.expression_too_long"),
        (lambda: b"| survey |\n| | a |\n| |" + b"#" * 3_000_000 + b"|", "intake.cell_too_long"),
    ],
)
def test_hostile_forms_are_refused_in_bounded_time(make, code):
    data = make()
    started = time.perf_counter()
    assert refused(data).code == code
    assert time.perf_counter() - started < 5


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_mutated_form_loads_or_is_refused(data):
    source = bytearray(FORM_XML)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 12))] = data.draw(
            st.one_of(
                st.binary(max_size=4), st.sampled_from([b"<", b"]]>", b"/data/age", b"relevant"])
            )
        )
    assert outcome(bytes(source))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mutated_spreadsheet_loads_or_is_refused(data):
    rows = [list(row) for row in SURVEY]
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.sampled_from(rows))
        cells = st.sampled_from(
            ["", "begin group", "end group", "begin repeat", "${age}", "(", "select_one none",
             "select_multiple yes_no", "1", "name", "/data/x", "geopoint", "yes", "张"]
        )  # fmt: skip
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(cells)
    lines = ["| survey |", *("| | " + " | ".join(row) + " |" for row in rows)]
    lines += ["| choices |", *("| | " + " | ".join(row) + " |" for row in CHOICES)]
    assert outcome("\n".join(lines).encode())


def outcome(data: bytes) -> str:
    try:
        return form_from(data, name="a").hash
    except InputError as problem:
        return Wording().error(problem)  # also that it can be told


FORM_XML = compile_sheets(xlsform_sheets(as_markdown(), name="a"), name="a")
