"""Short ways to write the two layouts pages are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector_app.ui.theme.metrics import S3

#: In `hbox` and `vbox`: free space that grows.
STRETCH = None


def _fill(layout: QBoxLayout, items: tuple[QWidget | QLayout | int | None, ...], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def hbox(*items: QWidget | QLayout | int | None, gap: int = S3) -> QHBoxLayout:
    """Return a row without margins; ``STRETCH`` grows, a number is extra space."""
    layout = QHBoxLayout()
    _fill(layout, items, gap)
    return layout


def vbox(*items: QWidget | QLayout | int | None, gap: int = S3) -> QVBoxLayout:
    """Return a column without margins; ``STRETCH`` grows, a number is extra space."""
    layout = QVBoxLayout()
    _fill(layout, items, gap)
    return layout


class Pane(QWidget):
    """Takes the height there is, whatever the texts in it would like at its width.

    A page that scrolls its columns by itself stands in one: otherwise the area around the
    page makes room for everything at once and scrolls as a whole.
    """

    def hasHeightForWidth(self) -> bool:
        """Deny it, though wrapped texts inside have it."""
        return False


def scrolling(content: QWidget) -> QScrollArea:
    """Return *content* in an area that scrolls where there is less room than it needs.

    Content is never squeezed below its smallest size.
    """
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def clear_layout(layout: QLayout) -> None:
    """Remove everything from *layout* and delete its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet anew after a dynamic property has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_read_only(field: QLineEdit | QPlainTextEdit, *, read_only: bool) -> None:
    """Let *field* be read or written, and look like it."""
    if field.isReadOnly() != read_only:
        field.setReadOnly(read_only)
        restyle(field)
