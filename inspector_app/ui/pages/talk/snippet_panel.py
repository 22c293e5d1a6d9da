"""Snippets: expanded while typing, chosen from a menu, changed beside the record."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QMenu

from inspector_app.domain.errors import KnownError
from inspector_app.services.mission import OpenMission
from inspector_app.services.snippets import (
    Snippet,
    filled,
    matching,
    set_snippet,
    snippets,
    typed_key,
)
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.talk.line_editor import LineEditor
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import Card, FormRow, Label, hbox, icon_button, make_button, mark_data

#: So many can be chosen from the menu by a figure.
_BY_FIGURE = 9
_SHOWN = 40


class SnippetKey(QObject):
    """Ctrl+J: expands the short key before the caret; without one, offers all in a menu.

    Signals:
        manage_wanted: the user wants to change them.
    """

    manage_wanted = Signal()

    def __init__(self, mission: OpenMission) -> None:
        super().__init__()
        self._mission = mission
        self._menu: QMenu | None = None

    def use(self, editor: LineEditor) -> None:
        """Expand or offer."""
        known = snippets(self._mission.reader)
        cursor = editor.textCursor()
        typed = typed_key(editor.text[: editor.caret])
        found = matching(known, typed)
        if found is not None and not cursor.hasSelection():
            editor.replace_before(len(found.key), self._words(found))
        else:
            self._offer(editor, known)

    def _words(self, snippet: Snippet) -> str:
        return filled(snippet, self._mission.folder.setting.now()[11:16])

    def _offer(self, editor: LineEditor, known: tuple[Snippet, ...]) -> None:
        menu = QMenu(editor)
        mark_data(menu)
        for place, snippet in enumerate(known, 1):
            figure = f"&{place}  " if place <= _BY_FIGURE else ""
            words = snippet.text.replace("&", "&&")
            action = menu.addAction(f"{figure}{words[:_SHOWN]}\t{snippet.key}")
            action.triggered.connect(partial(self._insert, editor, snippet))
        menu.addSeparator()
        menu.addAction(self.tr("改常用语…")).triggered.connect(self.manage_wanted)
        menu.setActiveAction(menu.actions()[0])
        self._menu = menu
        menu.popup(editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft()))

    def _insert(self, editor: LineEditor, snippet: Snippet) -> None:
        editor.replace_before(0, self._words(snippet))
        editor.setFocus()

    @property
    def menu(self) -> QMenu | None:
        """The menu that was offered last."""
        return self._menu


class SnippetPanel(Card):
    """The list of snippets, and two fields to change one or to add another.

    Signals:
        closed: it was put away.
    """

    closed = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__("…", pad=14, gap=S2)
        self._context = context
        self._mission = context.services
        self.title.setText(self.tr("常用语"))
        close = icon_button(context.theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        hint = Label(
            self.tr("记录时打出短码，按 Ctrl+J 就换成全句；没有短码时列出全部。全组共用。"),
            role="caption",
            wrap=True,
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("常用语"))
        mark_data(self.list)
        self.key = QLineEdit()
        self.key.setMaxLength(12)
        self.key.setPlaceholderText(self.tr("小写字母和数字，如 bqc"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("全句；{time} 换成当时的时间").replace("{{", "{"))
        for field in (self.key, self.text):
            mark_data(field, itself_only=True)
            field.returnPressed.connect(self._on_save)
        self._key_row = FormRow(self.tr("短码"), self.key)
        self.save_button = make_button(self.tr("保存"), role="primary")
        self.remove_button = make_button(self.tr("删去"))
        self.add(hint)
        self.add(self.list, stretch=1)
        self.add(self._key_row, FormRow(self.tr("全句"), self.text))
        self.body.addLayout(hbox(None, self.remove_button, self.save_button, gap=S2))
        self.list.currentItemChanged.connect(self._on_chosen)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._on_remove)

    def refresh(self) -> None:
        """Read the snippets anew; the chosen one stays."""
        current = self.key.text()
        self.list.clear()
        for snippet in snippets(self._mission.reader):
            item = QListWidgetItem(f"{snippet.key}　{snippet.text}")
            item.setData(Qt.ItemDataRole.UserRole, snippet)
            item.setToolTip(snippet.text)
            self.list.addItem(item)
            if snippet.key == current:
                self.list.setCurrentItem(item)

    def open_panel(self) -> None:
        """Show them, ready to type a new one."""
        self.refresh()
        self.key.clear()
        self.text.clear()
        self.key.setFocus()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        snippet = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(snippet, Snippet):
            self.key.setText(snippet.key)
            self.text.setText(snippet.text)

    def _on_save(self) -> None:
        self._set(self.text.text())

    def _on_remove(self) -> None:
        self._set("")
        self.text.clear()

    def _set(self, text: str) -> None:
        self._key_row.set_error("")
        self._context.tasks.store(
            partial(set_snippet, self._mission, self.key.text(), text),
            done=lambda _changes: self.refresh(),
            failed=self._on_refused,
            owner=self,
        )

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._key_row.set_error(self._context.wording.error(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
