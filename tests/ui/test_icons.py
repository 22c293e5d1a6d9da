import re
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton, QToolButton

from inspector_app.system.resources import resources
from inspector_app.ui.icons import icon_names, set_icon
from inspector_app.ui.theme import ThemeMode

NEEDED = {
    "overview", "briefing", "talk", "evidence", "working_paper", "lead", "report",
    "rectification", "exchange", "lock", "search", "add", "check", "warning", "jump", "undo",
    "user", "mission", "inbox", "register",
}  # fmt: skip


def files():
    return sorted((resources() / "icons").rglob("*.svg"))


def ink(icon, size=32, mode=QIcon.Mode.Normal):
    """The most opaque colour of the drawing."""
    image = icon.pixmap(QSize(size, size), mode).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(x, y) for x, y in points), key=QColor.alpha)


def test_the_rail_and_the_bars_have_their_icons():
    assert set(icon_names()) >= NEEDED


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_icons_are_one_family(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  (our own drawings)
    assert root.get("viewBox") == "0 0 16 16"
    assert root.get("stroke-width") == "1.6"
    assert root.get("fill") == "none"
    fixed = {"#767D86", "#FFFFFF", "#0E1A26"}  # a grey for every theme; on either accent
    assert root.get("stroke") in ({"currentColor"} if path.parent.name == "icons" else fixed)
    for shape in root.iter():
        assert shape is root or not {"stroke", "fill", "style"} & set(shape.keys())
    numbers = [float(n) for n in re.findall(r"\d+\.?\d*", ET.tostring(root, encoding="unicode"))]
    assert max(numbers[3:], default=0) < 2100  # the year in the namespace is the largest


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_draws_in_the_colour_asked_for(theme, name):
    theme.set_mode(ThemeMode.LIGHT)
    color = ink(theme.icon(name, "accent"))
    assert color.alpha() > 200
    assert color.name() == theme.color("accent").name()


def test_unknown_icon_is_an_error(theme):
    with pytest.raises(FileNotFoundError):
        theme.icon("nothing")


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_icons_of_buttons_follow_the_theme(theme, qtbot, kind):
    button = kind()
    qtbot.addWidget(button)
    set_icon(button, theme, "lock", "accent")
    light = ink(button.icon()).name()
    theme.set_mode(ThemeMode.DARK)
    dark = ink(button.icon()).name()
    assert (light, dark) == ("#2b5c8a", "#85b7ea")


def test_replacing_an_icon_leaves_one_binding(theme, qtbot, settle):
    button = QPushButton()
    qtbot.addWidget(button)
    for name in ("lock", "unlock", "lock"):
        set_icon(button, theme, name)
    settle()
    assert len(button.findChildren(object, "icon-binding")) == 1


def test_icon_of_a_button_with_words_keeps_its_distance(theme, qtbot):
    button = QPushButton("锁定")
    qtbot.addWidget(button)
    set_icon(button, theme, "lock")
    assert button.iconSize().width() > button.iconSize().height()
    assert not button.icon().pixmap(button.iconSize()).isNull()


def test_disabled_icon_is_a_hint(theme):
    assert ink(theme.icon("lock", "text"), mode=QIcon.Mode.Disabled).name() == (
        theme.color("text3").name()
    )
