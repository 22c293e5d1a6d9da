"""Language of the window: Chinese is written in the source, others are catalogues.

``resources/i18n/inspector_en.<part>.ts`` hold the English words, one file per folder of
``ui`` so that parts can be translated side by side (``ui.catalogues``); each is compiled to
a ``.qm`` at set-up. Qt's own words (menus of text fields, file dialogs) come with Qt.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from inspector_app.system.resources import resources

SOURCE_LANGUAGE = "zh_CN"
#: Names of the languages in themselves.
_NAMES = {"zh_CN": "中文", "en": "English"}


class Translations(QObject):
    """Installs translators; the window rebuilds itself on Qt's ``LanguageChange``.

    *folder* holds the compiled catalogues, by default the program's own.

    Signals:
        changed (str): the language is another now.
    """

    changed = Signal(str)

    def __init__(self, app: QCoreApplication, *, folder: Path | None = None) -> None:
        super().__init__()
        self._app = app
        self._folder = folder or resources() / "i18n"
        self._installed: list[QTranslator] = []
        self._language = SOURCE_LANGUAGE
        self._install(SOURCE_LANGUAGE)

    @property
    def language(self) -> str:
        """The language now in use, e.g. ``zh_CN``."""
        return self._language

    @property
    def languages(self) -> Mapping[str, str]:
        """Languages that can be chosen: code and name."""
        return {
            code: name
            for code, name in _NAMES.items()
            if code == SOURCE_LANGUAGE or self._catalogues(code)
        }

    def set_language(self, code: str) -> None:
        """Switch at run time. Raises ``KeyError`` for a language that is not there."""
        if code not in self.languages:
            raise KeyError(code)
        if code == self._language:
            return
        self.remove()
        self._language = code
        self._install(code)
        self.changed.emit(code)

    def remove(self) -> None:
        """Take all translators away; the source language remains."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        self._language = SOURCE_LANGUAGE

    def _catalogues(self, code: str) -> list[Path]:
        return sorted(self._folder.glob(f"inspector_{code}.*qm"))

    def _install(self, code: str) -> None:
        QLocale.setDefault(QLocale(code))
        # Qt's own words; its English needs no file.
        qt_words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for path in (qt_words / f"qtbase_{code}.qm", *self._catalogues(code)):
            translator = QTranslator()
            if path.is_file() and translator.load(str(path)):
                self._app.installTranslator(translator)
                self._installed.append(translator)


_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%\d")


class PseudoTranslator(QTranslator):
    """For tests: every text in brackets and two fifths longer, placeholders kept.

    A text on screen without brackets was not given to ``tr``; one that is cut has no room
    for other languages.
    """

    def translate(
        self,
        _context: str,
        source_text: str,
        _disambiguation: str | None = None,
        _n: int = -1,
    ) -> str:
        """Return the stand-in for *source_text*."""
        length = len(_PLACEHOLDER.sub("", source_text))
        return f"[{source_text}{'～' * -(-length * 2 // 5)}]"

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False
