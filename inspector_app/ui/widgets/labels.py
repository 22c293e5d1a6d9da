"""Texts: always plain, styled by role and tone, elided rather than cut off."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inspector_app.ui.theme.fonts import FontRole
from inspector_app.ui.widgets.layout import restyle

#: ``dim`` secondary, ``hint`` never for needed information, the rest as in `theme.Tone`.
LabelTone = Literal["", "dim", "hint", "accent", "mark", "ok", "warn"]

DATA_PROPERTY = "data"
ITSELF = "itself"


def mark_data(widget: QWidget, *, itself_only: bool = False) -> None:
    """Mark *widget* as showing texts of the mission, which no translation touches.

    Its children count as marked, too, unless *itself_only*.
    """
    widget.setProperty(DATA_PROPERTY, ITSELF if itself_only else True)


class Label(QLabel):
    """A plain text of the window. Text of the mission: `data_label`."""

    def __init__(
        self,
        text: str = "",
        *,
        role: FontRole = "body",
        tone: LabelTone = "",
        wrap: bool = False,
        data: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", role)
        if tone:
            self.setProperty("tone", tone)
        if data:
            mark_data(self)
        if wrap:
            self.setWordWrap(True)
        self.setText(text)

    def set_tone(self, tone: LabelTone) -> None:
        """Change the tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class ElidedLabel(Label):
    """One line that ends in … when there is no room; the whole stands in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        role: FontRole = "body",
        tone: LabelTone = "",
        data: bool = False,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._mode = mode
        super().__init__(text, role=role, tone=tone, data=data)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show *text*; line ends become spaces."""
        super().setText(" ".join(text.split("\n")))
        self._update_tooltip()

    @property
    def elided(self) -> bool:
        """Whether the text does not fit."""
        needed = self.fontMetrics().horizontalAdvance(self.text())
        return needed > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis and a character or two."""
        metrics = self.fontMetrics()
        wanted = min(metrics.horizontalAdvance("国国…"), super().minimumSizeHint().width())
        return QSize(wanted, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, shortened to the room there is."""
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, self.alignment() | Qt.TextFlag.TextSingleLine, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip right."""
        super().resizeEvent(event)
        self._update_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the tooltip right when the font changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._update_tooltip()

    def _update_tooltip(self) -> None:
        self.setToolTip(self.text() if self.elided else "")


def data_label(
    text: str = "",
    *,
    role: FontRole = "body",
    tone: LabelTone = "",
    wrap: bool = False,
) -> Label:
    """Return a label for text of the mission: wrapped when *wrap*, else elided."""
    if wrap:
        return Label(text, role=role, tone=tone, wrap=True, data=True)
    return ElidedLabel(text, role=role, tone=tone, data=True)
