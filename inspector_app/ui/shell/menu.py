"""The menu behind the user's name: appearance, language, lock."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from inspector_app.ui.i18n import Translations
from inspector_app.ui.theme import Theme, ThemeMode


def seat_menu(
    parent: QWidget,
    *,
    theme: Theme,
    translations: Translations,
    choose_theme: Callable[[ThemeMode], None],
    choose_language: Callable[[str], None],
    lock: Callable[[], None],
    settings: Callable[[], None] | None = None,
) -> QMenu:
    """Return the menu; choices are told to the callables."""
    menu = QMenu(parent)
    translate = QCoreApplication.translate
    looks = menu.addMenu(translate("SeatMenu", "外观"))
    group = QActionGroup(looks)
    for mode, words in (
        (ThemeMode.SYSTEM, translate("SeatMenu", "跟随系统")),
        (ThemeMode.LIGHT, translate("SeatMenu", "浅色")),
        (ThemeMode.DARK, translate("SeatMenu", "深色")),
        (ThemeMode.HIGH_CONTRAST, translate("SeatMenu", "高对比度")),
    ):
        action = looks.addAction(words)
        action.setCheckable(True)
        action.setChecked(theme.mode is mode)
        action.setData(mode)
        group.addAction(action)
    group.triggered.connect(lambda action: choose_theme(ThemeMode(action.data())))
    if len(translations.languages) > 1:
        languages = menu.addMenu(translate("SeatMenu", "语言"))
        group = QActionGroup(languages)
        for code, name in translations.languages.items():
            action = languages.addAction(name)
            action.setCheckable(True)
            action.setChecked(translations.language == code)
            action.setData(code)
            group.addAction(action)
        group.triggered.connect(lambda action: choose_language(str(action.data())))
    menu.addSeparator()
    if settings is not None:
        menu.addAction(translate("SeatMenu", "设置…"), settings)
    menu.addAction(translate("SeatMenu", "锁定并换人…"), lock)
    return menu
