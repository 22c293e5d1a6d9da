"""A form on the window: shows a sitting, takes answers, keeps everything up to date.

The view writes into the sitting and then tells; whoever embeds it writes the journal::

    view = FormView(theme, wording)
    view.answered.connect(self._on_answered)      # path and value, once per intention
    view.show_sitting(sitting)

Keys: Tab and Enter lead on, F8 to the next open question, F1 unfolds the guidance,
Ctrl+Shift+H asks who answered, Ctrl+Z takes back the last step; in a card Ctrl+Shift with
↑ ↓ moves, with Enter adds, with Delete removes.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.forms.sitting import NodeState, Sitting
from inspector_app.system.wording import Wording
from inspector_app.ui.forms.bar import FormBar
from inspector_app.ui.forms.editors.base import is_undo
from inspector_app.ui.forms.editors.files import FileEditor
from inspector_app.ui.forms.heads import AddRow, CardHead, SectionHead
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.past import Added, Answered, Moved, Past, Removed, held_by
from inspector_app.ui.forms.question import HistoryLine, Question, QuestionRow
from inspector_app.ui.forms.reading import (
    Reading,
    read_question,
    repeat_label,
    repeat_of,
    repeat_relevant,
)
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.rows import Row, RowKey, RowKind, Rows, build_rows
from inspector_app.ui.forms.sheet import WIDEST, FormSheet
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import MissingItem, Severity

_REQUIRED = "required"


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
        self._theme = theme
        self._wording = wording
        self._sitting: Sitting | None = None
        self._read_only = False
        self._problems: dict[RowKey, str] = {}
        self._told: set[RowKey] = set()
        self._tell_all = False
        self._past = Past()
        self.bar = FormBar(theme)
        self.bar.setMaximumWidth(WIDEST)
        self.sheet = FormSheet(theme, self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.sheet, 1)
        self.bar.hide()
        self.bar.stepped.connect(self.go_to_problem)
        self.bar.listed.connect(self._show_items)
        self.bar.chosen.connect(self.go_to)
        self.bar.language_chosen.connect(self.set_language)
        self.sheet.row_left.connect(self._on_row_left)
        for keys, slot in (
            ("F8", partial(self.go_to_problem, 1)),
            ("Shift+F8", partial(self.go_to_problem, -1)),
            ("F1", self._on_guidance_key),
            ("Ctrl+Shift+H", self._on_history_key),
            ("Ctrl+Shift+Return", self._on_add_key),
            ("Ctrl+Shift+Delete", self._on_remove_key),
            ("Ctrl+Shift+Up", partial(self._on_move_key, -1)),
            ("Ctrl+Shift+Down", partial(self._on_move_key, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what is shown ------------------------------------------------------------------

    @property
    def sitting(self) -> Sitting | None:
        """The filling shown."""
        return self._sitting

    @property
    def open_count(self) -> int:
        """How many required answers are missing."""
        return sum(kind == _REQUIRED for kind in self._problems.values())

    @property
    def wrong_count(self) -> int:
        """How many answers do not fit."""
        return len(self._problems) - self.open_count

    def show_sitting(self, sitting: Sitting, *, read_only: bool = False) -> None:
        """Show *sitting* from its beginning; what was typed before is handed over first."""
        self.commit()
        self._sitting = sitting
        self._read_only = read_only
        self._told.clear()
        self._tell_all = False
        self._past.forget()
        self.bar.tell("")
        rows = build_rows(sitting, editable=not read_only)
        self._count(rows)
        self.sheet.setAccessibleName(sitting.form.title or self.tr("表单"))
        self.sheet.set_rows(rows, afresh=True)
        self._show_bar()

    def clear(self) -> None:
        """Show nothing."""
        self.commit()
        self._sitting = None
        self._problems.clear()
        self._past.forget()
        self.bar.hide()
        self.sheet.set_rows(Rows(), afresh=True)

    def set_language(self, language: str) -> None:
        """Show the form in another of its languages."""
        if self._sitting is None or language == self._sitting.language:
            return
        self.commit()
        self._sitting.language = language
        self._refresh_alive()
        self._show_bar()

    def refresh(self, paths: Iterable[str] | None = None) -> None:
        """Show what somebody else changed in the sitting: *paths*, or everything."""
        if self._sitting is None:
            return
        if paths is None:
            self._rebuild()
        else:
            self._apply(frozenset(paths))

    def show_problems(self) -> None:
        """Say at every question what is missing or wrong, visited or not."""
        self._tell_all = True
        self._refresh_alive()

    def show_history(self, path: str, lines: Sequence[HistoryLine]) -> None:
        """Show who answered the question at *path* and when, below it."""
        row = self._row_at(path)
        widget = self.sheet.widget_of(row.key) if row is not None else None
        if isinstance(widget, QuestionRow):
            nothing = HistoryLine(who="", when="", value=self.tr("还没有人填写过。"))
            widget.show_history(tuple(lines) or (nothing,))

    # --- going --------------------------------------------------------------------------

    def go_to(self, path: str) -> None:
        """Bring a question, a group or an instance into view and put the focus there."""
        rows = self.sheet.rows
        found = rows.by_path.get(path)
        if found is None:
            inside = f"{path}/"
            found = [
                at for known, ats in rows.by_path.items() if known.startswith(inside) for at in ats
            ]
        for at in sorted(found):
            if rows.rows[at].shown:
                if not self.sheet.focus_row(at) and rows.rows[at].kind is not RowKind.QUESTION:
                    self.sheet.focus_from(at)
                return

    def go_to_problem(self, step: int) -> None:
        """Go to the next open or wrong question (1), or the one before (-1)."""
        rows = self.sheet.rows
        places = sorted(rows.by_key[key] for key in self._problems)
        if not places:
            return
        self.commit()
        places = sorted(rows.by_key[key] for key in self._problems if key in rows.by_key)
        if not places:
            return
        current = self.sheet.current
        at = rows.by_key.get(current, -1) if current is not None else -1
        ahead = [p for p in places if (p > at if step > 0 else p < at)]
        wrapped = places[0] if step > 0 else places[-1]
        to = (ahead[0] if step > 0 else ahead[-1]) if ahead else wrapped
        self._told.add(rows.rows[to].key)
        self._refresh_rows([rows.rows[to]])
        self.sheet.focus_row(to)

    # --- answering ----------------------------------------------------------------------

    def commit(self) -> None:
        """Hand over what is being typed."""
        current = self.sheet.current
        widget = self.sheet.widget_of(current) if current is not None else None
        if isinstance(widget, QuestionRow):
            widget.editor.commit()

    def answer(self, path: str, value: str) -> None:
        """Answer as if the user had done it (the name of an attachment)."""
        row = self._row_at(path)
        if row is not None:
            self._answer(row.key, value)

    def undo(self) -> bool:
        """Take back the last step; ``False`` when there is none."""
        while (step := self._past.last()) is not None:
            match step:
                case Answered():
                    done = self._undo_answer(step)
                case Added():
                    done = self._undo_added(step)
                case Moved():
                    done = self._undo_moved(step)
                case Removed():
                    done = self._undo_removed(step)
            if done:
                return True
        return False

    def _answer(self, key: RowKey, value: str, *, remember: bool = True) -> None:
        sitting, at = self._sitting, self.sheet.rows.by_key.get(key)
        if sitting is None or at is None or self._read_only:
            return
        row = self.sheet.rows.rows[at]
        before = sitting.state(row.path).kept
        changed = sitting.set(row.path, value)
        after = sitting.state(row.path).kept
        self._told.add(key)
        self._apply(changed | {row.path})
        if after == before:
            return
        if remember:
            self._past.did(Answered(key, before))
            self.bar.tell("")
        self.answered.emit(row.path, after)
        self.changed.emit(changed)

    def _on_committed(self, key: RowKey, value: str) -> None:
        self._answer(key, value)

    def _on_typed(self, key: RowKey, text: str) -> None:
        at = self.sheet.rows.by_key.get(key)
        if at is not None:
            self.typed.emit(self.sheet.rows.rows[at].path, text)

    def _on_entered(self) -> None:
        self.sheet.focus_next()

    # --- cards --------------------------------------------------------------------------

    def _on_add(self, key: RowKey) -> None:
        at = self.sheet.rows.by_key.get(key)
        if at is not None:
            self._add(self.sheet.rows.rows[at].path)

    def _add(self, repeat: str) -> None:
        if self._sitting is None or not self._sitting.can_add(repeat):
            return
        self.commit()
        path = self._sitting.add(repeat)
        self._rebuild()
        row = self._row_at(path)
        if row is not None:
            self._past.did(Added(row.key))
        self.instance_added.emit(path)
        self.go_to(path)

    def _on_remove(self, key: RowKey) -> None:
        at = self.sheet.rows.by_key.get(key)
        sitting = self._sitting
        if sitting is None or at is None:
            return
        row = self.sheet.rows.rows[at]
        if self._read_only or not sitting.can_remove(row.path):
            return
        self.commit()
        title = self._card_title(row)
        step = Removed(repeat_of(row.path), row.position, key[0], held_by(sitting, row.path))
        sitting.remove(row.path)
        self._past.did(step)
        self._rebuild()
        self.instance_removed.emit(row.path, key[0])
        self.bar.tell(self.tr("已去掉“{what}”").format(what=title), self.undo)

    def _on_move(self, key: RowKey, by: int) -> None:
        at = self.sheet.rows.by_key.get(key)
        if at is not None:
            row = self.sheet.rows.rows[at]
            self._move(row, row.position + by)

    def _move(self, row: Row, to: int, *, remember: bool = True) -> bool:
        sitting = self._sitting
        if sitting is None or self._read_only:
            return False
        if not 1 <= to <= len(sitting.instances(repeat_of(row.path))):
            return False
        self.commit()
        before, path = row.position, row.path
        sitting.move(path, to)
        if remember:
            self._past.did(Moved(row.key, before))
        self._rebuild()
        self.instance_moved.emit(path, to)
        self.sheet.arrange()
        current = self.sheet.current
        shown = current if current is not None else row.key
        self.sheet.reveal(self.sheet.rows.by_key.get(shown, 0))
        return True

    def _card_title(self, row: Row) -> str:
        """Return what names a card: its number, and its label if it has one of its own."""
        number = self.tr("第 {number} 项").format(number=row.position)
        label = self._sitting.label(row.path) if self._sitting is not None else ""
        if next(row.node.label.outputs(), None) is None:
            return number  # the heading above says the same for all cards
        return f"{number} · {plain_words(label)}" if label else number

    # --- taking back --------------------------------------------------------------------

    def _undo_answer(self, step: Answered) -> bool:
        at = self.sheet.rows.by_key.get(step.row)
        if at is None or self._sitting is None:
            return False
        row = self.sheet.rows.rows[at]
        if self._sitting.state(row.path).kept == step.before:
            return False
        if self.sheet.current == step.row:  # a field with the focus keeps its text
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self._answer(step.row, step.before, remember=False)
        label = plain_words(self._sitting.label(row.path))
        self.bar.tell(self.tr("已撤销：{what}").format(what=label))
        self.go_to(row.path)
        return True

    def _undo_added(self, step: Added) -> bool:
        at = self.sheet.rows.by_key.get(step.row)
        if at is None or self._sitting is None:
            return False
        path = self.sheet.rows.rows[at].path
        self._sitting.remove(path)
        self._rebuild()
        self.instance_removed.emit(path, step.row[0])
        return True

    def _undo_moved(self, step: Moved) -> bool:
        at = self.sheet.rows.by_key.get(step.row)
        return at is not None and self._move(
            self.sheet.rows.rows[at], step.position, remember=False
        )

    def _undo_removed(self, step: Removed) -> bool:
        sitting = self._sitting
        if sitting is None:
            return False
        path = restore(sitting, step)
        self._rebuild()
        self.instance_restored.emit(path, sitting.instance_key(path))
        self.bar.tell("")
        self.go_to(path)
        return True

    # --- keeping up to date -------------------------------------------------------------

    def _apply(self, changed: frozenset[str]) -> None:
        """Show anew what *changed*; nothing else is touched."""
        sitting, rows = self._sitting, self.sheet.rows
        if sitting is None:
            return
        if any(len(sitting.instances(path)) != count for path, count in rows.repeats.items()):
            self._rebuild()
            return
        touched = [rows.rows[at] for path in changed for at in rows.by_path.get(path, ())]
        flipped = False
        for row in touched:
            if row.kind is RowKind.SECTION:
                continue
            if row.kind is RowKind.ADD:
                relevant = repeat_relevant(sitting, row.path)
            else:
                relevant = sitting.relevant(row.path)
            flipped |= relevant != row.relevant
            row.relevant = relevant
            if row.kind is RowKind.QUESTION:
                self._note_problem(row, sitting.state(row.path))
        if flipped:
            rows.ask_cards(sitting)
            rows.settle()
        self._refresh_rows(touched)
        if flipped:
            self.sheet.arrange()
        self._show_counts()

    def _rebuild(self) -> None:
        if self._sitting is None:
            return
        rows = build_rows(self._sitting, editable=not self._read_only)
        self._count(rows)
        self.sheet.set_rows(rows)
        self._refresh_alive()
        self._show_counts()

    def _count(self, rows: Rows) -> None:
        self._problems.clear()
        if self._sitting is None:
            return
        for state in self._sitting.states():
            for at in rows.by_path.get(state.path, ()):
                self._note_problem(rows.rows[at], state)

    def _note_problem(self, row: Row, state: NodeState) -> None:
        if state.relevant and state.problem:
            self._problems[row.key] = state.problem
        else:
            self._problems.pop(row.key, None)

    def _refresh_alive(self) -> None:
        self._refresh_rows([row for row, _widget in self.sheet.alive()])
        self.sheet.arrange()

    def _refresh_rows(self, rows: Iterable[Row]) -> None:
        for row in rows:
            widget = self.sheet.widget_of(row.key)
            if widget is None:
                continue
            if not self._fill(row, widget):
                self.sheet.replace(row)

    def _on_row_left(self, key: RowKey) -> None:
        if key in self._problems and key not in self._told:
            self._told.add(key)
            at = self.sheet.rows.by_key.get(key)
            if at is not None:
                self._refresh_rows([self.sheet.rows.rows[at]])

    # --- rows ---------------------------------------------------------------------------

    def _make(self, row: Row) -> FormRowWidget:
        """Return a widget for *row*, filled."""
        widget: FormRowWidget
        match row.kind:
            case RowKind.SECTION:
                widget = SectionHead(row.level + min(row.inset, 1))
            case RowKind.CARD:
                card = CardHead(self._theme)
                card.moved.connect(partial(self._on_move, row.key))
                card.removed.connect(partial(self._on_remove, row.key))
                widget = card
            case RowKind.ADD:
                add = AddRow(self._theme)
                add.pressed.connect(partial(self._on_add, row.key))
                widget = add
            case _:
                widget = self._make_question(row)
        self._fill(row, widget)
        return widget

    def _make_question(self, row: Row) -> QuestionRow:
        if self._sitting is None:
            raise RuntimeError("no form is shown")
        look = read_question(self._sitting, row.node, row.path).look
        widget = QuestionRow(self._theme, row.node, look)
        widget.editor.committed.connect(partial(self._on_committed, row.key))
        widget.editor.typed.connect(partial(self._on_typed, row.key))
        widget.editor.entered.connect(self._on_entered)
        widget.history_asked.connect(partial(self._on_history, row.key))
        if isinstance(widget.editor, FileEditor):
            widget.editor.wanted.connect(partial(self._on_file, row.key))
            widget.editor.opened.connect(partial(self._on_file_opened, row.key))
        return widget

    def _fill(self, row: Row, widget: FormRowWidget) -> bool:
        """Show *row*; ``False`` when it looks otherwise now and wants another widget."""
        sitting = self._sitting
        if sitting is None:
            return True
        if isinstance(widget, QuestionRow):
            reading = read_question(sitting, row.node, row.path)
            if reading.look != widget.look:
                return False
            widget.show_question(self._question(row, reading))
        elif isinstance(widget, SectionHead):
            self._fill_section(sitting, row, widget)
        elif isinstance(widget, CardHead):
            count = len(sitting.instances(repeat_of(row.path)))
            fixed = self._read_only or not sitting.can_remove(row.path)
            widget.show_card(self._card_title(row), row.position, count, fixed=fixed)
        elif isinstance(widget, AddRow):
            count = len(sitting.instances(row.path))
            widget.show_repeat(repeat_label(sitting, row.node, row.path), count)
        return True

    def _fill_section(self, sitting: Sitting, row: Row, widget: SectionHead) -> None:
        if row.node.is_repeat:
            count = len(sitting.instances(row.path))
            widget.show_words(repeat_label(sitting, row.node, row.path), count)
        else:
            widget.show_words(sitting.label(row.path), None)

    def _question(self, row: Row, reading: Reading) -> Question:
        state = reading.state
        return Question(
            reading=reading,
            problem=self._problem_words(row, state),
            read_only=self._read_only or state.readonly,
        )

    def _problem_words(self, row: Row, state: NodeState) -> str:
        if not state.problem or not state.relevant or self._read_only:
            return ""
        waiting = state.problem == _REQUIRED and row.key not in self._told and not self._tell_all
        if waiting:
            return ""
        return state.message or self._wording.text(f"forms.problem.{state.problem}")

    def _row_at(self, path: str) -> Row | None:
        found = self.sheet.rows.by_path.get(path)
        return self.sheet.rows.rows[found[0]] if found else None

    # --- bar ----------------------------------------------------------------------------

    def _show_bar(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        self.bar.show_languages(sitting.form.languages, sitting.language)
        self._show_counts()
        several = len(sitting.form.languages) > 1
        self.bar.setVisible(not self._read_only or several)

    def _show_counts(self) -> None:
        self.bar.show_counts(self.open_count, self.wrong_count, counted=not self._read_only)
        if self.bar.listing:
            self._show_items()
        self.problems_changed.emit()

    def _show_items(self) -> None:
        sitting, rows = self._sitting, self.sheet.rows
        if sitting is None:
            return
        items = []
        for at in sorted(rows.by_key[key] for key in self._problems):
            row = rows.rows[at]
            kind = self._problems[row.key]
            message = "" if kind == _REQUIRED else sitting.state(row.path).message
            words = message or self._wording.text(f"forms.problem.{kind}")
            label = plain_words(sitting.label(row.path)) or row.node.name
            severity: Severity = "due" if kind == _REQUIRED else "blocking"
            items.append(MissingItem(label, words, severity, "form", (("path", row.path),)))
        self.bar.show_items(items)

    # --- keys ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z from the window while there is something to undo here."""
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event) and self._past:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo by Ctrl+Z when the field has nothing to undo itself."""
        if is_undo(event) and self._past:
            self.undo()
            return
        super().keyPressEvent(event)

    def _current_row(self) -> Row | None:
        key = self.sheet.current
        at = self.sheet.rows.by_key.get(key) if key is not None else None
        return self.sheet.rows.rows[at] if at is not None else None

    def _card_around(self) -> Row | None:
        """Return the innermost card that holds the focus."""
        row = self._current_row()
        if row is None:
            return None
        path = row.path
        while "/" in path:
            found = self.sheet.rows.by_path.get(path, ())
            for at in found:
                if self.sheet.rows.rows[at].kind is RowKind.CARD:
                    return self.sheet.rows.rows[at]
            path = path.rpartition("/")[0]
        return None

    def _on_guidance_key(self) -> None:
        row = self._current_row()
        widget = self.sheet.widget_of(row.key) if row is not None else None
        if isinstance(widget, QuestionRow):
            widget.toggle_guidance()

    def _on_history_key(self) -> None:
        row = self._current_row()
        if row is not None and row.kind is RowKind.QUESTION:
            self._on_history(row.key)

    def _on_add_key(self) -> None:
        row, card = self._current_row(), self._card_around()
        if card is not None:
            self._add(repeat_of(card.path))
        elif row is not None and row.kind is RowKind.ADD:
            self._add(row.path)

    def _on_remove_key(self) -> None:
        card = self._card_around()
        if card is not None:
            self._on_remove(card.key)

    def _on_move_key(self, by: int) -> None:
        card = self._card_around()
        if card is not None:
            self._on_move(card.key, by)

    # --- small buttons ------------------------------------------------------------------

    def _on_history(self, key: RowKey) -> None:
        widget, at = self.sheet.widget_of(key), self.sheet.rows.by_key.get(key)
        if isinstance(widget, QuestionRow) and widget.history_shown:
            widget.show_history(())
        elif at is not None:
            self.history_asked.emit(self.sheet.rows.rows[at].path)

    def _on_file(self, key: RowKey, file: Path) -> None:
        at = self.sheet.rows.by_key.get(key)
        if at is not None:
            self.attachment_wanted.emit(self.sheet.rows.rows[at].path, file)

    def _on_file_opened(self, key: RowKey) -> None:
        at = self.sheet.rows.by_key.get(key)
        if at is not None:
            self.attachment_opened.emit(self.sheet.rows.rows[at].path)


def restore(sitting: Sitting, step: Removed) -> str:
    """Put a removed card back as it was; returns its path."""
    path = sitting.add(step.repeat)
    position = min(step.position, len(sitting.instances(step.repeat)))
    sitting.move(path, position)
    card = f"{step.repeat}[{position}]"
    for relative, value in step.answers:
        target = f"{card}/{relative}"
        if value and sitting.state(target).kept != value and not sitting.state(target).readonly:
            sitting.set(target, value)
    return card
