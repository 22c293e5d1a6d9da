"""The files of a talk beside its record: signed pages, a scanned record, recordings, materials."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QMenu

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import TalkState
from inspector_app.services.evidence import TakenFile, drop_file, take_file
from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_files import (
    FileRole,
    TalkFile,
    add_talk_file,
    detach_file,
    talk_files,
)
from inspector_app.services.talk_record import keep_typing, seen_of
from inspector_app.services.talks import TalkView
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.tasks import Lane, Progress
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.typist import Keep, Typist
from inspector_app.ui.widgets import Card, FormRow, Label, hbox, icon_button, make_button, mark_data
from inspector_app.ui.widgets.files import FileAsker, dropped_files

_ROLE = Qt.ItemDataRole.UserRole


class _MaterialsField(QLineEdit):
    """What the talker handed over, in one line.

    Signals:
        left: it lost the focus.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class FilesPanel(Card):
    """Lists the files of a talk, takes more in, takes one off again.

    Signals:
        closed: it was put away.
        opened (str): a file is to be looked at; its evidence.
    """

    closed = Signal()
    opened = Signal(str)

    def __init__(self, context: PageContext[OpenMission], typist: Typist) -> None:
        super().__init__("…", pad=14, gap=S2)
        self._context = context
        self._mission = context.services
        self._typist = typist
        self._talk: Record | None = None
        self._filling = False
        self.asker = FileAsker(self)
        self.title.setText(self.tr("材料和签字页"))
        close = icon_button(context.theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        self._roles = {
            FileRole.SIGNATURE: self.tr("签字页"),
            FileRole.SCAN: self.tr("手写记录扫描件"),
            FileRole.RECORDING: self.tr("录音录像"),
            FileRole.MATERIAL: self.tr("交来的材料"),
        }
        self.note = Label("", role="caption", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("这次谈话的文件"))
        self.list.setWordWrap(True)
        mark_data(self.list)
        self.materials = _MaterialsField()
        self.materials.setPlaceholderText(self.tr("如：合同复印件 3 页，照片 2 张"))
        mark_data(self.materials, itself_only=True)
        self.add_button = make_button(self.tr("添加…"), theme=context.theme, icon="add")
        self.add_button.setMenu(self._menu())
        self.remove = make_button(self.tr("取下"))
        self.look = make_button(self.tr("查看"))
        self.add(self.note)
        self.add(self.list, stretch=1)
        self.add(FormRow(self.tr("收到的材料"), self.materials))
        self.body.addLayout(hbox(self.add_button, None, self.remove, self.look, gap=S2))
        self.setAcceptDrops(True)
        self.list.itemActivated.connect(lambda _item: self._on_look())
        self.list.currentRowChanged.connect(self._show_acts)
        self.look.clicked.connect(self._on_look)
        self.remove.clicked.connect(self._on_remove)
        self.materials.textChanged.connect(self._on_typed)
        self.materials.left.connect(typist.commit)

    def _menu(self) -> QMenu:
        menu = QMenu(self.add_button)
        for role, words in self._roles.items():
            menu.addAction(words).triggered.connect(partial(self.ask_for, role))
        return menu

    def show_talk(self, view: TalkView) -> None:
        """Show the files of a talk."""
        self._talk = view.talk
        signed = view.state is TalkState.SIGNED
        self._filling = True
        if not self.materials.hasFocus():
            self.materials.setText(view.talk.text("materials"))
        self._filling = False
        self.materials.setReadOnly(not view.editable)
        self.add_button.setEnabled(not signed)
        found = talk_files(self._mission.reader, view.talk)
        current = self._current()
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self._words(one))
            item.setData(_ROLE, one.evidence.id)
            self.list.addItem(item)
            if one.evidence.id == current:
                self.list.setCurrentItem(item)
        self._say(found, signed=signed)
        self._show_acts()

    def _say(self, found: list[TalkFile], *, signed: bool) -> None:
        pages = sum(one.role is FileRole.SIGNATURE for one in found)
        if signed:
            self.note.setText(self.tr("已签字确认，文件不能再改。"))
        elif pages:
            self.note.setText(self.tr("已附签字页 {count} 份。").format(count=pages))
        else:
            self.note.setText(
                self.tr("打印记录、逐页签名以后，把签字页扫描附在这里，再签字确认记录。")
            )

    def _words(self, one: TalkFile) -> str:
        facts = [self._roles[one.role], one.evidence.text("number"), one.evidence.text("title")]
        pages = one.evidence.number("pages")
        facts += [self.tr("{count} 页").format(count=pages)] if pages else []
        return " · ".join(part for part in facts if part)

    def _current(self) -> str:
        row = self.list.currentRow()
        return str(self.list.item(row).data(_ROLE)) if row >= 0 else ""

    def _show_acts(self) -> None:
        chosen = bool(self._current())
        self.look.setEnabled(chosen)
        self.remove.setEnabled(chosen and self.add_button.isEnabled())

    # --- acts ----------------------------------------------------------------------

    def ask_for(self, role: FileRole) -> None:
        """Ask for files of one role."""
        self.asker.files(self._roles[role], partial(self.take, role))

    def take(self, role: FileRole, paths: list[Path]) -> None:
        """Take files in, one after the other, each encrypted and attached."""
        for path in paths:
            self._context.tasks.long(
                Lane.WORK,
                partial(_taken, self._mission, path),
                progress=lambda _done, _total, _note: None,
                done=partial(self._on_taken, role),
                owner=self,
            )

    def _on_taken(self, role: FileRole, taken: TakenFile) -> None:
        talk = self._talk
        if talk is None:
            drop_file(self._mission, taken)
            return
        self._context.tasks.store(
            partial(add_talk_file, self._mission, talk.id, taken, role),
            done=lambda _made: self._context.notify(
                Notice(self.tr("已附上：{name}").format(name=taken.captured.name), "ok")
            ),
            owner=self,
        )

    def _on_remove(self) -> None:
        evidence = self._current()
        if evidence and self._talk is not None:
            self.list.setFocus()  # the button goes grey with the last file
            self._context.tasks.store(
                partial(detach_file, self._mission, self._talk.id, evidence), owner=self
            )

    def _on_look(self) -> None:
        if self._current():
            self.opened.emit(self._current())

    def _on_typed(self, text: str) -> None:
        if not self._filling and self._talk is not None:
            field = ("talk", self._talk.id, "materials")
            self._typist.typed(field, text, partial(self._keeping, self._talk))

    def _keeping(self, talk: Record) -> Keep:
        mission = self._mission
        entry, base = mission.folder.setting.new_id(), seen_of(mission.reader, talk, "materials")
        return partial(keep_typing, mission, talk, "materials", entry=entry, base=base)

    # --- events --------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self.add_button.isEnabled() and any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped as materials; recordings tell themselves."""
        self.take(FileRole.MATERIAL, list(dropped_files(event)))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _taken(mission: OpenMission, path: Path, progress: Progress) -> TakenFile:
    return take_file(mission, path, progress=progress)
