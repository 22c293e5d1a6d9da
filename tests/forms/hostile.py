"""Forms made to cost time or memory, loaded one by one in a process of their own.

Run as a program with the most memory it may take in megabytes and the names of the forms: it
prints what became of each, how long it took and how much memory the process had taken by then.
"""

import io
import json
import sys
import time
import zipfile
from collections.abc import Callable

import openpyxl

from inspector_app.forms.lint import lint_form
from tests.forms.xforms import bind, xform

LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40)
)
ROWS = "<row r='{0}'><c r='A{0}' t='inlineStr'><is><t>x</t></is></c></row>"


def markdown(*rows: str) -> bytes:
    head = "| | type | name | label | relevant | calculation |"
    return "\n".join(["| survey |", head, *rows]).encode()


def many(count: int, row: str) -> list[str]:
    return [row.format(number) for number in range(count)]


def with_part(member: str, data: bytes) -> bytes:
    """Return a small spreadsheet in which one part is *data*."""
    book = openpyxl.Workbook()
    book.active.title = "survey"
    book.active.append(["type", "name", "label"])
    plain, bent = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == member else old.read(name))
    return bent.getvalue()


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f"<worksheet xmlns='{space}'><sheetData>{rows}</sheetData></worksheet>".encode()


def in_languages(languages: int, rows: int) -> bytes:
    header = " | ".join(f"label::l{number}" for number in range(languages))
    cells = " | ".join(["x"] * languages)
    lines = [f"| | text | a{number} | {cells} |" for number in range(rows)]
    return "\n".join(["| survey |", f"| | type | name | {header} |", *lines]).encode()


def a_nodes(count: int) -> str:
    return "".join(f"<a{number}/>" for number in range(count))


LONG_NAME = "n" * 40_000
SHEET = "xl/worksheets/sheet1.xml"
FORMS: dict[str, Callable[[], bytes]] = {
    "laughs": lambda: f"<!DOCTYPE h [{LAUGHS}]>".encode() + xform("<a>&a39;</a>"),
    "laughs in a spreadsheet": lambda: with_part(
        SHEET, f"<!DOCTYPE h [{LAUGHS}]><worksheet>&a39;</worksheet>".encode()
    ),
    "zip bomb": lambda: with_part(SHEET, bytes(600 << 20)),
    "100,000 choices": lambda: with_part(
        SHEET, sheet_xml("".join(ROWS.format(n) for n in range(1, 100_000)))
    ),
    "a label of 50 MB": lambda: markdown("| | text | a | " + "x" * (50 << 20) + " |"),
    "a label of 50 MB in a spreadsheet": lambda: with_part(
        SHEET,
        sheet_xml(ROWS.format(1).replace(">x<", f">{'x' * (50 << 20)}<")),
    ),
    "a label of 50 MB in an XForm": lambda: xform(f"<a>{'x' * (50 << 20)}</a>"),
    "labels of 30 MB in an XForm": lambda: xform(
        "".join(f"<a{n}>{'x' * 3_000_000}</a{n}>" for n in range(10))
    ),
    "10,000 levels": lambda: xform("<a>" * 10_000 + "</a>" * 10_000),
    "10,000 groups": lambda: markdown(
        *many(10_000, "| | begin group | g{0} | G |"), "| | text | a | A |"
    ),
    "200 levels of long names": lambda: xform(
        "".join(f"<{LONG_NAME}{n}>" for n in range(200))
        + "".join(f"</{LONG_NAME}{n}>" for n in reversed(range(200)))
    ),
    "a long name with many children": lambda: xform(
        f"<{LONG_NAME}>{a_nodes(19_000)}</{LONG_NAME}>"
    ),
    "a long name with many children, refused before": lambda: xform(
        f"<b/><b/><{LONG_NAME}>{a_nodes(19_000)}</{LONG_NAME}>"
    ),
    "brackets": lambda: xform("<a/>", bind("a", relevant="(" * 20_000)),
    "predicates": lambda: xform("<a/>", bind("a", relevant="/data/a" + "[1" * 5_000)),
    "a chain of 20,000 sums": lambda: xform("<a/>", bind("a", constraint="1" + "+1" * 20_000)),
    "everything reads everything": lambda: xform(
        a_nodes(4_000),
        "".join(bind(f"a{n}", constraint="count(/data/*) > 1") for n in range(4_000)),
    ),
    "a ladder of 10,000 calculations": lambda: xform(
        a_nodes(10_000),
        "".join(bind(f"a{n}", calculate=f"/data/a{n - 1} + 1") for n in range(1, 10_000)),
    ),
    "references without end": lambda: markdown(
        *many(150, "| | text | a{0} | " + "${{a0}} " * 7_000 + " |")
    ),
    "a loop in a loop": lambda: markdown(
        *many(3, "| | begin loop over l | g{0} | G |"), *many(50, "| | text | a{0} | A |"),
        *many(3, "| | end loop | | |"), "| choices |", "| | list_name | name | label |",
        *many(300, "| | l | c{0} | C |"),
    ),
    "40 languages": lambda: in_languages(40, 6_000),
    "39,000 choices": lambda: markdown(
        "| | select_one l | a | A |", "| choices |", "| | list_name | name | label |",
        *many(39_000, "| | l | c{0} | C |"),
    ),
    "pulldata without end": lambda: markdown(
        *many(100, "| | calculate | a{0} | | | " + "pulldata(" * 5_000 + " |")
    ),
    "an evil pattern": lambda: xform(
        "<a/>", bind("a", constraint="regex(., '" + "(a*)*" * 500 + "$')")
    ),
    "conditions with many alternatives": lambda: markdown(
        *many(40, "| | text | a{0} | A |"),
        "| | text | b | B | "
        + " and ".join(f"(${{a{n}}} = 'x' or ${{a{n}}} = 'y')" for n in range(40)) + " |",
    ),
}  # fmt: skip


def limit(megabytes: int) -> None:
    """Let this process take no more memory, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def peak() -> int:
    """Return the most memory taken so far in megabytes, 0 where nobody counts it."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)


def tried(name: str) -> dict[str, str | float]:
    """Load a form and check it; say what became of it, in CPU seconds."""
    data = FORMS[name]()
    before, started = peak(), time.process_time()
    report = lint_form(data, name=name)
    outcome = "loaded" if report.form else report.findings[0].code
    taken = time.process_time() - started
    return {"form": name, "outcome": outcome, "seconds": taken, "before": before, "peak": peak()}


if __name__ == "__main__":
    limit(int(sys.argv[1]))
    for each in sys.argv[2:] or FORMS:
        sys.stdout.write(json.dumps(tried(each)) + "\n")
