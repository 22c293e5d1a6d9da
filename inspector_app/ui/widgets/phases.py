"""The phases of a mission, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_app.ui.theme import Theme

PhaseState = Literal["done", "current", "ahead"]

_STEP = 74
_DOT = 12


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: its label and whether it is done, current or ahead."""

    label: str
    state: PhaseState


class PhaseStepper(QWidget):
    """Dots on a line: filled is done, ringed is current, hollow is ahead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._phases: tuple[Phase, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_phases(self, phases: Sequence[Phase]) -> None:
        """Show *phases*, in their order."""
        self._phases = tuple(phases)
        names = [phase.label for phase in phases]
        current = next((p.label for p in phases if p.state == "current"), "")
        self.setAccessibleName(self.tr("阶段"))
        if current:
            self.setAccessibleDescription(f"{current} · {names.index(current) + 1}/{len(names)}")
        self.setToolTip(" → ".join(names))
        self.updateGeometry()
        self.update()

    def _step(self) -> int:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(p.label) for p in self._phases), default=0)
        return max(_STEP, widest + 10)

    def sizeHint(self) -> QSize:
        """Room for every dot with its label."""
        return QSize(self._step() * len(self._phases), 40)

    def minimumSizeHint(self) -> QSize:
        """Room for every dot; labels of phases ahead give way."""
        return QSize(34 * len(self._phases), 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots, line and labels."""
        if not self._phases:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._phases)
        for place, phase in enumerate(self._phases):
            center = QPointF(step * (place + 0.5), 12)
            if place < len(self._phases) - 1:
                line = theme.color("ok" if phase.state == "done" else "line")
                painter.setPen(QPen(line, 2))
                painter.drawLine(center + QPointF(_DOT / 2, 0), center + QPointF(step - 6, 0))
            self._paint_dot(painter, center, phase.state)
            painter.setFont(theme.font("caption"))
            color = {"done": "text", "current": "text", "ahead": "text2"}[phase.state]
            if phase.state == "current":
                font = theme.font("caption")
                font.setWeight(theme.font("strong").weight())
                painter.setFont(font)
            painter.setPen(theme.color(color))
            box = QRectF(center.x() - step / 2, 21, step, 18)
            label = painter.fontMetrics().elidedText(
                phase.label, Qt.TextElideMode.ElideRight, int(step) - 2
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_dot(self, painter: QPainter, center: QPointF, state: PhaseState) -> None:
        theme = self._theme
        ink = theme.color({"done": "ok", "current": "accent", "ahead": "text3"}[state])
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if state == "done" else theme.color("surface"))
        painter.drawEllipse(center, _DOT / 2, _DOT / 2)
        if state == "current":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(center, 2.6, 2.6)
