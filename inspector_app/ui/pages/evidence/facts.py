"""Beside the content: what the file is, whether it is unchanged, what rests on it, who looked."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout

from inspector_app.domain.record import Record
from inspector_app.services.access import looks_at, readers_of
from inspector_app.services.evidence_use import Use
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.services.places import place_of
from inspector_app.store.access_log import AccessKind
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.evidence.words import kind_words, size_words, spaced_hash
from inspector_app.ui.theme.metrics import S1, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Label,
    MissingItem,
    MissingList,
    data_label,
    hbox,
    make_button,
)

_LOOKS_SHOWN = 6


class FileFacts(Card):
    """What was written down when the file came in, and the button to check it again.

    Signals:
        check_wanted: compare the file with what was written down.
    """

    check_wanted = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(QCoreApplication.translate("FileFacts", "文件"), gap=S3)
        self._context = context
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S3)
        self._grid.setVerticalSpacing(S1)
        self._grid.setColumnStretch(1, 1)
        words = context.wording.text
        self._values = {
            "file_name": self._line(words("records.evidence.fields.file_name")),
            "kind": self._line(self.tr("种类")),
            "captured": self._line(words("records.evidence.fields.captured_at")),
        }
        self.hash = data_label("", role="caption", wrap=True)
        self.hash.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.hash.setAccessibleName("SHA-256")
        self._grid.addWidget(Label("SHA-256", role="caption"), 3, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.hash, 3, 1)
        self.check_button = make_button(self.tr("核对文件"), theme=context.theme, icon="shield")
        self.check_button.clicked.connect(self.check_wanted)
        self.result = Label("", wrap=True, data=True)
        self.body.addLayout(self._grid)
        self.body.addLayout(hbox(self.check_button, STRETCH))
        self.add(self.result)
        self.result.hide()

    def _line(self, label: str) -> Label:
        row = self._grid.rowCount() if self._grid.count() else 0
        value = data_label("")
        self._grid.addWidget(Label(label, role="caption"), row, 0)
        self._grid.addWidget(value, row, 1)
        return value

    def show_record(self, record: Record, *, other: bool) -> None:
        """Show the facts of *record*; *other* says that another one was shown before."""
        parts = [
            kind_words(self._context.wording, record.text("media_type")),
            size_words(record.number("size") or 0),
        ]
        pages = record.number("pages")
        if pages:
            parts.append(self.tr("%n 页", "", pages))
        author = user_names(self._context.services.reader).get(record.owner, "")
        moment = record.text("captured_at")[:16].replace("T", " ")
        self._values["file_name"].setText(record.text("file_name"))
        self._values["kind"].setText(" · ".join(parts))
        self._values["captured"].setText(f"{moment} {author}".strip())
        self.hash.setText(spaced_hash(record.text("sha256")))
        if other:
            self.result.hide()

    def show_checking(self) -> None:
        """Say that the file is being read again."""
        self._say(self.tr("正在核对…"), "dim")
        self.check_button.setEnabled(False)

    def show_same(self, at: str) -> None:
        """Say that the file is what it was."""
        self.check_button.setEnabled(True)
        self._say(self.tr("✓ 与收进时一致（{time} 核对）").format(time=at), "ok")

    def show_other(self, words: str) -> None:
        """Say what is wrong with the file."""
        self.check_button.setEnabled(True)
        self._say(f"▲ {words}", "mark")

    def _say(self, text: str, tone: str) -> None:
        self.result.set_tone("ok" if tone == "ok" else "mark" if tone == "mark" else "dim")
        self.result.setText(text)
        self.result.show()


class UsesCard(Card):
    """Where a piece of evidence is used; each line leads there.

    Signals:
        jumped (str, object): the page's key and the target there.
    """

    jumped = Signal(str, object)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(QCoreApplication.translate("UsesCard", "用在哪里"), gap=S3)
        self._context = context
        self.list = MissingList(context.theme)
        self.list.setAccessibleName(self.tr("用在哪里"))
        self.none = Label(
            self.tr("还没有用到。在底稿的事实下面“加佐证”，就会出现在这里。"), tone="dim", wrap=True
        )
        self.add(self.list, self.none)
        self.list.jumped.connect(self._on_jumped)

    def show_uses(self, uses: Sequence[Use]) -> None:
        """List *uses*."""
        self.list.set_items([self._item(use) for use in uses])
        self.list.setVisible(bool(uses))
        self.list.setFixedHeight(min(260, self.list.sizeHint().height()))
        self.none.setVisible(not uses)

    def _item(self, use: Use) -> MissingItem:
        kind = "working_paper" if use.record_type == "proof" else use.record_type
        label = self._context.wording.text(f"records.{kind}.label")
        page = self.tr("第 {page} 页").format(page=use.page) if use.page else ""
        caption = " · ".join(part for part in (page, use.detail) if part)
        key, target = place_of(self._context.services.reader, use.record_type, use.record_id)
        title = f"{label} {use.title}".strip()
        return MissingItem(title, caption, "note", key, tuple(target.items()))

    def _on_jumped(self, item: MissingItem) -> None:
        self.jumped.emit(item.page, dict(item.target))


class ReadersCard(Card):
    """Who can read a restricted record, and who has looked at it on this computer."""

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(QCoreApplication.translate("ReadersCard", "谁能看、谁看过"), gap=S3)
        self._context = context
        self.readers = data_label("", wrap=True)
        self.looks = data_label("", role="caption", wrap=True)
        self.add(self.readers, self.looks)

    def show_record(self, record: Record) -> None:
        """Show readers and looks of *record*."""
        reader = self._context.services.reader
        wording = self._context.wording
        between = wording.text("values.between")
        people = [user.text("name") for user in readers_of(reader, record)]
        self.readers.setText(between.join(people))
        names = user_names(reader)
        kinds = {
            AccessKind.VIEW: self.tr("查阅"),
            AccessKind.PRINT: self.tr("打印"),
            AccessKind.EXPORT: self.tr("导出"),
        }
        lines = [
            f"{look.at[:16].replace('T', ' ')} {names.get(look.author, '')} {kinds[look.kind]}"
            for look in looks_at(reader, record.type, record.id)[:_LOOKS_SHOWN]
        ]
        self.looks.setText("\n".join(lines))
        self.looks.setVisible(bool(lines))
