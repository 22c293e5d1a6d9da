"""Pages of a paper as they will print."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.labels import mark_data

_MARGIN = 8
_GAP = 12
_KEPT = 8
_ZOOM_STEP = 1.2
#: What stays visible above a place that was asked for, in pixels.
_ABOVE = 28


@dataclass(frozen=True, slots=True)
class Wanted:
    """An image the view needs: page (from 0) and pixels per point."""

    page: int
    scale: float


class PageView(QAbstractScrollArea):
    """Pages below one another, fitted to the width; asks for the images it needs.

    It draws images given to it and knows nothing of their source. Ctrl and the wheel, or
    Ctrl+Plus, Ctrl+Minus, Ctrl+0 zoom.

    Signals:
        wanted (Wanted): a visible page has no image at the present scale.
        page_changed (int): the page at the top of the view, from 0.
    """

    wanted = Signal(object)
    page_changed = Signal(int)

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._sizes: tuple[QSizeF, ...] = ()
        self._images: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._asked: set[Wanted] = set()
        self._zoom = 1.0
        self._page = 0
        #: How far below the top edge of that page the view begins, in points.
        self._below = 0.0
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name or self.tr("页面预览"))
        self.viewport().setAutoFillBackground(False)
        mark_data(self)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self.viewport().update)
        # Resizing asks for images of many sizes one after another: only the last matters.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(80)
        self._settle.timeout.connect(self._ask)

    def set_pages(self, sizes: Sequence[tuple[float, float]], *, keep: bool = False) -> None:
        """Show empty pages of *sizes* (points); the place in the paper is kept.

        With *keep*, what was shown stays until the new images come: the same paper anew.
        """
        self._sizes = tuple(QSizeF(width, height) for width, height in sizes)
        if keep:
            stale = [(page, image) for page, (_scale, image) in self._images.items()]
            self._images = OrderedDict(
                (page, (0.0, image)) for page, image in stale if page < len(self._sizes)
            )
        else:
            self._images.clear()
        self._asked.clear()
        self._update_bars()
        self.viewport().update()
        self._ask()

    def set_image(self, wanted: Wanted, image: QImage) -> None:
        """Give the image for *wanted*."""
        self._asked.discard(wanted)
        if wanted.page < len(self._sizes):
            self._images[wanted.page] = (wanted.scale, image)
            self._images.move_to_end(wanted.page)
            while len(self._images) > _KEPT:
                self._images.popitem(last=False)
            self.viewport().update()

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page at the top of the view, from 0."""
        return self._page

    def go_to_page(self, page: int) -> None:
        """Scroll to *page*, from 0."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(self._frames()[page].top() - _MARGIN)

    def go_to_place(self, page: int, top: float) -> None:
        """Scroll so that *top*, in points from the top edge of *page*, is seen."""
        if 0 <= page < len(self._sizes):
            frame = self._frames()[page]
            self.verticalScrollBar().setValue(round(frame.top() + top * self._scale()) - _ABOVE)

    def reveal(self, page: int, top: float) -> None:
        """Scroll to *top* on *page* as ``go_to_place`` does, unless it is in view already."""
        if not 0 <= page < len(self._sizes):
            return
        place = self._frames()[page].top() + round(top * self._scale())
        start = self.verticalScrollBar().value()
        if not start + _ABOVE <= place <= start + self.viewport().height() - 2 * _ABOVE:
            self.go_to_place(page, top)

    @property
    def zoom(self) -> float:
        """How large the pages are shown; 1 fits the width."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom: 1 fits the width; between a quarter and four."""
        zoom = min(4.0, max(0.25, zoom))
        if zoom == self._zoom or not self._sizes:
            self._zoom = zoom
            return
        share = self.verticalScrollBar().value() / max(1, self._total().height())
        self._zoom = zoom
        self._update_bars()
        self.verticalScrollBar().setValue(round(share * self._total().height()))
        self.viewport().update()
        self._settle.start()

    def sizeHint(self) -> QSize:
        """Take the proportions of an A4 page beside a text."""
        return QSize(420, 580)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the visible pages."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        view = self.viewport().rect()
        for page, frame in enumerate(self._frames()):
            box = frame.translated(-shift)
            if not box.intersects(view):
                continue
            painter.fillRect(box, self._theme.color("paper"))
            found = self._images.get(page)
            if found is not None:
                painter.drawImage(QRectF(box), found[1])
            painter.setPen(QPen(self._theme.color("line"), self._theme.hairline))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width; what stood at the top stays there."""
        page, below = self._page, self._below
        super().resizeEvent(event)
        self._update_bars()
        if page < len(self._sizes):
            top = self._frames()[page].top() + round(below * self._scale())
            self.verticalScrollBar().setValue(top)
        self._settle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = _ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP
            self.set_zoom(self._zoom * step)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by the keyboard; turn pages by the page keys."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            zoom = {
                Qt.Key.Key_Plus: self._zoom * _ZOOM_STEP,
                Qt.Key.Key_Equal: self._zoom * _ZOOM_STEP,
                Qt.Key.Key_Minus: self._zoom / _ZOOM_STEP,
                Qt.Key.Key_0: 1.0,
            }.get(Qt.Key(event.key()))
            if zoom is not None:
                self.set_zoom(zoom)
                return
        super().keyPressEvent(event)

    def _scale(self) -> float:
        widest = max((size.width() for size in self._sizes), default=595.0)
        return max(0.05, (self.viewport().width() - 2 * _MARGIN) / widest * self._zoom)

    def _frames(self) -> list[QRect]:
        scale = self._scale()
        middle = max(self.viewport().width(), self._total().width()) // 2
        frames = []
        top = _MARGIN
        for size in self._sizes:
            width, height = round(size.width() * scale), round(size.height() * scale)
            frames.append(QRect(middle - width // 2, top, width, height))
            top += height + _GAP
        return frames

    def _total(self) -> QSize:
        scale = self._scale()
        width = max((round(size.width() * scale) for size in self._sizes), default=0)
        height = sum(round(size.height() * scale) + _GAP for size in self._sizes)
        return QSize(width + 2 * _MARGIN, height + 2 * _MARGIN - _GAP)

    def _update_bars(self) -> None:
        view, total = self.viewport().size(), self._total()
        for bar, have, need in (
            (self.verticalScrollBar(), view.height(), total.height()),
            (self.horizontalScrollBar(), view.width(), total.width()),
        ):
            bar.setPageStep(have)
            bar.setSingleStep(32)
            bar.setRange(0, max(0, need - have))

    def _on_scrolled(self) -> None:
        top = self.verticalScrollBar().value()
        frames = self._frames()
        page = next((i for i, f in enumerate(frames) if f.bottom() > top + _GAP), 0)
        self._below = (top - frames[page].top()) / self._scale() if frames else 0.0
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()
        self._settle.start()

    def _ask(self) -> None:
        self._settle.stop()
        ratio = self.devicePixelRatioF()
        scale = round(self._scale() * ratio, 3)
        view = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        for page, frame in enumerate(self._frames()):
            have = self._images.get(page)
            wanted = Wanted(page, scale)
            if frame.intersects(view) and wanted not in self._asked:
                if have is not None and have[0] == scale:
                    continue
                self._asked.add(wanted)
                self.wanted.emit(wanted)
