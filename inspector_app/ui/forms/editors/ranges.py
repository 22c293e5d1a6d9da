"""A number between two others: a slider beside a field."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from inspector_app.forms.model import Node
from inspector_app.ui.forms.editors.base import FOCUS, Asked, is_enter, is_on_enter, is_undo
from inspector_app.ui.forms.editors.texts import LineEditor, describe
from inspector_app.ui.forms.numerals import read_number
from inspector_app.ui.widgets.labels import Label
from inspector_app.ui.widgets.layout import restyle

#: Rest after which a slider moved by keys has arrived, in milliseconds.
_REST_MS = 500
_MOST_STEPS = 10_000
_ONE = Decimal(1)


class Slider(QSlider):
    """A slider that leaves the wheel to the page, and Enter and Ctrl+Z to the form."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(FOCUS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the form's keys to the form."""
        if is_enter(event) or is_on_enter(event) or is_undo(event):
            event.ignore()
            return
        super().keyPressEvent(event)


class RangeEditor(LineEditor):
    """A number from ``start`` to ``end`` by ``step``; empty until one is given."""

    def __init__(self, node: Node) -> None:
        super().__init__(width=90)
        self._start = _number(node.parameters.get("start"), Decimal(0))
        self._step = abs(_number(node.parameters.get("step"), _ONE)) or _ONE
        end = _number(node.parameters.get("end"), self._start + 10 * self._step)
        self._down = end < self._start
        self._steps = int(abs(end - self._start) / self._step)
        #: Steps of the form that the slider takes at once: a wide range has more than pixels.
        self._stride = -(-self._steps // _MOST_STEPS) or 1
        self.slider = Slider()
        self.slider.setRange(0, -(-self._steps // self._stride))
        self.slider.setMaximumWidth(360)
        self._low = Label(_text(self._start), role="caption", data=True)
        self._high = Label(_text(self._at(self._steps)), role="caption", data=True)
        self.row.setSpacing(8)
        self.row.insertWidget(0, self._low)
        self.row.insertWidget(1, self.slider, 100)
        self.row.insertWidget(2, self._high)
        self.row.insertSpacing(3, 6)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._filling = False
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.sliderReleased.connect(self._on_rest)

    def _at(self, step: int) -> Decimal:
        return self._start + self._step * (-step if self._down else step)

    def _slid(self, place: int) -> Decimal:
        return self._at(min(place * self._stride, self._steps))

    def read(self, text: str) -> str:
        """Return the number typed, brought to the nearest step of the range."""
        plain = read_number(text)
        try:
            number = Decimal(plain)
        except InvalidOperation:
            return plain
        if not number.is_finite():
            return plain
        along = (self._start - number if self._down else number - self._start) / self._step
        step = int(along.to_integral_value())
        return _text(self._at(max(0, min(self._steps, step))))

    def write(self, value: str) -> str:
        """Return the number without the zero that XForms write after whole decimals."""
        return value.removesuffix(".0")

    def show_asked(self, asked: Asked) -> None:
        """Show the number at slider and field."""
        super().show_asked(asked)
        if not self.slider.isSliderDown() and not self._rest.isActive():
            self._filling = True
            self.slider.setValue(self._place(asked.value))
            self._filling = False
        self._mark_empty(empty=not asked.value)
        self.slider.setEnabled(not asked.read_only)
        describe(self.slider, asked)

    def stops(self) -> list[QWidget]:
        """Return the slider, then the field."""
        return [self.line] if self.line.isReadOnly() else [self.slider, self.line]

    def commit(self) -> None:
        """Tell what was slid or typed."""
        if self._rest.isActive():
            self._on_rest()
        super().commit()

    def _mark_empty(self, *, empty: bool) -> None:
        """Draw the slider grey while there is no number."""
        if bool(self.slider.property("empty")) != empty:
            self.slider.setProperty("empty", empty)
            restyle(self.slider)

    def _place(self, value: str) -> int:
        if not value:
            return 0
        distance = abs(_number(value, self._start) - self._start)
        return int((distance / self._step / self._stride).to_integral_value())

    def _on_slid(self, step: int) -> None:
        if self._filling:
            return
        self._mark_empty(empty=False)
        self.line.setText(_text(self._slid(step)))
        self.typed.emit(self.line.text())
        if not self.slider.isSliderDown():
            self._rest.start()

    def _on_rest(self) -> None:
        self._rest.stop()
        self.take(_text(self._slid(self.slider.value())))


def _number(text: str | None, otherwise: Decimal) -> Decimal:
    try:
        number = Decimal(text) if text else otherwise
    except InvalidOperation:
        return otherwise
    return number if number.is_finite() else otherwise


def _text(number: Decimal) -> str:
    """Write *number* without an exponent and without needless zeros."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
