"""Taking files in: look at each, word them together, encrypt them one after the other."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.intake.evidence import CapturedFile
from inspector_app.intake.files import display_name
from inspector_app.services.evidence import (
    TakenFile,
    drop_file,
    preview_evidence,
    record_evidence,
    same_content,
    take_file,
)
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.evidence.form import EvidenceForm
from inspector_app.ui.pages.evidence.incoming_file import IncomingFile
from inspector_app.ui.pages.evidence.words import size_words
from inspector_app.ui.tasks import Lane, Progress, Task
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    Card,
    Label,
    PageHeader,
    hbox,
    make_button,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.files import MOST_FILES, with_contents
from inspector_app.ui.widgets.running import RunStrip

_FORM_WIDTH = 348


class AddPanel(QWidget):
    """The files that were chosen, and what is written about all of them.

    Signals:
        finished (str): done or given up; the id of the piece taken in last, if any.
        more_wanted: further files are to be chosen.
    """

    finished = Signal(str)
    more_wanted = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._files: list[IncomingFile] = []
        self._looks: list[Task] = []
        self._queue: list[IncomingFile] = []
        self._taken: list[str] = []
        self._total = 0
        self._stopped = False
        theme = context.theme
        self.header = PageHeader(self.tr("收进文件"))
        self.more_button = make_button(self.tr("再选文件…"), theme=theme, icon="add")
        self.cancel_button = make_button(self.tr("不收了"), role="quiet", tip="Esc")
        self.take_button = make_button(
            self.tr("收进 {count} 件").format(count=0),
            role="primary",
            theme=theme,
            icon="import",
            tip="Ctrl+S",
        )
        self.header.add_action(self.more_button, self.cancel_button, self.take_button)
        self.run = RunStrip(theme)
        self.list = QVBoxLayout()
        self.list.setContentsMargins(0, 0, S3, 0)
        self.list.setSpacing(S3)
        self.list.addStretch(1)
        holder = QWidget()
        holder.setLayout(self.list)
        self.files_card = Card(self.tr("选中的文件"), pad=S4)
        self.summary = Label("", role="caption")
        self.files_card.add_to_head(self.summary)
        self.files_card.add(scrolling(holder), stretch=1)
        self.form = EvidenceForm(context, with_title=False)
        self.form_card = Card(self.tr("一起登记的内容"))
        self.form_card.add(
            Label(
                self.tr("写一次，所有选中的文件都用；收进以后还可以逐件改。"),
                role="caption",
                wrap=True,
            ),
            self.form,
        )
        self.form_card.body.addStretch(1)
        area = scrolling(self.form_card)
        area.setFixedWidth(_FORM_WIDTH)
        below = hbox(self.files_card, area, gap=S4)
        below.setStretch(0, 1)
        column = vbox(self.header, self.run, gap=S4)
        column.addLayout(below, 1)
        self.setLayout(column)
        self.more_button.clicked.connect(self.more_wanted)
        self.cancel_button.clicked.connect(self.give_up)
        self.take_button.clicked.connect(self._on_take)
        self.run.cancelled.connect(self._queue.clear)
        for keys, slot in (("Esc", self.give_up), ("Ctrl+S", self._on_take)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @property
    def files(self) -> tuple[IncomingFile, ...]:
        """The files in the list."""
        return tuple(self._files)

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self.run.running

    # --- choosing -----------------------------------------------------------------------

    def add_files(self, paths: Sequence[Path]) -> None:
        """Look at *paths*, folders with what is in them; those in the list already stay once."""
        known = {one.path for one in self._files}
        room = MOST_FILES - len(self._files)
        found = [path for path in with_contents(paths) if path not in known][:room]
        self._stopped = False
        self.form.refresh()
        for path in dict.fromkeys(found):
            self._add(path)
        self._show_count()
        (self._files[-1] if self._files else self).setFocus()

    def _add(self, path: Path) -> None:
        one = IncomingFile(self._context.theme, self._context.wording, path, display_name(path))
        one.changed.connect(self._show_count)
        one.dropped.connect(partial(self._on_dropped, one))
        self._files.append(one)
        self.list.insertWidget(self.list.count() - 1, one)
        self._looks.append(
            self._context.tasks.long(
                Lane.WORK,
                partial(_look, path),
                progress=_no_news,
                done=partial(self._on_looked, one),
                failed=partial(self._on_trouble, one),
                owner=one,
            )
        )

    def _on_looked(self, one: IncomingFile, captured: CapturedFile) -> None:
        same = same_content(self._context.services.reader, captured.sha256)
        twin = any(
            other is not one and other.captured and other.captured.sha256 == captured.sha256
            for other in self._files
        )
        one.show_captured(captured, same, twin=twin)

    def _on_trouble(self, one: IncomingFile, error: Exception) -> None:
        if isinstance(error, KnownError):
            one.show_trouble(error)

    def _on_dropped(self, one: IncomingFile) -> None:
        self._files.remove(one)
        self.list.removeWidget(one)
        one.hide()
        one.setParent(None)
        one.deleteLater()
        self._show_count()

    def _show_count(self) -> None:
        wanted = [one for one in self._files if one.wanted]
        looking = sum(not one.looked_at for one in self._files)
        size = sum(one.captured.size for one in wanted if one.captured)
        parts = [self.tr("%n 个文件", "", len(self._files))]
        if looking:
            parts.append(self.tr("正在看 {count} 个").format(count=looking))
        elif wanted:
            parts.append(size_words(size))
        self.summary.setText(" · ".join(parts))
        self.take_button.setText(self.tr("收进 {count} 件").format(count=len(wanted)))
        self.take_button.setEnabled(bool(wanted) and not looking and not self.busy)

    # --- taking in ----------------------------------------------------------------------

    def _on_take(self) -> None:
        if not self.take_button.isEnabled():
            return
        self.form.commit()
        self._queue.extend(one for one in self._files if one.wanted)
        self._taken = []
        self._lock(locked=True)
        self._total = len(self._queue)
        self._next()

    def _next(self) -> None:
        if self._stopped:
            return
        if not self._queue:
            self._end()
            return
        one = self._queue.pop(0)
        tasks, mission = self._context.tasks, self._context.services
        words = self.tr("正在收进 {place} / {total}：{name}").format(
            place=self._total - len(self._queue), total=self._total, name=display_name(one.path)
        )
        self.run.begin(
            words,
            lambda: tasks.long(
                Lane.WORK,
                lambda progress: take_file(mission, one.path, progress=progress),
                progress=self.run.progress,
                done=partial(self._on_taken, one),
                failed=partial(self._on_not_taken, one),
                cancelled=self._end,
                owner=self,
            ),
        )

    def _on_taken(self, one: IncomingFile, taken: TakenFile) -> None:
        if self._stopped:
            drop_file(self._context.services, taken)
            return
        words = self.form.words
        self._context.tasks.store(
            partial(
                record_evidence,
                self._context.services,
                taken,
                title=one.title.text(),
                source=words.source,
                supplier=words.supplier,
                obtained_on=words.obtained_on,
                original=words.original,
                tags=words.tags,
                audience=words.audience.value,
                readers=words.readers,
            ),
            done=partial(self._on_recorded, one),
            failed=partial(self._on_not_taken, one),
            owner=self,
        )

    def _on_recorded(self, one: IncomingFile, created: Created) -> None:
        self._taken.append(created.id)
        self._on_dropped(one)
        self._next()

    def _on_not_taken(self, one: IncomingFile, error: Exception) -> None:
        self._on_trouble(one, error)
        self._next()

    def _end(self) -> None:
        if self._stopped:
            return
        self._queue.clear()
        self.run.end()
        self._lock(locked=False)
        self._show_count()
        if self._taken:
            words = self.tr("已收进 {count} 件，已加密，SHA-256 已记下。")
            notice = words.format(count=len(self._taken))
            if self._files:
                notice += self.tr("还有 {count} 个没有收，请看各自的说明。").format(
                    count=len(self._files)
                )
            self._context.notify(Notice(notice, "warn" if self._files else "ok"))
        if self._files:
            self.cancel_button.setFocus()  # whatever had the focus was greyed meanwhile
        else:
            self.finished.emit(self._taken[-1] if self._taken else "")

    def _lock(self, *, locked: bool) -> None:
        for one in self._files:
            one.lock(locked=locked)
        for widget in (self.form, self.more_button, self.cancel_button, self.take_button):
            widget.setEnabled(not locked)

    def give_up(self) -> None:
        """Take nothing more in and go back."""
        if self.busy:
            return
        last = self._taken[-1] if self._taken else ""
        self.stop()
        self.finished.emit(last)

    def stop(self) -> None:
        """Stop everything under way and empty the list; the page is going."""
        self._stopped = True
        self.run.stop()
        self._queue.clear()
        for look in self._looks:
            look.cancel()
        self._looks.clear()
        for one in list(self._files):
            self._on_dropped(one)
        self._taken = []


def _look(path: Path, progress: Progress) -> CapturedFile:
    return preview_evidence(path, progress=progress)


def _no_news(_done: int, _total: int, _note: str) -> None:
    """Show nothing: looking at one file is quick, and the list says which are looked at."""
