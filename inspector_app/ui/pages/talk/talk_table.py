"""The list of talks: number, talker, time, people, state, and what of the must-ask is done."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_app.domain.must_ask import Coverage
from inspector_app.domain.vocabulary import TalkCategory, TalkState
from inspector_app.services.talk_lists import TalkRow
from inspector_app.services.talks import category_of
from inspector_app.ui.pages.talk.words import STATE_TONES, Words
from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets import Column, Order, PagedTableModel, Row
from inspector_app.ui.widgets.paged import ID_ROLE

_Index = QModelIndex | QPersistentModelIndex

_STATE_ORDER = list(TalkState)
_CATEGORY_ORDER = list(TalkCategory)


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the list is shown: words to find, a state, a category; empty for all."""

    words: str = ""
    state: TalkState | None = None
    category: TalkCategory | None = None

    @property
    def empty(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()


def folded(text: str) -> str:
    """Return *text* as it is searched: width and case make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


class TalkList:
    """The rows of all talks, filtered and sorted for a `PagedTableModel`."""

    def __init__(self, words: Words, today: Callable[[], str]) -> None:
        self._words = words
        self._today = today
        self.filter = Filter()
        self.rows: dict[str, TalkRow] = {}

    def set_rows(self, rows: Sequence[TalkRow]) -> None:
        """Take the talks as they were read."""
        self.rows = {row.talk.id: row for row in rows}

    def ids(self, order: Order) -> list[str]:
        """Return the ids that pass the filter, in order."""
        found = [row for row in self.rows.values() if self._passes(row)]
        key = _SORT_KEYS.get(order.key)
        if key is not None:
            found.sort(key=key, reverse=order.descending)
        return [row.talk.id for row in found]

    def page(self, ids: Sequence[str]) -> Mapping[str, Row]:
        """Return the texts of some rows."""
        return {one: self._row(self.rows[one]) for one in ids if one in self.rows}

    def coverage(self, talk: str) -> Coverage:
        """Return what was asked of what must be in a talk."""
        row = self.rows.get(talk)
        return row.coverage if row else Coverage()

    def _passes(self, row: TalkRow) -> bool:
        wanted = self.filter
        if wanted.state is not None and row.state is not wanted.state:
            return False
        if wanted.category is not None and category_of(row.talk) is not wanted.category:
            return False
        if not wanted.words:
            return True
        office = row.official.text("office") if row.official else ""
        facts = (row.talk.text("number"), row.name, office, row.talk.text("place"))
        hay = folded(" ".join((*facts, *row.interviewers)))
        return all(word in hay for word in folded(wanted.words).split())

    def _row(self, row: TalkRow) -> Row:
        talk, words = row.talk, self._words
        office = row.official.text("office") if row.official else ""
        when = words.day(talk.text("starts_at"), self._today())
        time = words.time(talk.text("starts_at"), talk.text("ends_at"))
        cells = (
            talk.text("number"),
            " ".join(part for part in (row.name, office) if part),
            words.category(category_of(talk)),
            f"{when} {time}".strip(),
            talk.text("place"),
            "、".join(row.interviewers),
            words.state(row.state),
            f"{row.coverage.asked}/{row.coverage.must}",
        )
        tones: dict[str, Tone] = {"state": STATE_TONES[row.state]}
        return Row(cells, tones)


_SORT_KEYS: dict[str, Callable[[TalkRow], tuple[object, ...]]] = {
    "number": lambda row: (row.talk.text("number"),),
    "talker": lambda row: (row.name,),
    "category": lambda row: (_CATEGORY_ORDER.index(category_of(row.talk)),),
    "time": lambda row: (row.talk.text("starts_at") or "9999",),
    "place": lambda row: (row.talk.text("place"),),
    "people": lambda row: ("、".join(row.interviewers),),
    "state": lambda row: (_STATE_ORDER.index(row.state),),
    "coverage": lambda row: (row.coverage.asked / max(1, row.coverage.must),),
}


class CoverageCell(QStyledItemDelegate):
    """Draws asked/must with a thin bar under it."""

    def __init__(self, theme: Theme, model: PagedTableModel, talks: TalkList) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._talks = talks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw figure and bar."""
        theme = self._theme
        counted = self._talks.coverage(str(index.data(ID_ROLE)))
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accentw"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface2"))
        painter.setPen(QPen(theme.color("line"), theme.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = rect.adjusted(10, 0, -12, 0)
        painter.setFont(theme.font("caption"))
        done = counted.must > 0 and counted.asked >= counted.must
        painter.setPen(theme.color("ok" if done else "text2"))
        text = f"{counted.asked}/{counted.must}"
        painter.drawText(room.adjusted(0, 4, 0, -14), Qt.AlignmentFlag.AlignVCenter, text)
        bar = QRectF(room.left(), rect.bottom() - 12, room.width(), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(bar, 2, 2)
        share = counted.asked / counted.must if counted.must else 0.0
        if share > 0:
            bar.setWidth(max(4.0, bar.width() * share))
            painter.setBrush(theme.color("ok" if done else "accent"))
            painter.drawRoundedRect(bar, 2, 2)
        painter.restore()


def talk_columns(titles: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of the list with their titles by key."""
    widths = {
        "number": 76,
        "talker": 0,
        "category": 120,
        "time": 150,
        "place": 110,
        "people": 120,
        "state": 150,
        "coverage": 92,
    }
    return tuple(
        Column(key, titles[key], width, pill=key == "state") for key, width in widths.items()
    )
