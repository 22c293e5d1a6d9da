"""How forms become rows and looks: without a window."""

import pytest

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.looks import Face, Flow
from inspector_app.ui.forms.places import Places
from inspector_app.ui.forms.reading import read_question
from inspector_app.ui.forms.rows import FrameKind, RowKind, build_rows
from tests.ui.forms.conftest import small

FACES = {
    "intro": Face.NOTE, "title": Face.LINE, "story": Face.LINES, "people": Face.NUMBER,
    "money": Face.NUMBER, "phone": Face.NUMBER, "code": Face.CODE, "sum_shown": Face.SHOWN,
    "day": Face.DAY, "month": Face.MONTH, "year": Face.YEAR, "bare_day": Face.DAY,
    "clock": Face.TIME, "moment": Face.MOMENT, "yes_no": Face.OPTIONS, "kind": Face.DROP,
    "kind_columns": Face.OPTIONS, "opinion": Face.OPTIONS, "place": Face.FIND,
    "several": Face.OPTIONS, "several_found": Face.FIND_SEVERAL, "order": Face.RANK,
    "score": Face.RANGE, "told": Face.TICK, "t_style": Face.GRID_LINE, "photo": Face.FILE,
    "scan": Face.FILE, "spot": Face.ELSEWHERE, "voice": Face.ELSEWHERE,
}  # fmt: skip


def looks(sitting):
    """The look of every question by name."""
    return {
        state.node.name: read_question(sitting, state.node, state.path).look
        for state in sitting.states()
    }


def test_every_type_has_its_face(every_type):
    found = looks(Sitting(every_type))
    assert {name: found[name].face for name in FACES} == FACES
    assert found["kind_columns"].columns == 2
    assert found["opinion"].flow is Flow.LIKERT
    assert found["kind_pack"].flow is Flow.PACK
    assert found["fast"].quick
    assert found["money"].grouped
    assert not found["bare_day"].calendar
    assert found["several"].several
    assert found["t_style"].bare


@pytest.mark.parametrize(
    ("count", "kind", "face"),
    [
        (30, "select_one", Face.OPTIONS),
        (31, "select_one", Face.FIND),
        (30, "select_multiple", Face.OPTIONS),
        (31, "select_multiple", Face.FIND_SEVERAL),
    ],
)
def test_long_lists_are_searched(count, kind, face):
    choices = "\n".join(f"l | c{i} | 第{i}项" for i in range(count))
    sitting = Sitting(small(f"{kind} l | a | 选", choices=choices))
    assert looks(sitting)["a"].face is face


def test_a_form_becomes_sheets_sections_and_cards(every_type):
    sitting = Sitting(every_type)
    rows = build_rows(sitting, editable=True)
    sheets = [frame for frame in rows.frames if frame.kind is FrameKind.SHEET and frame.seen]
    assert len(sheets) == 8  # the note, six parts, the last note
    cards = [row for row in rows.rows if row.kind is RowKind.CARD]
    assert [row.path for row in cards] == [
        "/data/witness[1]",
        "/data/witness[1]/paper[1]",
        "/data/year_part[1]",
        "/data/year_part[2]",
    ]
    assert [row.inset for row in cards] == [1, 2, 1, 1]
    adds = [row.path for row in rows.rows if row.kind is RowKind.ADD]
    assert adds == ["/data/witness[1]/paper", "/data/witness"]
    assert not any(row.kind is RowKind.ADD for row in build_rows(sitting, editable=False).rows)


def test_every_row_is_found_by_path_and_key(every_type):
    rows = build_rows(Sitting(every_type), editable=True)
    for at, row in enumerate(rows.rows):
        if row.kind is not RowKind.PAD:
            assert rows.by_key[row.key] == at
            assert at in rows.by_path[row.path]


def test_a_heading_goes_with_its_last_question():
    form = small(
        "select_one yn | a | 是否 |",
        "begin group | g | 第一部分 |",
        "begin group | h | 里层 |",
        "text | x | 一 | ${a} = 'y'",
        "end group | | |",
        "end group | | |",
        choices="yn | y | 是\nyn | n | 否",
        head="type | name | label | relevant",
    )
    sitting = Sitting(form)
    rows = build_rows(sitting, editable=True)
    assert [row.node.name for row in rows.rows if row.shown and row.kind is not RowKind.PAD] == [
        "a"
    ]
    sitting.set("/data/a", "y")
    rows.rows[rows.by_path["/data/g/h/x"][0]].relevant = True
    rows.settle()
    shown = [row.node.name for row in rows.rows if row.shown and row.kind is not RowKind.PAD]
    assert shown == ["a", "g", "h", "x"]


def test_depth_is_limited():
    lines = [f"begin repeat | r{depth} | 层{depth}" for depth in range(6)]
    lines += ["text | x | 一", *["end repeat | |"] * 6]
    rows = build_rows(Sitting(small(*lines)), editable=True)
    assert max(row.inset for row in rows.rows) == 3
    places = Places(rows, room=300)
    assert min(places.row_width(row) for row in rows.rows) > 200


def test_places_are_the_sums_of_heights():
    form = small(*(f"text | t{i} | 第{i}题" for i in range(40)))
    places = Places(build_rows(Sitting(form), editable=True), room=700)
    height = places.settle()
    assert height == places.tops[-1] + 2
    tenth = places.rows.by_path["/data/t10"][0]
    left, top, width, tall = places.box(tenth)
    assert tall == 84
    near = places.between(top + 1, top + 2)
    assert list(near) == [tenth]
    assert places.between(-100, 10_000_000) == range(len(places.rows.rows))
    places.heights[places.rows.rows[tenth].key] = 100
    places.settle()
    assert places.tops[tenth + 1] == top + 100
    assert left + width < 700
