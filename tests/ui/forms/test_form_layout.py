"""The form with every type, looked over in every language and theme: cut, covered, nameless?"""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from inspector_app.ui.forms.editors.option import OptionButton
from inspector_app.ui.theme import ThemeMode
from tests.ui.forms.conftest import Shown, small

FORM_LANGUAGES = {"zh_CN": "中文 (zh)", "en": "English (en)"}
ANSWERS = {
    "title": "2025年第三季度设备采购及配套服务采购情况",
    "people": "900",
    "money": "1234567.5",
    "from_roster": "局长 𬀩",
    "day": "2026-10-21",
    "moment": "2026-10-21T15:30:00.000+08:00",
    "yes_no": "no",
    "kind": "rules",
    "opinion": "fair",
    "place": "p7",
    "several": "money rules",
    "several_found": "p3 p11 p12 p13 p14 p15",
    "score": "7.5",
    "t_style": "good",
    "scan": "示例-会议记录-2026年第三季度-最终版-盖章.pdf",
    "spot": "30.1 120.2 0 0",
}


def look_over(shown, layout_problems, language):
    """Scroll through the form and collect what is wrong."""
    bar = shown.view.sheet.verticalScrollBar()
    found, place = [], 0
    while True:
        bar.setValue(place)
        shown.settle()
        found += layout_problems(shown.host, language=language)
        if place >= bar.maximum():
            return sorted(set(found))
        place += shown.view.sheet.height() - 60


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK, ThemeMode.HIGH_CONTRAST])
@pytest.mark.parametrize("width", [420, 1182])
def test_nothing_is_cut_covered_or_nameless(
    theme, qtbot, translations, layout_problems, every_type, language, mode, width
):
    translations.set_language(language)
    theme.set_mode(mode)
    shown = Shown(theme, qtbot, language)
    shown.host.resize(width, 682)
    sitting = shown.open(every_type, language=FORM_LANGUAGES[language], **ANSWERS)
    sitting.add("/data/witness")
    sitting.set("/data/witness[1]/w_name", "示例甲")
    shown.view.show_sitting(sitting)
    shown.view.show_problems()
    shown.view.bar.list_button.setChecked(True)
    assert look_over(shown, layout_problems, language) == []
    assert shown.view.sheet.horizontalScrollBar().maximum() == 0


def test_a_change_of_theme_repaints_and_keeps_everything(theme, shown, every_type):
    shown.open(every_type, **ANSWERS)
    row = shown.go("title")
    before = shown.host.grab().toImage()
    theme.set_mode(ThemeMode.DARK)
    shown.settle()
    after = shown.host.grab().toImage()
    assert before.pixelColor(40, 120) != after.pixelColor(40, 120)
    assert shown.focused() == "title"
    assert row.editor.field.text == ANSWERS["title"]


def test_rows_never_overlap_while_they_grow(shown, every_type):
    shown.open(every_type)
    shown.go("title")
    shown.hands.type("很长的一句话，" * 40)
    shown.settle()
    boxes = sorted(
        (w.y(), w.y() + w.height()) for _r, w in shown.view.sheet.alive() if not w.isHidden()
    )
    assert all(below >= bottom for (_top, bottom), (below, _b) in pairwise(boxes))
    field = QApplication.focusWidget()
    assert field.height() > 100


def test_options_have_the_room_they_need_at_every_width(shown):
    choices = "\n".join(f"c | c{i} | {words}" for i, words in enumerate(
        ("来信", "来电", "来访", "电子邮件或信箱", "上级单位或者其他机关转来的", "其他")
    ))  # fmt: skip
    kinds = ("columns", "columns-3", "columns-pack", "likert", "")
    rows = (f"select_one c | q{i} | 方式 | {kind}" for i, kind in enumerate(kinds))
    shown.open(small(*rows, choices=choices, head="type | name | label | appearance"))
    for width in (420, 520, 640, 700, 820, 1000, 460):
        shown.host.resize(width, 1400)
        shown.settle()
        for number, kind in enumerate(kinds):
            area = shown.row(f"q{number}").editor.area
            assert area.height() == area.heightForWidth(area.width()), (width, kind)
            for button in area.findChildren(OptionButton):
                assert area.rect().contains(button.geometry()), (width, kind, button.text())
                assert button.height() >= button.heightForWidth(button.width())


def test_the_place_is_kept_when_the_window_narrows(shown, every_type):
    shown.open(every_type)
    row = shown.go("opinion")
    top = row.mapTo(shown.view.sheet, row.rect().topLeft()).y()
    shown.host.resize(460, 640)
    shown.settle()
    assert row.hasFocus() or row.isAncestorOf(QApplication.focusWidget())
    assert abs(row.mapTo(shown.view.sheet, row.rect().topLeft()).y() - top) <= 1
