"""A text field as tall as its text: cards grow, the page scrolls, never the field."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QSizePolicy

from inspector_app.ui.widgets.labels import mark_data

#: Room above and below the caret that stays visible while typing, in pixels.
_AHEAD = 40


class GrowingTextEdit(QPlainTextEdit):
    """A plain text that is typed: no scroll bar of its own, Tab leaves it.

    ``set_text`` never touches a field that is being typed into: it would break the input
    method and throw the caret away.

    Signals:
        typed (str): the user changed the text.
        entered: it got the focus.
        left: it lost the focus.
    """

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, *, name: str, placeholder: str = "", least_lines: int = 1) -> None:
        super().__init__()
        self._least_lines = least_lines
        self._filling = False
        self._followed: QScrollArea | None = None
        self.setProperty("role", "growing")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        mark_data(self.viewport())
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit)
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._follow_caret)

    @property
    def text(self) -> str:
        """The text."""
        return self.toPlainText()

    def set_text(self, text: str) -> bool:
        """Show *text* unless somebody is typing here; returns whether it stands there now."""
        if text == self.toPlainText():
            return True
        if self.hasFocus() and not self.isReadOnly():
            return False
        self._filling = True
        self.setPlainText(text)
        self._filling = False
        self._fit()
        return True

    def put(self, text: str) -> None:
        """Write *text* as if it had been typed (a button's doing); it can be undone."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def sizeHint(self) -> QSize:
        """As tall as the text."""
        return QSize(240, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """As tall as the text, narrow if it must be."""
        return QSize(60, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the page keys to the page."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Grow with what is being composed."""
        super().inputMethodEvent(event)
        self._fit_soon.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that typing may begin."""
        super().focusInEvent(event)
        area = self._around()
        if area is not None and self._followed is not area:
            # Only now does what scrolls around the field know of its new height.
            area.verticalScrollBar().rangeChanged.connect(self._follow_caret)
            self._followed = area
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left; a menu or another window does not count."""
        super().focusOutEvent(event)
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
        if event.reason() not in passing:
            self.left.emit()

    def _on_text(self) -> None:
        self._fit()
        if not self._filling:
            self.typed.emit(self.toPlainText())

    def _wanted_height(self) -> int:
        # Asking for a block's rectangle lays it out; the document alone counts what was painted.
        block = self.document().firstBlock()
        height = 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        least = self.fontMetrics().lineSpacing() * self._least_lines
        guess = 12 if self.property("boxed") else 10
        chrome = self.height() - self.viewport().height() if self.isVisible() else guess
        # Qt counts a line as visible only if a pixel is left below it.
        return max(int(height + 0.99), least) + 2 + max(0, chrome)

    def _fit(self) -> None:
        wanted = self._wanted_height()
        if self.minimumHeight() != wanted or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)
            self.updateGeometry()

    def _around(self) -> QScrollArea | None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        return area

    def _follow_caret(self) -> None:
        """Keep the caret visible in the area that scrolls around the field."""
        if not self.hasFocus():
            return
        area = self._around()
        content = area.widget() if area is not None else None
        if area is None or content is None:
            return
        caret = self.cursorRect().center()
        place = self.viewport().mapTo(content, QPoint(caret.x(), caret.y()))
        area.ensureVisible(place.x(), place.y(), 0, _AHEAD)
