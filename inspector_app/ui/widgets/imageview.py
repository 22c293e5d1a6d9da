"""Pictures in memory, shown like the pages of a paper; decoded by the work lane within bounds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from inspector_app.domain.errors import DamagedError, InputError
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.pages import PageView, Wanted

#: Most pixels of one decoded picture.
_MOST_PIXELS = 40_000_000
#: Most sides of a scan that are looked at.
_MOST_SIDES = 2_000
#: Points of a pixel: a picture is shown as if it had 96 pixels to the inch.
_POINTS = 0.75
#: By how much a JPEG can be made smaller while it is decoded, at most.
_JPEG_SHRINKS = 8
_SEVERAL = frozenset({"tiff"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file in memory and its format (``png``, ``jpeg``, ``tiff`` …)."""

    data: bytes
    format: str


@contextmanager
def _reading(picture: Picture) -> Iterator[QImageReader]:
    """Give a reader of *picture*; the decoder is gone before the bytes it reads from."""
    content = QByteArray(picture.data)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(picture.format.encode("ascii")))
    # What a file is was decided from its content before: no other decoder may try.
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    try:
        yield reader
    finally:
        reader.setDevice(None)  # type: ignore[arg-type]  # Qt takes a null pointer here


def _is_turned(reader: QImageReader) -> bool:
    """Say whether the camera lay on its side."""
    turn = QImageIOHandler.Transformation.TransformationRotate90
    return bool(reader.transformation() & turn)


def picture_sizes(picture: Picture) -> tuple[tuple[float, float], ...]:
    """Return width and height of each side in points; for a worker.

    Raises ``DamagedError('ui.picture_unreadable')``.
    """
    found = []
    with _reading(picture) as reader:
        sides = reader.imageCount() if picture.format in _SEVERAL else 1
        for side in range(min(max(1, sides), _MOST_SIDES)):
            if side and not reader.jumpToImage(side):
                break
            size = reader.size()
            if not size.isValid() or size.isEmpty():
                break
            width, height = size.width() * _POINTS, size.height() * _POINTS
            found.append((height, width) if _is_turned(reader) else (width, height))
    if not found:
        raise DamagedError("ui.picture_unreadable")
    return tuple(found)


def picture_image(picture: Picture, wanted: Wanted) -> QImage:
    """Decode one side at the scale wanted, never larger than it is; for a worker.

    Raises ``DamagedError('ui.picture_unreadable')`` and
    ``InputError('ui.picture_too_large')``.
    """
    with _reading(picture) as reader:
        if wanted.page and not reader.jumpToImage(wanted.page):
            raise DamagedError("ui.picture_unreadable")
        whole = reader.size()
        if not whole.isValid() or whole.isEmpty():
            raise DamagedError("ui.picture_unreadable")
        if _needs_too_much(reader, whole, picture.format):
            raise InputError("ui.picture_too_large", width=whole.width(), height=whole.height())
        pixels = whole.width() * whole.height()
        share = min(1.0, wanted.scale * _POINTS, (_MOST_PIXELS / pixels) ** 0.5)
        if share < 1.0:
            width, height = round(whole.width() * share), round(whole.height() * share)
            reader.setScaledSize(QSize(max(1, width), max(1, height)))
        image = reader.read()
    if image.isNull():
        raise DamagedError("ui.picture_unreadable")
    return image


def _needs_too_much(reader: QImageReader, whole: QSize, kind: str) -> bool:
    """Say whether decoding needs more memory than Qt grants one picture."""
    depth = QImage.toPixelFormat(reader.imageFormat()).bitsPerPixel() or 32
    # A photograph is made smaller while it is decoded; other kinds come whole.
    sides = whole / _JPEG_SHRINKS if kind == "jpeg" else whole
    needed = sides.width() * sides.height() * depth // 8
    return needed >= QImageReader.allocationLimit() * 1024 * 1024


class ImageView(PageView):
    """A picture or a scan of several sides; nothing is written to disk.

    One that cannot be read is told to ``tasks.known_error``.
    """

    def __init__(self, theme: Theme, tasks: TaskRunner, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._tasks = tasks
        self._picture: Picture | None = None
        self.wanted.connect(self._on_wanted)

    def show_picture(
        self, picture: Picture | None, *, shown: Callable[[], None] | None = None
    ) -> None:
        """Show *picture*, or nothing; *shown* is called once its sides stand there."""
        self._picture = picture
        if picture is None:
            self.set_pages(())
            return
        self._tasks.work(
            partial(picture_sizes, picture),
            done=partial(self._on_sizes, picture, shown),
            owner=self,
        )

    def _on_sizes(
        self,
        picture: Picture,
        shown: Callable[[], None] | None,
        sizes: Sequence[tuple[float, float]],
    ) -> None:
        if picture is self._picture:
            self.set_pages(sizes)
            if shown is not None:
                shown()

    def _on_wanted(self, wanted: Wanted) -> None:
        picture = self._picture
        if picture is not None:
            self._tasks.work(
                partial(picture_image, picture, wanted),
                done=partial(self._on_image, picture, wanted),
                owner=self,
            )

    def _on_image(self, picture: Picture, wanted: Wanted, image: QImage) -> None:
        if picture is self._picture:
            self.set_image(wanted, image)
