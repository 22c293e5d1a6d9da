"""The bar above a form: what is still open, the way there, undo of what was just removed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from inspector_app.ui.forms.open_list import OpenList
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import Label, announce, hbox, make_button
from inspector_app.ui.widgets.buttons import icon_button
from inspector_app.ui.widgets.labels import ElidedLabel, mark_data


class FormBar(QWidget):
    """Counts, the list of what is open, a notice with undo, the form's languages.

    Signals:
        stepped (int): to the next (1) or the previous (-1) open question.
        listed: the list was opened and wants its lines.
        chosen (str): the line with this target was chosen.
        language_chosen (str): another language of the form.
        undone: take back what was told last.
    """

    stepped = Signal(int)
    listed = Signal()
    chosen = Signal(str)
    language_chosen = Signal(str)
    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._open = False
        self._beside = False
        self.state = Label("")
        self.notice = ElidedLabel("", role="caption", data=True)
        self.undo_button = make_button(self.tr("撤销"), role="link")
        self.previous = icon_button(theme, "chevron_up", self.tr("上一个未完成的（Shift+F8）"))
        self.next = make_button(self.tr("下一项 F8"), role="quiet")
        self.next.setAccessibleName(self.tr("到下一个未完成的问题"))
        self.list_button = make_button(self.tr("清单"), role="quiet", theme=theme, icon="list")
        self.list_button.setCheckable(True)
        self.language = make_button("", role="quiet", theme=theme, icon="language")
        self.language.setToolTip(self.tr("表单的语言"))
        mark_data(self.language)
        self._menu = QMenu(self.language)
        self.language.clicked.connect(self._on_languages)
        self.panel = OpenList(theme, beside=False)
        row = hbox(self.state, self.notice, self.undo_button, gap=S3)
        row.setStretch(1, 1)
        for button in (self.previous, self.next, self.list_button, self.language):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, S2)
        column.setSpacing(S2)
        column.addLayout(row)
        column.addWidget(self.panel)
        self.undo_button.hide()
        self.previous.clicked.connect(partial(self.stepped.emit, -1))
        self.next.clicked.connect(partial(self.stepped.emit, 1))
        self.list_button.toggled.connect(self._on_listed)
        self.panel.chosen.connect(self.chosen)
        self.undo_button.clicked.connect(self._on_undo)

    def show_counts(self, required: int, wrong: int, *, counted: bool) -> None:
        """Say how many required answers are missing and how many are wrong."""
        open_ones = required + wrong
        parts = []
        if required:
            parts.append(self.tr("还有 %n 项必填", "", required))
        if wrong:
            parts.append(self.tr("%n 项不符", "", wrong))
        words = self.tr("、").join(parts)
        if open_ones:
            self.state.setText(f"▲ {words}" if wrong else f"△ {words}")
            self.state.set_tone("mark" if wrong else "warn")
        else:
            self.state.setText(self.tr("✓ 必填项都已填好"))
            self.state.set_tone("ok")
        self.state.setVisible(counted)
        self._open = counted and bool(open_ones)
        for button in (self.previous, self.next):
            button.setVisible(self._open)
        self._show_list_button()

    @property
    def listing(self) -> bool:
        """Whether the list is open."""
        return not self.panel.isHidden()

    def set_beside(self, *, beside: bool) -> None:
        """Offer the list, unless it stands *beside* the form anyway."""
        self._beside = beside
        self._show_list_button()

    def _show_list_button(self) -> None:
        offered = self._open and not self._beside
        self.list_button.setVisible(offered)
        if not offered:
            self.list_button.setChecked(False)

    def show_languages(self, languages: Sequence[str], current: str) -> None:
        """Offer the form's languages, if there are several."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        for language in languages:
            action = self._menu.addAction(language)
            action.setCheckable(True)
            action.setChecked(language == current)
            action.triggered.connect(partial(self._on_language, language))
            group.addAction(action)
        self.language.setText(current)
        self.language.setAccessibleName(self.tr("表单的语言：{language}").format(language=current))
        self.language.setVisible(len(languages) > 1)

    def tell(self, words: str, undoable: bool = False) -> None:
        """Say what was done, and offer to take it back."""
        self.notice.setText(words)
        self.undo_button.setVisible(undoable)
        if words:
            self.notice.setAccessibleName(words)
            announce(self.notice)

    def _on_listed(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        if shown:
            self.listed.emit()

    def _on_undo(self) -> None:
        self.tell("")
        self.undone.emit()

    def _on_languages(self) -> None:
        self._menu.popup(self.language.mapToGlobal(QPoint(0, self.language.height())))

    def _on_language(self, language: str, *_checked: bool) -> None:
        self.language_chosen.emit(language)
