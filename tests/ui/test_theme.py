import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from inspector_app.ui.theme import Theme, ThemeMode, contrast, load_tokens
from inspector_app.ui.theme import tokens as tokens_module
from inspector_app.ui.theme.fonts import BUNDLED, choose_families
from inspector_app.ui.theme.sheet import make_sheet
from inspector_app.ui.widgets import Card, Label, Pill

NAMES = ("light", "dark", "high_contrast")
TEXTS = ("text", "text2", "accent", "mark", "ok", "warn")
GROUNDS = ("bg", "surface", "surface2", "rail", "hover")
TONES = ("accent", "mark", "ok", "warn")


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_on_every_ground(name):
    t = load_tokens(name)
    wanted = 7.0 if name == "high_contrast" else 4.5
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [(tone, f"{tone}w") for tone in TONES]
    pairs += [("text", f"{tone}w") for tone in TONES] + [("text2", "accentw")]
    pairs += [("on_accent", "accent")]
    poor = {
        pair: round(contrast(t.color(pair[0]), t.color(pair[1])), 2)
        for pair in pairs
        if contrast(t.color(pair[0]), t.color(pair[1])) < wanted
    }
    assert not poor


@pytest.mark.parametrize("name", NAMES)
def test_signs_of_answers_can_be_read(name):
    t = load_tokens(name)
    wanted = 7.0 if name == "high_contrast" else 4.5
    assert set(t.answers) == {"specific", "general", "none", "unknown", "refused", "open"}
    for kind, colors in t.answers.items():
        if kind != "open":  # an empty box has no sign to read
            assert contrast(colors.fill, colors.ink) >= wanted, kind


@pytest.mark.parametrize("name", NAMES)
def test_hints_reach_three_to_one_on_fields(name):
    t = load_tokens(name)
    assert contrast(t.text3, t.surface) >= 3


def test_high_contrast_draws_black_lines():
    t = load_tokens("high_contrast")
    assert contrast(t.line, t.surface) >= 7
    assert contrast(t.field_line, t.surface) >= 7


def test_colour_that_is_none_is_refused(tmp_path, monkeypatch):
    (tmp_path / "themes").mkdir()
    text = (tokens_module.resources() / "themes" / "light.toml").read_text(encoding="utf-8")
    wrong = text.replace("#F5F4F0", "paper")
    (tmp_path / "themes" / "light.toml").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(tokens_module, "resources", lambda: tmp_path)
    with pytest.raises(ValueError, match="paper"):
        load_tokens("light")


def test_unknown_colour_is_a_key_error():
    t = load_tokens("light")
    for name in ("nothing", "name", "dark", "answers", "tone"):
        with pytest.raises(KeyError):
            t.color(name)


@pytest.mark.parametrize(
    ("platform", "available", "wanted"),
    [
        ("win32", {"Segoe UI", "Microsoft YaHei UI"}, ("Segoe UI", "Microsoft YaHei UI")),
        ("win32", {"Segoe UI"}, ()),
        ("darwin", {"PingFang SC"}, ("PingFang SC",)),
        ("linux", {"Noto Sans CJK SC", "DejaVu Sans"}, ("Noto Sans CJK SC",)),
        ("linux", {"DejaVu Sans"}, ()),
        ("freebsd14", {"DejaVu Sans"}, ()),
    ],
)
def test_families_of_the_system_come_first_and_bundled_ones_always_follow(
    platform, available, wanted
):
    assert choose_families(platform, available) == wanted + BUNDLED


def test_switching_repaints_palette_sheet_and_whoever_listens(theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.tokens.name == "dark"
    color = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    assert color.name().upper() == theme.tokens.bg
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(ThemeMode.DARK)


def test_system_mode_follows_the_desktop(theme, qapp):
    theme.set_mode(ThemeMode.SYSTEM)
    hints = qapp.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    # the offscreen desktop has no colour scheme: light is what remains
    assert theme.tokens.name == "light"
    theme.set_mode(ThemeMode.HIGH_CONTRAST)
    assert theme.hairline == 2
    assert theme.tokens.name == "high_contrast"


def test_labels_in_cards_are_not_painted_as_cards(theme, qtbot):
    # a QLabel is a QFrame: a rule for frames must not reach it
    card = Card("标题")
    label = Label("一")
    card.add(label)
    qtbot.addWidget(card)
    card.resize(300, 120)
    card.show()
    picture = card.grab().toImage()
    for shown in (label, card.title):
        box = shown.geometry()
        for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
            assert picture.pixelColor(corner) == theme.color("surface")
    edge = picture.pixelColor(150, 0)
    assert edge == theme.color("line")


def test_painted_widget_takes_the_new_colours(theme, qtbot):
    pill = Pill(theme, "已完成", "ok")
    qtbot.addWidget(pill)
    pill.show()
    seen = []
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        theme.set_mode(mode)
        seen.append(pill.grab().toImage().pixelColor(pill.width() // 2, 2).name().upper())
    assert seen == [load_tokens("light").okw, load_tokens("dark").okw]


def test_label_tone_reaches_the_screen(theme, qtbot):
    label = Label("红", tone="mark")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(label.foregroundRole()) == theme.color("mark")
    label.set_tone("ok")
    assert label.palette().color(label.foregroundRole()) == theme.color("ok")


@pytest.mark.parametrize("name", NAMES)
def test_sheet_parses(name, qtbot):
    # Qt warns on the log of what it cannot parse, and the log fails the test
    for widget in (QLabel("一"), QPushButton("二")):
        qtbot.addWidget(widget)
        widget.setStyleSheet(make_sheet(load_tokens(name)))
        widget.show()
        assert widget.isVisible()


def test_figures_keep_their_scale(qapp):
    theme = Theme(qapp, families=BUNDLED, mode=ThemeMode.LIGHT)
    sizes = [theme.font(role).pixelSize() for role in ("caption", "body", "record", "card")]
    assert sizes == [12, 14, 15, 16]
    assert theme.font("figure").pixelSize() == 28
    assert theme.font("page").exactMatch() or theme.font("page").families() == list(BUNDLED)
    theme.deleteLater()
