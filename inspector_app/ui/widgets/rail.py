"""The rail at the left: one button per page, with its badge."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout

from inspector_app.ui.page import Badge
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import RAIL_FOLDED, RAIL_WIDTH

_ROW = 38
_GAP = 4
_ICON = 18
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class RailItem:
    """One entry: key of the page, its name, its icon."""

    key: str
    title: str
    icon: str


class _RailButton(QAbstractButton):
    """One painted entry; folded it shows the icon alone, its name as tooltip."""

    def __init__(self, theme: Theme, item: RailItem, shortcut: str) -> None:
        super().__init__()
        self._theme = theme
        self.item = item
        self._badge: Badge | None = None
        self._folded = False
        self._shortcut = shortcut
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(item.title)
        self._describe()

    def set_badge(self, badge: Badge | None) -> None:
        """Show *badge*."""
        if badge != self._badge:
            self._badge = badge
            self._describe()
            self.update()

    def set_folded(self, *, folded: bool) -> None:
        """Show the icon alone, or icon and name."""
        self._folded = folded
        self._describe()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the rail: Qt would choose the page by them at once."""
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize((RAIL_FOLDED if self._folded else RAIL_WIDTH) - 20, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, name and badge."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.color("accentw"))
            painter.drawRoundedRect(rect, 8, 8)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(0, 9, 3, rect.height() - 18), 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        left = (self.width() - _ICON) // 2 if self._folded else 13
        color = "accent" if self.isChecked() else "text2"
        box = QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON)
        theme.icon(self.item.icon, color).paint(painter, box)
        if not self._folded:
            painter.setFont(theme.font("strong" if self.isChecked() else "body"))
            painter.setPen(theme.color("accent" if self.isChecked() else "text"))
            room = rect.adjusted(42, 0, -8 if self._badge is None else -40, 0)
            text = painter.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        if self._badge is not None:
            self._paint_badge(painter, rect, self._badge)

    def _paint_badge(self, painter: QPainter, rect: QRectF, badge: Badge) -> None:
        ink, wash = self._theme.tone(badge.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._folded:
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(rect.right() - 11, 5, 7, 7))
            return
        painter.setFont(self._theme.font("badge"))
        text = str(badge.count) if badge.count < 1000 else "999+"
        width = max(24, painter.fontMetrics().horizontalAdvance(text) + 12)
        box = QRectF(rect.right() - 8 - width, rect.center().y() - 9, width, 18)
        # On the current page's own wash a badge of the same wash would not be seen.
        painter.setBrush(self._theme.color("surface") if self.isChecked() else wash)
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _describe(self) -> None:
        count = "" if self._badge is None else f" · {self._badge.count}"
        self.setAccessibleName(f"{self.item.title}{count}")
        tip = f"{self.item.title}  {self._shortcut}".rstrip()
        self.setToolTip(tip if self._folded else self._shortcut)


class Rail(QFrame):
    """The pages, one of them current. Up and Down move, Enter or Space chooses.

    Signals:
        chosen (str): the key of the page the user wants.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("页面"))
        self._theme = theme
        self._folded = False
        self._buttons: dict[str, _RailButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 14, 9, 14)
        self._column.setSpacing(_GAP)
        self._column.addStretch(1)
        self.setFixedWidth(RAIL_WIDTH)

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show *items*; Alt+1 … Alt+9 are named in their tooltips."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for position, item in enumerate(items):
            shortcut = f"Alt+{position + 1}" if position < 9 else ""
            button = _RailButton(self._theme, item, shortcut)
            button.set_folded(folded=self._folded)
            self._group.addButton(button)
            self._column.insertWidget(position, button)
            self._buttons[item.key] = button

    def set_current(self, key: str) -> None:
        """Mark the page *key* as the one shown; none for a page that has no place here."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self._buttons.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def set_badge(self, key: str, badge: Badge | None) -> None:
        """Show *badge* beside the page *key*."""
        self._buttons[key].set_badge(badge)

    def set_folded(self, *, folded: bool) -> None:
        """Show icons only, or icons and names."""
        if folded == self._folded:
            return
        self._folded = folded
        self.setFixedWidth(RAIL_FOLDED if folded else RAIL_WIDTH)
        for button in self._buttons.values():
            button.set_folded(folded=folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between entries."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        here = next((i for i, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _RailButton):
            self.chosen.emit(button.item.key)
