"""A form on the window: shows a sitting, takes answers, keeps everything up to date.

The view writes into the sitting and then tells; whoever embeds it writes the journal::

    view.answered.connect(self._on_answered)  # path and value, once per intention
    view.show_sitting(sitting)

Leaving a field answers, so does a rest while typing: the field is not touched by it.

Keys: Tab and Enter lead on, F8 to the next open question, F1 unfolds the guidance,
Ctrl+Shift+H asks who answered, Ctrl+Z takes back the last step; in a card Ctrl+Shift with
↑ ↓ moves, with Enter adds, with Delete removes.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import Wording
from inspector_app.ui.forms.bar import FormBar
from inspector_app.ui.forms.card_hands import CardHands
from inspector_app.ui.forms.editing import Editing
from inspector_app.ui.forms.editors.base import is_undo
from inspector_app.ui.forms.filling import Filler
from inspector_app.ui.forms.keys import FormKeys
from inspector_app.ui.forms.making import RowMaker
from inspector_app.ui.forms.open_list import OpenList
from inspector_app.ui.forms.problems import Problems
from inspector_app.ui.forms.question import HistoryLine, QuestionRow
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.rows import Row, RowKey, RowKind, Rows, build_rows
from inspector_app.ui.forms.sheet import FormSheet
from inspector_app.ui.forms.telling import BESIDE_FROM, Telling
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets.labels import mark_data
from inspector_app.ui.widgets.layout import hbox

#: Rest after which what was typed is an answer without leaving the field, in milliseconds;
#: a little less than drafts wait to become entries (`typist.PAUSE_MS`).
PAUSE_MS = 3_500


class FormView(QWidget):
    """Any form, from its data.

    Signals:
        answered (str, str): path and value, once for each intention (undo included).
        typed (str, str): path and what would be answered if the field were left now.
        changed (frozenset[str]): all paths an answer touched, calculated ones included.
        instance_added (str): the new instance's path.
        instance_removed (str, str): the path it had, and its key.
        instance_restored (str, str): a removal was undone: the path it has, and its key.
        instance_moved (str, int): the path it had, and the position it has.
        attachment_wanted (str, Path): this file is to answer; take it in, then `answer`.
        attachment_opened (str): the file at this path is to be shown.
        history_asked (str): who answered this? Then `show_history`.
        problems_changed: `open_count` or `wrong_count` are others now.
    """

    answered = Signal(str, str)
    typed = Signal(str, str)
    changed = Signal(object)
    instance_added = Signal(str)
    instance_removed = Signal(str, str)
    instance_restored = Signal(str, str)
    instance_moved = Signal(str, int)
    attachment_wanted = Signal(str, object)
    attachment_opened = Signal(str)
    history_asked = Signal(str)
    problems_changed = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self._maker = RowMaker(theme, self._row_of)
        self._problems = Problems(wording)
        self._editing = Editing(self._row_of)
        self.bar = FormBar(theme)
        self.side = OpenList(theme, beside=True)
        self._telling = Telling(self.bar, self.side, self._problems)
        self.sheet = FormSheet(theme, self._make)
        mark_data(self.sheet, itself_only=True)  # it is named after the form
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = hbox(self.sheet, self.side, gap=S3)
        row.setStretch(0, 1)
        column.addWidget(self.bar)
        column.addLayout(row, 1)
        self.setFocusProxy(self.sheet)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.bar.hide()
        self.bar.stepped.connect(self.go_to_problem)
        self.bar.listed.connect(self._show_items)
        self.bar.chosen.connect(self.go_to)
        self.side.chosen.connect(self.go_to)
        self.bar.language_chosen.connect(self.set_language)
        self.bar.undone.connect(self.undo)
        self.sheet.row_left.connect(self._on_row_left)
        self._connect_editing()
        self._connect_rows_and_keys()

    def _connect_editing(self) -> None:
        editing = self._editing
        editing.answered.connect(self.answered)
        editing.changed.connect(self.changed)
        editing.instance_added.connect(self.instance_added)
        editing.instance_removed.connect(self.instance_removed)
        editing.instance_restored.connect(self.instance_restored)
        editing.instance_moved.connect(self.instance_moved)
        editing.touched.connect(self._apply)
        editing.rebuilt.connect(self._rebuild)
        editing.freeing.connect(self._free)
        editing.went.connect(self.go_to)
        editing.told.connect(self.bar.tell)

    def _connect_rows_and_keys(self) -> None:
        maker = self._maker
        maker.committed.connect(self._on_committed)
        maker.typed.connect(self.typed)
        maker.typed.connect(self._on_typed)
        maker.entered.connect(self._on_entered)
        maker.history_asked.connect(self._on_history)
        maker.file_wanted.connect(self.attachment_wanted)
        maker.file_opened.connect(self.attachment_opened)
        keys = FormKeys(self)
        keys.stepped.connect(self.go_to_problem)
        keys.guidance.connect(self._on_guidance_key)
        keys.history.connect(self._on_history_key)
        CardHands(self._editing, self.sheet, self.commit).listen(maker, keys)

    # --- what is shown ------------------------------------------------------------------

    @property
    def sitting(self) -> Sitting | None:
        """The filling shown."""
        return self._editing.sitting

    @property
    def open_count(self) -> int:
        """How many required answers are missing."""
        return self._problems.missing

    @property
    def wrong_count(self) -> int:
        """How many answers do not fit."""
        return self._problems.wrong

    def show_sitting(
        self, sitting: Sitting, *, read_only: bool = False, keep_place: bool = False
    ) -> None:
        """Show *sitting* from its beginning; what was typed before is handed over first.

        With *keep_place* it is the same filling, read anew: focus, place and what is being
        typed stay, and are answered into *sitting*.
        """
        before = self.sitting
        if keep_place and before is not None and before.form.hash == sitting.form.hash:
            sitting.language = before.language
            self._editing.resume(sitting, read_only=read_only)
            self._rebuild()
            return
        self.commit()
        self._editing.begin(sitting, read_only=read_only)
        self._problems.begin()
        self.bar.tell("")
        rows = build_rows(sitting, editable=not read_only)
        self._problems.count(rows, sitting.states())
        self.sheet.setAccessibleName(sitting.form.title or self.tr("表单"))
        self.sheet.set_rows(rows, afresh=True)
        self._show_bar()

    def clear(self) -> None:
        """Show nothing."""
        self.commit()
        self._editing.begin(None, read_only=True)
        self._problems.count(Rows(), ())
        self.bar.hide()
        self.side.hide()
        self.sheet.set_rows(Rows(), afresh=True)

    def set_language(self, language: str) -> None:
        """Show the form in another of its languages."""
        if self.sitting is None or language == self.sitting.language:
            return
        self.commit()
        self.sitting.language = language
        self._problems.forget_words()
        self._refresh_alive()
        self._show_bar()

    def refresh(self, paths: Iterable[str] | None = None) -> None:
        """Show what somebody else changed in the sitting: *paths*, or everything."""
        if self.sitting is None:
            return
        if paths is None:
            self._rebuild()
        else:
            self._apply(frozenset(paths))

    def show_problems(self) -> None:
        """Say at every question what is missing or wrong, visited or not."""
        self._problems.tell_all = True
        self._refresh_alive()

    def show_history(self, path: str, lines: Sequence[HistoryLine]) -> None:
        """Show who answered the question at *path* and when, below it."""
        row = self.sheet.rows.first_at(path)
        widget = self.sheet.widget_of(row.key) if row is not None else None
        if isinstance(widget, QuestionRow):
            nothing = HistoryLine(who="", when="", value=self.tr("还没有人填写过。"))
            widget.show_history(tuple(lines) or (nothing,))

    # --- going --------------------------------------------------------------------------

    def go_to(self, path: str) -> None:
        """Go to a question, a group or an instance: it comes into view and gets the focus."""
        rows = self.sheet.rows
        for at in rows.within(path):
            if rows.rows[at].shown:
                if not self.sheet.focus_row(at) and rows.rows[at].kind is not RowKind.QUESTION:
                    self.sheet.focus_from(at)
                return

    def go_to_problem(self, step: int) -> None:
        """Go to the next open or wrong question (1), or the one before (-1)."""
        self.commit()
        rows, current = self.sheet.rows, self.sheet.current
        at = rows.by_key.get(current, -1) if current is not None else -1
        to = self._problems.next_place(rows, at, step)
        if to is not None:
            self._problems.tell(rows.rows[to].key)
            self._refresh_rows([rows.rows[to]])
            self.sheet.focus_row(to)

    # --- answering ----------------------------------------------------------------------

    def commit(self) -> None:
        """Hand over what is being typed."""
        self._pause.stop()
        current = self.sheet.current
        widget = self.sheet.widget_of(current) if current is not None else None
        if isinstance(widget, QuestionRow):
            widget.editor.commit()

    def answer(self, path: str, value: str) -> None:
        """Answer as if the user had done it (the name of an attachment)."""
        row = self.sheet.rows.first_at(path)
        if row is not None:
            self._editing.answer(row.key, value)

    def undo(self) -> bool:
        """Take back the last step; ``False`` when there is none."""
        self.commit()
        return self._editing.undo()

    def _on_committed(self, key: RowKey, value: str) -> None:
        self._problems.tell(key)
        self._editing.answer(key, value)

    def _on_typed(self, _path: str, _text: str) -> None:
        self._pause.start()

    def _on_entered(self) -> None:
        if not self.sheet.focus_next():
            self.sheet.leave()

    def _free(self, key: RowKey) -> None:
        if self.sheet.current == key:  # a field with the focus keeps its text
            self.sheet.rest()

    # --- keeping up to date -------------------------------------------------------------

    def _apply(self, changed: frozenset[str]) -> None:
        """Show anew what *changed*; nothing else is touched."""
        sitting, rows = self.sitting, self.sheet.rows
        if sitting is None:
            return
        if rows.outnumbered(changed, sitting):
            self._rebuild(changed)
            return
        touched, flipped = rows.touch(changed, sitting)
        news = self._problems.look_at(changed, rows, sitting)
        self._refresh_rows([*touched, *self._calculating()])
        if flipped:
            self.sheet.arrange(moved=True)
        if news:
            self._show_counts()

    def _calculating(self) -> list[Row]:
        alive = self.sheet.alive()
        return [row for row, one in alive if isinstance(one, QuestionRow) and one.calculating]

    def _rebuild(self, changed: frozenset[str] | None = None) -> None:
        """Lay out the rows anew; ``None`` for everything that may have changed."""
        if self.sitting is None:
            return
        before = self.sheet.rows
        rows = build_rows(self.sitting, editable=not self._editing.read_only)
        if changed is None:
            self._problems.count(rows, self.sitting.states())
        else:
            self._problems.follow(rows, before, changed, self.sitting)
        self.sheet.set_rows(rows)
        self._refresh_alive()
        self._show_counts()

    def _refresh_alive(self) -> None:
        self._refresh_rows([row for row, _widget in self.sheet.alive()])
        self.sheet.arrange()

    def _refresh_rows(self, rows: Iterable[Row]) -> None:
        if self.sitting is None:
            return
        filler = Filler(self.sitting, self._problems, self._editing.read_only)
        for row in rows:
            widget = self.sheet.widget_of(row.key)
            if widget is not None:
                self.sheet.mark_stale(row.key)
                if not filler.fill(row, widget):
                    self.sheet.replace(row)

    def _on_row_left(self, key: RowKey) -> None:
        row = self._row_of(key)
        if self._problems.tell(key) and row is not None:
            self._refresh_rows([row])

    # --- rows ---------------------------------------------------------------------------

    def _make(self, row: Row) -> FormRowWidget:
        """Return a widget for *row*, filled."""
        if self.sitting is None:
            raise RuntimeError("no form is shown")
        widget = self._maker.make(row, self.sitting)
        Filler(self.sitting, self._problems, self._editing.read_only).fill(row, widget)
        return widget

    def _row_of(self, key: RowKey) -> Row | None:
        return self.sheet.rows.row(key)

    # --- bar ----------------------------------------------------------------------------

    def _show_bar(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self.bar.show_languages(sitting.form.languages, sitting.language)
        self._show_counts()
        several = len(sitting.form.languages) > 1
        self.bar.setVisible(not self._editing.read_only or several)

    def _show_counts(self) -> None:
        self._telling.counts(counted=not self._editing.read_only)
        self._show_items()
        self.problems_changed.emit()

    def _show_items(self) -> None:
        counted = not self._editing.read_only
        self._telling.lines(self.sheet.rows, self.sitting, width=self.width(), counted=counted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List what is open beside the form where there is room."""
        super().resizeEvent(event)
        if (event.size().width() >= BESIDE_FROM) != (event.oldSize().width() >= BESIDE_FROM):
            self._show_items()

    # --- keys ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z from the window while there is something to undo here."""
        wanted = event.type() == QEvent.Type.ShortcutOverride and is_undo(event)
        if wanted and self._editing.can_undo:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo by Ctrl+Z when the field has nothing to undo itself."""
        if is_undo(event) and self._editing.can_undo:
            self.undo()
            return
        super().keyPressEvent(event)

    def _on_guidance_key(self) -> None:
        row = self.sheet.rows.row(self.sheet.current)
        widget = self.sheet.widget_of(row.key) if row is not None else None
        if isinstance(widget, QuestionRow):
            widget.toggle_guidance()

    def _on_history_key(self) -> None:
        row = self.sheet.rows.row(self.sheet.current)
        if row is not None and row.kind is RowKind.QUESTION:
            self._on_history(row.key)

    # --- small buttons ------------------------------------------------------------------

    def _on_history(self, key: RowKey) -> None:
        widget, row = self.sheet.widget_of(key), self._row_of(key)
        if isinstance(widget, QuestionRow) and widget.history_shown:
            widget.show_history(())
        elif row is not None:
            self.history_asked.emit(row.path)
