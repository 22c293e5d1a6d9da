"""The list of missions at the left of the unlock page, and the product's name."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S1, S3, S4
from inspector_app.ui.unlock.port import RecentMission
from inspector_app.ui.widgets import Label, clear_layout, hbox, make_button, mark_data


class Brand(QWidget):
    """The product's sign and name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        sign = _Sign(theme)
        name = Label(self.tr("巡视巡察工作台"), role="page")
        self.setLayout(hbox(sign, name, gap=S3))


class _Sign(QWidget):
    """A seal: a square in the accent with an open page in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(32, 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the seal."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        box = self.rect().adjusted(7, 7, -7, -7)
        self._theme.icon("working_paper", "on_accent").paint(painter, box)


class _MissionButton(QAbstractButton):
    """One mission: its name, and where its folder lies."""

    def __init__(self, theme: Theme, mission: RecentMission, gone: str) -> None:
        super().__init__()
        self._theme = theme
        self.mission = mission
        self._caption = str(mission.folder.parent) if mission.present else gone
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setEnabled(mission.present)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(mission.title)
        self.setToolTip(str(mission.folder))
        self.setAccessibleName(mission.title)
        self.setAccessibleDescription(self._caption)
        mark_data(self)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(200, 54)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, name and place."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.color("accentw"))
            painter.drawRoundedRect(rect, 8, 8)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(0, 14, 3, rect.height() - 28), 1.5, 1.5)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        ink = "accent" if self.isChecked() else "text" if self.isEnabled() else "text2"
        painter.setPen(theme.color(ink))
        width = self.width() - 28
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        line = painter.fontMetrics().height()
        painter.drawText(QRectF(14, 8, width, line), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        place = painter.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideMiddle, width)
        below = QRectF(14, 8 + line + 1, width, painter.fontMetrics().height())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, place)


class MissionPicker(QWidget):
    """Recent missions and the way to any other.

    Signals:
        picked (Path): a mission of the list was chosen.
        other: the user wants to open another folder.
    """

    picked = Signal(object)
    other = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[_MissionButton] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(S1)
        inner = QWidget()
        inner.setLayout(self._list)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._none = Label(self.tr("这台电脑上还没有打开过任务。"), tone="dim", wrap=True)
        self._other = make_button(self.tr("打开其他任务…"), theme=theme, icon="folder")
        self._other.clicked.connect(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(S4, S4 + S1, S4, S4)
        column.setSpacing(S3)
        column.addWidget(Label(self.tr("最近的任务"), role="caption"))
        column.addWidget(self._none)
        column.addWidget(area, 1)
        column.addWidget(self._other)

    def set_missions(self, missions: Sequence[RecentMission]) -> None:
        """List *missions*."""
        clear_layout(self._list)
        self._buttons = []
        for mission in missions:
            button = _MissionButton(self._theme, mission, self.tr("文件夹已移走"))
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
            self._list.addWidget(button)
        self._list.addStretch(1)
        self._none.setVisible(not missions)

    def mark(self, folder: Path) -> None:
        """Show *folder* as the chosen one, if it is in the list."""
        for button in self._buttons:
            chosen = button.mission.folder == folder
            button.setAutoExclusive(False)
            button.setChecked(chosen)
            button.setAutoExclusive(True)

    def _on_clicked(self) -> None:
        for button in self._buttons:
            if button.isChecked():
                self.picked.emit(button.mission.folder)
                return
