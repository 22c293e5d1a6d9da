"""Every type of question in every situation, from XLSForm to what expressions read."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from inspector_app.forms.load import form_from
from inspector_app.forms.sitting import Sitting
from tests.forms.function_table import No

NOW = datetime(2026, 3, 5, 9, 5).astimezone()


@dataclass(frozen=True)
class Type:
    """A type of question: answers, what the form says with them, what expressions read.

    ``wrong`` is an answer of another type and the problem it is; ``han`` one in Han script.
    """

    written: str
    normal: tuple[str, str, str]
    wrong: tuple[str, str] | No
    han: tuple[str, str, str] | No
    parameters: str = ""
    on_device: bool = True
    asked: bool = True


ANYTHING = No("any text is an answer")
WRONG_TYPE = "type"
NUMBER_HAN = No("Han text is no number: it is a wrong answer, tried as that")
DATE_HAN = No("Han text is no date: it is a wrong answer, tried as that")
PLACE_HAN = No("Han text is no place: it is a wrong answer, tried as that")


def texts(written, *, asked=True, on_device=True):
    """Return the row of a type whose answers are text."""
    return Type(
        written, ("a b", "a b", "<a b>"), ANYTHING, ("张𬀩", "张𬀩", "<张𬀩>"),
        on_device=on_device, asked=asked,
    )  # fmt: skip


TYPES = {
    "text": texts("text"),
    "barcode": texts("barcode"),
    "image": texts("image"),
    "file": texts("file"),
    "audio": texts("audio", on_device=False),
    "video": texts("video", on_device=False),
    "hidden": texts("hidden", asked=False),
    "note": texts("note"),
    "acknowledge": Type("acknowledge", ("OK", "OK", "<OK>"), ANYTHING, ("好", "好", "<好>")),
    "integer": Type("integer", ("007", "7", "<7>"), ("七", WRONG_TYPE), NUMBER_HAN),
    "decimal": Type("decimal", ("3.50", "3.5", "<3.5>"), ("三点五", WRONG_TYPE), NUMBER_HAN),
    "range": Type(
        "range", ("5", "5", "<5>"), ("五", WRONG_TYPE), NUMBER_HAN, "start=0 end=9 step=1"
    ),
    "date": Type(
        "date", ("2026-3-5", "2026-03-05", "<2026-03-05>"), ("三月五日", WRONG_TYPE), DATE_HAN
    ),
    "time": Type("time", ("09:30", "09:30:00.000", "<2026-03-05>"), ("九点", WRONG_TYPE), DATE_HAN),
    "dateTime": Type(
        "dateTime", ("2026-03-05T09:30", "2026-03-05T09:30:00.000", "<2026-03-05>"),
        ("今天", WRONG_TYPE), DATE_HAN,
    ),
    "select_one": Type("select_one l", ("a", "a", "<a>"), ANYTHING, ("𬀩", "𬀩", "<𬀩>")),
    "select_multiple": Type(
        "select_multiple l", (" b  a", "b a", "<b a>"), ANYTHING, ("𬀩 a", "𬀩 a", "<𬀩 a>")
    ),
    "rank": Type(
        "rank l", ("b a 𬀩", "b a 𬀩", "<b a 𬀩>"), ANYTHING, ("𬀩 a b", "𬀩 a b", "<𬀩 a b>")
    ),
    "geopoint": Type(
        "geopoint", ("1 2", "1.0 2.0 0.0 0.0", "<1.0 2.0 0.0 0.0>"), ("北", WRONG_TYPE), PLACE_HAN,
        on_device=False,
    ),
    "geotrace": Type(
        "geotrace", ("1 2;3 4", "1.0 2.0 0.0 0.0; 3.0 4.0 0.0 0.0",
                     "<1.0 2.0 0.0 0.0; 3.0 4.0 0.0 0.0>"),
        ("北", WRONG_TYPE), PLACE_HAN, on_device=False,
    ),
    "geoshape": Type(
        "geoshape", ("0 1", "0.0 1.0 0.0 0.0", "<0.0 1.0 0.0 0.0>"), ("北", WRONG_TYPE), PLACE_HAN,
        on_device=False,
    ),
}  # fmt: skip


def sit(row):
    """Begin a form with three questions of a type: on its own, required, inside a repeat."""
    label = "题" if row.asked else ""
    required = "yes" if row.asked else ""
    lines = [
        "| survey |",
        "| | type | name | label | relevant | required | calculation | parameters |",
        "| | text | on | 开 | | | | |",
        f"| | {row.written} | q | {label} | ${{on}} != 'no' | | | {row.parameters} |",
        "| | calculate | read | | | | concat('<', ${q}, '>') | |",
        f"| | {row.written} | must | {label} | | {required} | | {row.parameters} |",
        "| | begin repeat | rep | 组 | | | | |",
        f"| | {row.written} | inner | {label} | | | | {row.parameters} |",
        "| | calculate | inner_read | | | | concat('<', ${inner}, '>') | |",
        "| | end repeat | | | | | | |",
        "| choices |",
        "| | list_name | name | label |",
        "| | l | a | 甲 |",
        "| | l | b | 丙 |",
        "| | l | 𬀩 | 乙 |",
    ]
    made = form_from("\n".join(lines).encode(), name="示例")
    sitting = Sitting(made, now=lambda: NOW)
    for instance in reversed(sitting.instances("/data/rep")):
        sitting.remove(instance)
    return sitting


def answered(sitting, path, answer, value, as_read):
    """Say whether *answer* at *path* shows as *value*, and reads as *as_read* beside it."""
    sitting.set(path, answer)
    state = sitting.state(path)
    beside = {"q": "read", "inner": "inner_read"}
    place, _, name = path.rpartition("/")
    # a time goes on with its offset from Greenwich
    shown = state.value[: len(value)] if value.endswith(".000") else state.value
    return (
        state.valid and shown == value and sitting.state(f"{place}/{beside[name]}").value == as_read
    )


@pytest.mark.parametrize("name", TYPES)
def test_a_normal_answer(name):
    row = TYPES[name]
    sitting = sit(row)
    assert answered(sitting, "/data/q", *row.normal)
    assert sitting.state("/data/q").node.on_device is row.on_device
    assert sitting.submission().values["/data/q"] == sitting.state("/data/q").value


@pytest.mark.parametrize("name", TYPES)
def test_no_answer(name):
    row = TYPES[name]
    sitting = sit(row)
    state = sitting.state("/data/q")
    assert (state.value, state.kept, state.valid) == ("", "", True)
    assert sitting.state("/data/read").value == "<>"
    # what a computer cannot record is never waited for
    needed = row.asked and row.on_device
    assert sitting.state("/data/must").problem == ("required" if needed else "")
    assert sitting.complete is not needed
    sitting.set("/data/must", row.normal[0])
    assert sitting.complete
    sitting.set("/data/q", row.normal[0])
    sitting.set("/data/q", "")
    assert sitting.state("/data/q").value == ""
    assert sitting.state("/data/read").value == "<>"
    assert "/data/q" not in sitting.submission().values


@pytest.mark.parametrize("name", TYPES)
def test_an_answer_of_a_wrong_type(name):
    row = TYPES[name]
    if isinstance(row.wrong, No):
        assert row.wrong.why
        return
    sitting = sit(row)
    answer, problem = row.wrong
    sitting.set("/data/q", answer)
    state = sitting.state("/data/q")
    assert (state.value, state.kept, state.problem) == (answer, answer, problem)
    assert sitting.state("/data/read").value == f"<{answer}>"
    assert not sitting.complete


@pytest.mark.parametrize("name", TYPES)
def test_an_answer_in_han(name):
    row = TYPES[name]
    if isinstance(row.han, No):
        assert row.han.why
        assert isinstance(row.wrong, tuple)
        return
    assert answered(sit(row), "/data/q", *row.han)


@pytest.mark.parametrize("name", TYPES)
def test_answers_inside_a_repeat(name):
    row = TYPES[name]
    sitting = sit(row)
    other = row.normal if isinstance(row.han, No) else row.han
    for instance in (sitting.add("/data/rep"), sitting.add("/data/rep")):
        assert sitting.state(f"{instance}/inner").value == ""
        assert sitting.state(f"{instance}/inner_read").value == "<>"
    assert answered(sitting, "/data/rep[1]/inner", *row.normal)
    assert answered(sitting, "/data/rep[2]/inner", *other)
    sitting.remove("/data/rep[1]")
    assert sitting.state("/data/rep[1]/inner_read").value == other[2]


@pytest.mark.parametrize("name", TYPES)
def test_an_irrelevant_answer(name):
    row = TYPES[name]
    sitting = sit(row)
    sitting.set("/data/q", row.normal[0])
    kept = sitting.state("/data/q").kept
    sitting.set("/data/on", "no")
    state = sitting.state("/data/q")
    assert (state.relevant, state.value, state.kept, state.valid) == (False, "", kept, True)
    assert kept
    assert sitting.state("/data/read").value == "<>"
    assert "/data/q" not in sitting.submission().values
    assert sitting.filled().values["/data/q"] == kept
    sitting.set("/data/on", "")
    assert sitting.state("/data/q").value == kept
    assert sitting.state("/data/read").value == row.normal[2]
