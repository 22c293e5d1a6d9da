"""Cards: the white sheets a page is laid out with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets.bar import Bar
from inspector_app.ui.widgets.labels import ElidedLabel, Label
from inspector_app.ui.widgets.layout import STRETCH, hbox, restyle


class Card(QFrame):
    """A sheet with an optional head: title, caption beside it, what stands at its end.

    Attributes:
        body: the column to put content into.
        head: the row of the title; add trailing widgets with ``add_to_head``.
    """

    def __init__(self, title: str = "", caption: str = "", *, pad: int = S4, gap: int = S3) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(gap)
        self.title = Label(title, role="card")
        self.caption = ElidedLabel(caption, role="caption")
        self.head: QHBoxLayout = hbox(self.title, self.caption, STRETCH, gap=S2)
        if title:
            self.body.addLayout(self.head)

    def add_to_head(self, *widgets: QWidget) -> None:
        """Put *widgets* at the end of the head."""
        for widget in widgets:
            self.head.addWidget(widget)

    def add(self, *widgets: QWidget, stretch: int = 0) -> None:
        """Put *widgets* below one another into the body."""
        for widget in widgets:
            self.body.addWidget(widget, stretch)


class Inset(QFrame):
    """A sheet within a card: one item of a short list. ``tone`` colours its border."""

    def __init__(self, tone: Tone = "neutral", *, pad: int = S3, gap: int = S2) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(pad + 2, pad, pad + 2, pad)
        self.body.setSpacing(gap)

    def set_tone(self, tone: Tone) -> None:
        """Colour the border."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class FigureCard(Card):
    """A figure to read at a glance: title, figure, bar, and what it is made of.

    Signals:
        activated: clicked, or Enter on it; only when made *jumpable*.
    """

    activated = Signal()

    def __init__(self, theme: Theme, title: str, *, jumpable: bool = False) -> None:
        super().__init__(gap=S2)
        self._jumpable = jumpable
        self._title = ElidedLabel(title, tone="dim")
        self._figure = ElidedLabel("", role="figure", data=True)
        self._bar = Bar(theme)
        self._caption = ElidedLabel("", role="caption")
        self.add(self._title, self._figure, self._bar, self._caption)
        if jumpable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)

    def show_figure(self, figure: str, share: float, caption: str, tone: Tone = "accent") -> None:
        """Show *figure*, the bar at *share* (0 to 1) and *caption* below."""
        self._figure.setText(figure)
        self._bar.set_value(share, tone)
        self._bar.setAccessibleName(self.accessibleName())
        self._caption.setText(caption)
        self.setAccessibleDescription(f"{figure} · {caption}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Jump."""
        inside = self.rect().contains(event.position().toPoint())
        if self._jumpable and inside and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter or the space bar."""
        if self._jumpable and event.key() in _PRESS:
            self.activated.emit()
            return
        super().keyPressEvent(event)


_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PageHeader(QWidget):
    """First line of a page: title, pills, a subtitle, and the page's actions at the end."""

    def __init__(self, title: str, *, data: bool = False) -> None:
        super().__init__()
        self.title = Label(title, role="page", data=data)
        self.subtitle = ElidedLabel("", tone="dim")
        self._row = hbox(self.title, self.subtitle)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)

    def add_pill(self, pill: QWidget) -> None:
        """Put *pill* between title and subtitle."""
        self._row.insertWidget(self._row.indexOf(self.subtitle), pill)

    def add_action(self, *widgets: QWidget) -> None:
        """Put *widgets* at the end."""
        for widget in widgets:
            self._row.addWidget(widget)
