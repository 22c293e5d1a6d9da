"""Forms bent in many ways, the same ones for a seed: what loading them may do is in the tests."""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
import xlwt

from inspector_app.forms.compiling import compile_sheets
from inspector_app.forms.sources import xlsform_sheets

#: A form with something of everything.
SOURCE = """| survey |
| | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | relevant | required | constraint | constraint_message::中文 (zh) | appearance | parameters | choice_filter | calculation | repeat_count | default | trigger | bind::insp:item |
| | hidden | w | | | | | | | | | | | | | | | |
| | text | name | 姓名 | Name | 全名 | | yes | string-length(.) < 40 | 太长 | | | | | | 示例 | | |
| | integer | age | 年龄 | Age | | ${name} != '' | | . > 0 and . < 150 | | | | | | | 20 | | |
| | select_one prov | p | 省 | Province | | | | | | minimal | | | | | | | |
| | select_one city | c | 市 | City | | selected(${p}, 'x') | ${age} > 3 | | | | | p=${p} | | | | | |
| | select_multiple prov | m | 多选 | Many | | | | count-selected(.) < 3 | | columns | randomize=true seed=3 | | | | | | |
| | begin repeat | r | 人 | People | | | | | | | | | | 2 | | | |
| | text | rn | ${name}的人 | Of ${name} | | | | | | | | | | | | | |
| | begin repeat | rr | 内 | Inner | | | | | | | | | | | | | |
| | decimal | d | 数 | N | | ${rn} != 'z' | | | | | | | | | | | |
| | end repeat | | | | | | | | | | | | | | | | |
| | calculate | s | | | | | | | | | | | sum(${d}) + position(..) | | | | |
| | end repeat | | | | | | | | | | | | | | | | |
| | begin group | g | 组 | Group | | ${age} > 18 | | | | field-list | | | | | | | I-1 |
| | date | day | 日 | Day | | | | . <= today() | | | | | | | today() | | |
| | range | ra | 级 | Level | | | | | | | start=1 end=5 step=1 | | | | | | |
| | rank prov | k | 排 | Rank | | | | | | | | | | | | | |
| | image | i | 图 | Picture | | | | | | | | | | | | | |
| | geopoint | geo | 地 | Place | | | yes | | | | | | | | | | |
| | acknowledge | ok | 好 | OK | | | | | | | | | | | | | |
| | end group | | | | | | | | | | | | | | | | |
| | note | n | **共** ${age} | Sum ${age} | | | | | | | | | | | | | |
| | calculate | t | | | | | | | | | | | if(${age} > 3, concat(${name}, '-', today()), pulldata('f', 'a', 'b', ${age})) | | | ${name} | |
| choices |
| | list_name | name | label::中文 (zh) | label::English (en) | p |
| | prov | x | 甲 | A | |
| | prov | y | 乙 | B | |
| | city | x1 | 甲一 | A1 | x |
| | city | y1 | 乙一 | B1 | y |
| settings |
| | form_title | form_id | version | default_language | instance_name |
| | 示例 | f | 1 | 中文 (zh) | ${name} |
"""  # noqa: E501
#: What cells and attributes are replaced by.
WORDS = (
    "", "${age}", "${", "${none}", "(", ")", "[1]", "..", "/data/r/rr/d", "begin group",
    "end group", "begin repeat", "end repeat", "begin loop over prov", "select_one none",
    "select_one prov or_other", "select_one ${rn}", "select_multiple city", "calculate", "note",
    "yes", "1", "-1", "1e400", "'x' = 'y", "now()", "sum(${d})", "indexed-repeat(${rn}, ${r}, 1)",
    "regex(., '(a+)+$')", "once(${t})", "instance('city')/root/item[name=${p}]/label", "true()",
    "\u202e", "𬀩", "é", "a b", "data", "meta", "insp:item", "<a/>", "&b;", "]]>", "\U0001f600",
    "start=1 end=0 step=0", "table-list", "search('x')", "jr:itext('x')", "/", "//", "*", "@x",
)  # fmt: skip


def beside(name: str) -> bytes | None:
    """Give the one list that the form wants."""
    return b"b,a\n1,x\n" if name == "f.csv" else None


def xform() -> bytes:
    """Return the form as XForm XML."""
    return compile_sheets(xlsform_sheets(SOURCE.encode(), name="a"), name="a")


def workbook() -> bytes:
    """Return the form as a spreadsheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for source in xlsform_sheets(SOURCE.encode(), name="a"):
        sheet = book.create_sheet(source.name)
        sheet.append(source.header)
        for _, cells in source.rows:
            sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook() -> bytes:
    """Return the form as a spreadsheet of Excel 97."""
    book = xlwt.Workbook()
    for source in xlsform_sheets(SOURCE.encode(), name="a"):
        sheet = book.add_sheet(source.name)
        for at, cells in enumerate((source.header, *(cells for _, cells in source.rows))):
            for column, cell in enumerate(cells):
                sheet.write(at, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def separated() -> bytes:
    """Return the form as .csv."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for source in xlsform_sheets(SOURCE.encode(), name="a"):
        writer.writerow([source.name])
        writer.writerows(["", *cells] for cells in (source.header, *(c for _, c in source.rows)))
    return stream.getvalue().encode("gb18030")


def bent_text(rng: random.Random, source: bytes) -> bytes:
    """Return *source* with some of its bytes cut, doubled, moved or replaced."""
    data = bytearray(source)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        length = rng.choice((0, 1, 3, 20, 200))
        piece = bytes(data[at : at + length])
        new = rng.choice((b"", piece * 2, rng.randbytes(3), rng.choice(WORDS).encode()))
        data[at : at + length] = new
        if rng.random() < 0.1:
            del data[rng.randrange(len(data) + 1) :]
    return bytes(data)


def bent_table(rng: random.Random, source: bytes) -> bytes:
    """Return a markdown form with cells replaced and rows moved, doubled or lost."""
    lines = source.decode().split("\n")
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(1, len(lines) - 1)
        match rng.randrange(6):
            case 0:
                lines.insert(rng.randrange(len(lines)), lines[at])
            case 1:
                del lines[at]
            case _:
                cells = lines[at].split("|")
                cells[rng.randrange(len(cells))] = f" {rng.choice(WORDS)} "
                lines[at] = "|".join(cells)
    return "\n".join(lines).encode()


def bent_attributes(rng: random.Random, source: bytes) -> bytes:
    """Return an XForm with values between its quotes replaced."""
    parts = source.decode().split('"')
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(parts) // 2) * 2 + 1
        word = rng.choice((*WORDS, rng.choice(parts[1::2])))
        parts[at] = word.replace("&", "&amp;").replace("<", "&lt;").replace('"', "")
    return '"'.join(parts).encode()


def bent_workbook(rng: random.Random, source: bytes) -> bytes:
    """Return a spreadsheet with one of its parts bent, or its container."""
    if rng.random() < 0.3:
        return bent_text(rng, source)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            data = old.read(name)
            new.writestr(name, bent_text(rng, data) if name == chosen else data)
    return stream.getvalue()


def bent_forms(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Give *count* bent forms and how each was made, the same for the same *seed*."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    ways: tuple[tuple[Callable[[random.Random, bytes], bytes], bytes], ...] = (
        (bent_text, xform()),
        (bent_attributes, xform()),
        (bent_table, SOURCE.encode()),
        (bent_workbook, workbook()),
        (bent_text, old_workbook()),
        (bent_text, separated()),
    )
    for number in range(count):
        bend, source = ways[number % len(ways)]
        yield f"{bend.__name__} {number}", bend(rng, source)
