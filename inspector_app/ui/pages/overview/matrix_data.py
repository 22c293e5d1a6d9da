"""The must-ask matrix at a glance: talks × themes, each theme shown by its strongest answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.domain.must_ask import AnswerKind, MustAskItem
from inspector_app.domain.vocabulary import Head
from inspector_app.services.talk_lists import TalkRow
from inspector_app.ui.widgets.matrix import AnswerKind as Shown
from inspector_app.ui.widgets.matrix import MatrixColumn, MatrixRow

#: From the strongest to the weakest; an open item shows through everything.
_STRENGTH: Sequence[AnswerKind] = (
    AnswerKind.SPECIFIC,
    AnswerKind.DECLINED,
    AnswerKind.GENERAL,
    AnswerKind.UNKNOWN,
    AnswerKind.NONE,
)
_SHOWN: dict[AnswerKind, Shown] = {
    AnswerKind.SPECIFIC: "specific",
    AnswerKind.GENERAL: "general",
    AnswerKind.NONE: "none",
    AnswerKind.UNKNOWN: "unknown",
    AnswerKind.DECLINED: "refused",
}


@dataclass(frozen=True, slots=True)
class Glance:
    """Rows, columns and cells of the small matrix."""

    rows: tuple[MatrixRow, ...]
    columns: tuple[MatrixColumn, ...]
    cells: tuple[tuple[Shown | None, ...], ...]

    def cell(self, row: int, column: int) -> Shown | None:
        """Return what stands in one field."""
        return self.cells[row][column]


def glance(talks: Sequence[TalkRow], items: Sequence[MustAskItem], language: str) -> Glance:
    """Fold the items of each theme (W1, W2 …) into one column."""
    themes: dict[str, list[MustAskItem]] = {}
    for item in items:
        themes.setdefault(item.code.partition("-")[0], []).append(item)
    columns = tuple(
        MatrixColumn(
            key=own[0].code,
            label=theme,
            tip=own[0].theme.get(language, ""),
            life=own[0].head is Head.LIFE,
        )
        for theme, own in themes.items()
    )
    rows = tuple(
        MatrixRow(
            key=row.talk.id,
            label=row.name or row.talk.text("number"),
            tip=row.official.text("office") if row.official else "",
        )
        for row in talks
    )
    cells = tuple(tuple(_fold(row, own) for own in themes.values()) for row in talks)
    return Glance(rows, columns, cells)


def _fold(row: TalkRow, items: Sequence[MustAskItem]) -> Shown | None:
    asked = [item for item in items if row.category in item.asking]
    given = {row.kinds[i.code] for i in asked if i.code in row.kinds}
    if any(row.is_open(item) for item in asked):
        return "open"
    for kind in _STRENGTH:
        if kind in given:
            return _SHOWN[kind]
    return None
