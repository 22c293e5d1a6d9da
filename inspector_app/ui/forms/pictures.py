"""Pictures of a form, screen by screen, in every language and theme."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector_app.forms.model import Form
from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import Wording
from inspector_app.ui.forms.view import FormView
from inspector_app.ui.i18n import Translations
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.theme.fonts import interface_families
from inspector_app.ui.theme.metrics import S4, S5

#: What a page has of a window of 1366 × 768.
_SIZE = (1182, 682)
_MODES = (ThemeMode.LIGHT, ThemeMode.DARK, ThemeMode.HIGH_CONTRAST)
_SETTLE_MS = 120
#: Shown again at the top of the next picture, in pixels.
_SHARED = 60


def photograph_form(form: Form, out: Path) -> None:
    """Take pictures of *form*, not filled in, into *out*; needs no display."""
    out.mkdir(parents=True, exist_ok=True)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    theme = Theme(app, families=interface_families(bundled_only=True), mode=_MODES[0])
    translations = Translations(app)
    todo = _steps(form, out, theme, translations)
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(_SETTLE_MS)
    timer.timeout.connect(partial(_next, todo, loop))
    timer.start()
    loop.exec()
    timer.stop()
    translations.remove()


def _next(todo: Iterator[None], loop: QEventLoop) -> None:
    try:
        next(todo)
    except StopIteration:
        loop.quit()


def _steps(form: Form, out: Path, theme: Theme, translations: Translations) -> Iterator[None]:
    for language in translations.languages:
        translations.set_language(language)
        for mode in _MODES:
            theme.set_mode(mode)
            page, view = _page(theme, language)
            view.show_sitting(Sitting(form, language=form.language_for(language)))
            view.show_problems()
            page.show()
            yield
            for number, place in enumerate(_places(view), 1):
                view.sheet.verticalScrollBar().setValue(place)
                yield  # rows come to life, fields take their heights
                yield
                page.grab().save(str(out / f"form-{number}-{language}-{mode.value}.png"))
            page.close()


def _page(theme: Theme, language: str) -> tuple[QWidget, FormView]:
    page = QWidget()
    page.setProperty("role", "page")
    view = FormView(theme, Wording(language))
    column = QVBoxLayout(page)
    column.setContentsMargins(S5, S4, S5, S4)
    column.addWidget(view)
    page.resize(*_SIZE)
    return page, view


def _places(view: FormView) -> Iterator[int]:
    """Yield where to scroll to; the end moves while rows are measured."""
    place, bar = 0, view.sheet.verticalScrollBar()
    while place < bar.maximum():
        yield place
        place += view.sheet.viewport().height() - _SHARED
    yield bar.maximum()
