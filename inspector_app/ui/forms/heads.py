"""Headings of groups, heads of cards, and the row that adds a card."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.ui.forms.editors.base import FOCUS
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.question import GUTTER
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.words import FormLabel
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import Label, icon_button, make_button
from inspector_app.ui.widgets.labels import ElidedLabel, mark_data

#: What stands before a heading's words and means nothing on a button: 四、 (2) 3.
_NUMBERING = re.compile(r"^[（(]?(?:[一二三四五六七八九十]+|\d+)(?:[、.．]|[）)])\s*")


class SectionHead(FormRowWidget):
    """The heading of a group; deeper ones are smaller."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self.label = FormLabel(role="card" if level == 0 else "strong")
        self.count = Label("", role="caption")
        row = QHBoxLayout(self)
        above = 6 if level == 0 else 12
        row.setContentsMargins(GUTTER, above, GUTTER, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)

    def show_words(self, words: str, count: int | None) -> None:
        """Show the heading; *count* is the number of cards of a repeat."""
        self.label.set_words(words)
        self.count.setVisible(count is not None)
        if count is not None:
            self.count.setText(self.tr("%n 项", "", count))


class CardHead(FormRowWidget):
    """The head of a card: its number, and buttons that move and remove it.

    Signals:
        moved (int): by so many places.
        removed: it is to go.
    """

    moved = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = ElidedLabel("", role="strong", data=True)
        self.up = icon_button(theme, "chevron_up", self.tr("上移（Ctrl+Shift+↑）"))
        self.down = icon_button(theme, "chevron_down", self.tr("下移（Ctrl+Shift+↓）"))
        self.remove = icon_button(theme, "trash", self.tr("去掉这一项（Ctrl+Shift+Delete）"))
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER, 6, GUTTER - 6, 2)
        row.setSpacing(2)
        row.addWidget(self.title, 1)
        for button in (self.up, self.down, self.remove):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.remove.clicked.connect(self.removed)

    def show_card(self, title: str, position: int, count: int, *, fixed: bool) -> None:
        """Show the title; *fixed* cards are neither moved nor removed by hand."""
        self.title.setText(title)
        self.remove.setVisible(not fixed)
        for button in (self.up, self.down):
            button.setVisible(not fixed and count > 1)
        self.up.setEnabled(position > 1)
        self.down.setEnabled(position < count)

    def _on_up(self) -> None:
        self.moved.emit(-1)

    def _on_down(self) -> None:
        self.moved.emit(1)


class AddRow(FormRowWidget):
    """The row below the cards: one more, please.

    Signals:
        pressed: add a card.
    """

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.button = make_button("", role="link", theme=theme, icon="add")
        self.button.setFocusPolicy(FOCUS)
        mark_data(self.button)
        self.empty = Label(self.tr("还没有内容"), role="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER - 4, 4, 0, 6)
        row.addWidget(self.button)
        row.addWidget(self.empty)
        row.addStretch(1)
        self.button.clicked.connect(self.pressed)

    def show_repeat(self, words: str, count: int) -> None:
        """Name what is added."""
        label = _NUMBERING.sub("", plain_words(words))
        text = self.tr("加一项：{label}").format(label=label) if label else self.tr("加一项")
        self.button.setText(text)
        self.button.setToolTip("Ctrl+Shift+Enter")
        self.empty.setVisible(count == 0)

    def stops(self) -> list[QWidget]:
        """Return the button."""
        return [self.button]
