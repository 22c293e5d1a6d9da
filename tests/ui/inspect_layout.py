"""Look over a shown page as a user would: is anything cut, covered, nameless, untranslated?

``problems(window, language=…)`` walks every visible widget and returns one line for each
thing that is wrong. Used for every page × language × theme at 1366 × 768.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from inspector_app.ui.page import Page
from inspector_app.ui.widgets.labels import DATA_PROPERTY, ElidedLabel

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SLACK = 1
_INTERACTIVE = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
)
_INNER_NAMES = ("qt_",)


def problems(window: QWidget, *, language: str) -> list[str]:
    """Return what is wrong in the shown *window*, one line each."""
    found = []
    for widget in visible(window):
        found += cut_text(widget)
        found += outside(widget, window)
        found += nameless(widget)
        found += overlaps(widget)
        found += sideways(widget)
        if language != "zh_CN":
            found += untranslated(widget)
    return found


def visible(root: QWidget) -> Iterator[QWidget]:
    """Yield *root* and everything the user can see in it (popups and Qt's own parts not)."""
    yield root
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow() and not own_of_qt(child):
            yield from visible(child)


def own_of_qt(widget: QWidget) -> bool:
    """Say whether Qt made *widget* as a part of another one."""
    if widget.objectName().startswith(_INNER_NAMES):
        return True
    parent = widget.parent()
    return isinstance(widget, QScrollBar | QSplitterHandle) or (
        isinstance(parent, QLineEdit | QAbstractSpinBox | QComboBox)
    )


def name(widget: QWidget) -> str:
    """Return how to find *widget*: class, text, place in the tree."""
    text = shown_text(widget) or widget.accessibleName()
    path = []
    step: QWidget | None = widget
    while step is not None and len(path) < 4:
        path.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return f"{' < '.join(path)} “{text[:30]}”"


def shown_text(widget: QWidget) -> str:
    """Return the words a widget shows by itself."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.placeholderText()
    return ""


def cut_text(widget: QWidget) -> list[str]:
    """A text that has less room than it needs and does not say so by … and a tooltip."""
    if isinstance(widget, ElidedLabel):
        return _cut_elided(widget)
    if isinstance(widget, QLabel) and widget.text():
        return _cut_label(widget)
    if isinstance(widget, QPushButton | QToolButton) and widget.text():
        return _cut_button(widget)
    if isinstance(widget, QComboBox | QLineEdit | QAbstractSpinBox):
        return _cut_field(widget)
    return []


def _cut_elided(label: ElidedLabel) -> list[str]:
    if label.elided and not label.toolTip():
        return [f"elided without tooltip: {name(label)}"]
    if label.height() + _SLACK < label.fontMetrics().height():
        return [f"cut in height: {name(label)}"]
    return []


def _cut_field(field: QWidget) -> list[str]:
    metrics = field.fontMetrics()
    needed = 0
    if isinstance(field, QComboBox) and not field.toolTip():
        needed = metrics.horizontalAdvance(field.currentText()) + 30
    elif isinstance(field, QLineEdit) and field.placeholderText():
        needed = metrics.horizontalAdvance(field.placeholderText()) + 16
    elif isinstance(field, QAbstractSpinBox):
        needed = field.sizeHint().width() - _SLACK
    if needed > field.width():
        return [f"cut ({needed} > {field.width()}): {name(field)}"]
    if field.height() + _SLACK < field.minimumSizeHint().height():
        return [f"cut in height: {name(field)}"]
    return []


def _cut_label(label: QLabel) -> list[str]:
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            return [f"cut in height ({needed} > {label.height()}): {name(label)}"]
        return []
    metrics = label.fontMetrics()
    lines = label.text().split("\n")
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    if widest > room.width() + _SLACK:
        return [f"cut ({widest} > {room.width()}): {name(label)}"]
    if metrics.height() * len(lines) > label.height() + 2:
        return [f"cut in height: {name(label)}"]
    return []


def _cut_button(button: QPushButton | QToolButton) -> list[str]:
    needed = button.sizeHint()
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(
            QStyle.SubElement.SE_PushButtonContents, option, button
        )
        words = button.fontMetrics().horizontalAdvance(button.text())
        icon = 0 if button.icon().isNull() else button.iconSize().width()
        if words + icon > room.width() + _SLACK:
            return [f"cut ({words + icon} > {room.width()}): {name(button)}"]
    elif needed.width() > button.width() + _SLACK:
        return [f"cut ({needed.width()} > {button.width()}): {name(button)}"]
    if button.fontMetrics().height() > button.height():
        return [f"cut in height: {name(button)}"]
    return []


def _scrolled(widget: QWidget) -> bool:
    """Whether the widget lies in something the user can scroll to see it."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QAbstractScrollArea):
            return True
        step = step.parentWidget()
    return False


def outside(widget: QWidget, window: QWidget) -> list[str]:
    """A widget that reaches beyond its window or, unless it scrolls, its parent."""
    if widget is window or widget.size().isEmpty():
        return []
    parent = widget.parentWidget()
    if parent is None:
        return []
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    if not _scrolled(widget) and not window.rect().adjusted(-1, -1, 1, 1).contains(place):
        return [f"outside the window: {name(widget)}"]
    if isinstance(parent, QAbstractScrollArea) or _is_viewport(parent):
        return []
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        return [f"outside its parent: {name(widget)}"]
    return []


def sideways(widget: QWidget) -> list[str]:
    """A page too wide for the window: down is fine to scroll, sideways is not."""
    if isinstance(widget, QScrollArea) and isinstance(widget.widget(), Page):
        beyond = widget.horizontalScrollBar().maximum()
        if beyond > 0:
            return [f"page too wide by {beyond}: {name(widget.widget())}"]
    return []


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def overlaps(widget: QWidget) -> list[str]:
    """Two visible children that cover each other."""
    if isinstance(widget, QAbstractScrollArea | QComboBox | QLineEdit | QAbstractSpinBox):
        return []
    children = [
        child
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not child.isWindow() and not child.size().isEmpty()
        if not own_of_qt(child)
    ]
    found = []
    for place, first in enumerate(children):
        for second in children[place + 1 :]:
            shared = first.geometry().intersected(second.geometry())
            if shared.width() > _SLACK and shared.height() > _SLACK:
                found.append(f"overlap: {name(first)} and {name(second)}")
    return found


def nameless(widget: QWidget) -> list[str]:
    """A widget to act on that a screen reader has no name for."""
    if not isinstance(widget, _INTERACTIVE) and (
        widget.focusPolicy() == Qt.FocusPolicy.NoFocus or _is_viewport(widget)
    ):
        return []
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None or not interface.text(QAccessible.Text.Name).strip():
        return [f"no accessible name: {name(widget)}"]
    return []


def is_data(widget: QWidget) -> bool:
    """Whether the widget shows texts of the mission."""
    if widget.property(DATA_PROPERTY):
        return True
    step = widget.parentWidget()
    while step is not None:
        if step.property(DATA_PROPERTY) is True:
            return True
        step = step.parentWidget()
    return False


def untranslated(widget: QWidget) -> list[str]:
    """Chinese where another language is wanted, unless it is the mission's own text."""
    if is_data(widget):
        return []
    texts = {
        "text": shown_text(widget),
        "tooltip": widget.toolTip(),
        "accessible name": widget.accessibleName(),
        "accessible description": widget.accessibleDescription(),
    }
    if isinstance(widget, QComboBox):
        for item in range(widget.count()):
            texts[f"item {item}"] = widget.itemText(item)
    return [
        f"untranslated {kind} “{text[:30]}”: {name(widget)}"
        for kind, text in texts.items()
        if text and HAN.search(text)
    ]
