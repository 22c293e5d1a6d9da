"""Tables from real files of every kind, and from files meant to hurt."""

import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.intake.sheet import Lacking, cell_text
from inspector_app.intake.tables import read_tables, tables_from
from inspector_app.system.wording import LANGUAGES, Wording

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows, *, edit=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if edit:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, member: str, content: bytes) -> bytes:
    """Replace one member of a zip."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, content if name == member else source.read(name))
        if member not in source.namelist():
            target.writestr(member, content)
    return stream.getvalue()


def sheet_xml(inner: str, *, dimension: str = "A1") -> bytes:
    head = f'<?xml version="1.0"?><worksheet {MAIN}><dimension ref="{dimension}"/><sheetData>'
    return f"{head}{inner}</sheetData></worksheet>".encode()


def code_of(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        tables_from(data, name="示例.xlsx")
    assert all(Wording(language).error(caught.value) for language in LANGUAGES)
    return caught.value.code


def outcome(data: bytes) -> str:
    try:
        tables_from(data, name="示例.xlsx")
    except InputError as problem:
        return problem.code
    return "intake.read"


def cells(data: bytes):
    return [row.cells for row in tables_from(data, name="示例.xlsx")[0].rows]


def test_an_xlsx_gives_its_values_with_row_numbers(tmp_path):
    path = tmp_path / "a.bin"  # the ending does not matter
    path.write_bytes(
        workbook([["姓名", "𬀩"], [], [None, 3, 2.5, True, date(2026, 3, 5)], ["", "  "]])
    )
    (sheet,) = read_tables(path)
    assert [row.number for row in sheet.rows] == [1, 3]
    assert sheet.rows[1].cells == (None, 3, 2.5, True, datetime(2026, 3, 5))  # noqa: DTZ001
    assert sheet.rows[0].cell(99) is None


def test_numbers_with_fixed_decimals_keep_their_noughts():
    def edit(book):
        book.active["A1"].number_format = "0.00"

    assert cells(workbook([[1975.1, 1975.1]], edit=edit)) == [("1975.10", 1975.1)]


def test_wrong_dimensions_in_the_file_hide_nothing():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 6))
    for dimension in ("A1", "A1:A2", "A1:XFD1048576"):
        data = with_part(
            workbook([[1]]), "xl/worksheets/sheet1.xml", sheet_xml(rows, dimension=dimension)
        )
        assert cells(data) == [(1,), (2,), (3,), (4,), (5,)]


def test_a_formula_without_a_result_is_told_apart_from_an_empty_cell():
    inner = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="D1" t="e"><f>X()</f><v>#REF!</v></c></row>'
    )
    data = with_part(workbook([[1]]), "xl/worksheets/sheet1.xml", sheet_xml(inner))
    assert cells(data) == [(2, Lacking.FORMULA, None, Lacking.ERROR)]


def test_an_xls_is_read_through_the_same_door():
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    sheet.write(0, 0, "姓名")
    sheet.write(2, 1, datetime(2026, 3, 5), day)  # noqa: DTZ001
    sheet.write(2, 2, True)
    sheet.write(2, 3, 7)
    stream = io.BytesIO()
    book.save(stream)
    (table,) = tables_from(stream.getvalue(), name="a.xls")
    assert table.name == "名册"
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ("姓名",)),
        (3, (None, datetime(2026, 3, 5), True, 7.0)),  # noqa: DTZ001
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_delimited_text_in_every_encoding(encoding, delimiter):
    text = f'姓名{delimiter}职务\r\n"张𬀩"{delimiter}"副局长{delimiter}兼\n主任"\r\n'
    assert cells(text.encode(encoding)) == [
        ("姓名", "职务"),
        ("张𬀩", f"副局长{delimiter}兼\n主任"),
    ]


def test_cells_as_a_person_reads_them():
    values = [None, "甲", 3.0, 2.5, True, datetime(2026, 3, 5), Lacking.ERROR]  # noqa: DTZ001
    assert [cell_text(value) for value in values] == [
        "", "甲", "3", "2.5", "TRUE", "2026-03-05", "",
    ]  # fmt: skip


# --- hostile ------------------------------------------------------------------------------


def test_a_password_protected_workbook_is_named_as_such():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    data = ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64
    assert code_of(data) == "intake.encrypted"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "intake.no_table"),
        (b"\xff\xd8\xff\xe0", "intake.no_table"),
        (b"PK\x03\x04 cut short", "intake.damaged"),
        (b"<html><table><tr><td>a</td></tr></table></html>", "intake.web_page_as_table"),
        (b'a,"b\nc', "intake.bad_csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "intake.no_table"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 900,
            "intake.damaged",
        ),
        (b"a," + b"x" * 60_000, "intake.cell_too_long"),
        (b"a," + b"x" * 200_000, "intake.bad_csv"),
        (b"a\n" * 65_537, "intake.too_many_rows"),
        (b"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\n" * 65_000, "intake.too_many_cells"),
    ],
)
def test_each_hostile_or_wrong_file_gets_its_word(data, code):
    assert code_of(data) == code


def test_an_honest_archive_is_no_table_rather_than_damaged():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    assert code_of(stream.getvalue()) == "intake.no_table"


def test_a_title_above_a_tabbed_table_does_not_hide_its_columns():
    assert cells("示例局，名册\n姓名\t职务\n甲\t局长，兼主任".encode())[1] == ("姓名", "职务")


def test_a_truncated_workbook_is_damaged_at_every_length():
    data = workbook([["姓名", "职务"], ["甲", "局长"]])
    for length in range(40, len(data), 97):
        assert code_of(data[:length]) == "intake.damaged"


def bomb(member: str, content: bytes, times: int) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != member:
                target.writestr(name, source.read(name))
        with target.open(member, "w") as part:
            for _ in range(times):
                part.write(content)
    return stream.getvalue()


BOMBS = {
    "one huge part": lambda: bomb("xl/worksheets/sheet1.xml", b" " * 1_000_000, 70),
    "huge together": lambda: bomb("xl/media/image1.png", b"\0" * 1_000_000, 210),
    "one endless row": lambda: bomb("xl/worksheets/sheet1.xml", b"<c/>" * 1000, 300),
    "many strings": lambda: bomb("xl/sharedStrings.xml", b"<si/>" * 100_000, 25),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_zip_bombs_are_refused_quickly_and_in_little_memory(kind):
    data = BOMBS[kind]()
    tracemalloc.start()
    started = time.perf_counter()
    try:
        assert code_of(data) == "intake.zip_bomb"
        assert time.perf_counter() - started < 5
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_a_million_rows_stop_at_the_bound():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 70_000))
    data = with_part(workbook([[1]]), "xl/worksheets/sheet1.xml", sheet_xml(rows))
    assert code_of(data) == "intake.too_many_rows"
    lone = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"/></row>'
    data = with_part(workbook([[1]]), "xl/worksheets/sheet1.xml", sheet_xml(lone))
    assert code_of(data) == "intake.too_many_rows"


def test_a_cell_of_many_megabytes_is_refused():
    text = "字" * 3_000_000
    inner = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    data = with_part(workbook([[1]]), "xl/worksheets/sheet1.xml", sheet_xml(inner))
    assert code_of(data) == "intake.cell_too_long"


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
def test_entities_are_refused(prolog, member):
    body = f"<worksheet {MAIN}><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>"
    data = with_part(workbook([["a"]]), member, prolog + body.encode())
    assert code_of(data) == "intake.zip_bomb"


def test_external_links_are_not_followed():
    def edit(book):
        book.active["A1"] = "='[http://示例.invalid/x.xlsx]Sheet1'!A1"

    assert cells(workbook([[1], ["a"]], edit=edit)) == [(Lacking.FORMULA,), ("a",)]


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(5):
        sheet.write(row, 0, "甲")
        sheet.write(row, 1, row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# Made once: they bear the time they were made, and examples must be the same when run again.
SOUND = workbook([["姓名", "职务"], ["甲", date(2026, 3, 5)], [True, "=1+1"]])
SOUND_OLD = old_workbook()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_workbooks_never_raise_anything_else(data):
    source = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(source)).startswith("intake.")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_parts_never_raise_anything_else(data):
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        member = data.draw(st.sampled_from([n for n in archive.namelist() if n.startswith("xl/")]))
        part = bytearray(archive.read(member))
    at = data.draw(st.integers(0, len(part) - 1))
    part[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    assert outcome(with_part(SOUND, member, bytes(part))).startswith("intake.")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_damaged_old_workbooks_never_raise_anything_else(data):
    source = bytearray(SOUND_OLD)
    for _ in range(data.draw(st.integers(1, 6))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(source)).startswith("intake.")


def test_the_message_bears_the_name_alone(tmp_path: Path):
    path = tmp_path / "名册\u202e.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError) as caught:
        read_tables(path)
    assert caught.value.params["name"] == "名册_.xlsx"
