"""What was delivered to headquarters, and what came back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.services.receipts import DeliveryRow, DeliveryState
from inspector_app.system.wording import Wording
from inspector_app.ui.pages.evidence.words import size_words
from inspector_app.ui.pages.exchange.words import SHORT_HASH, counted, moment
from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    Inset,
    Pill,
    clear_layout,
    data_label,
    hbox,
    scrolling,
)

_TONES: dict[DeliveryState, Tone] = {
    DeliveryState.MADE: "warn",
    DeliveryState.ACCEPTED: "ok",
    DeliveryState.REFUSED: "mark",
}
_SIGNS = {DeliveryState.MADE: "△", DeliveryState.ACCEPTED: "✓", DeliveryState.REFUSED: "▲"}


class Deliveries(Card):
    """The deliveries, the newest first, each with headquarters' receipt if it came."""

    def __init__(self, theme: Theme, wording: Wording, title: str) -> None:
        super().__init__(title, gap=S3)
        self._theme = theme
        self._wording = wording
        self._shown: tuple[DeliveryRow, ...] | None = None
        self.empty = EmptyState(
            theme,
            icon="inbox",
            title=self.tr("还没有移交过"),
            text=self.tr("移交包做好以后列在这里；办公室的回执装入后，就知道收没收下。"),
        )
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, S3, 0)
        self._list.setSpacing(S3)
        self._area = scrolling(inner)
        self.add(self.empty, stretch=1)
        self.add(self._area, stretch=1)

    def show_rows(self, rows: Sequence[DeliveryRow]) -> None:
        """List *rows*."""
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        clear_layout(self._list)
        for row in rows:
            self._list.addWidget(self._item(row))
        self._list.addStretch(1)
        self.empty.setVisible(not rows)
        self._area.setVisible(bool(rows))

    def _item(self, row: DeliveryRow) -> QWidget:
        record, receipt = row.package, row.receipt
        item = Inset(gap=S2)
        state = self._wording.text(f"delivery.states.{row.state.value}")
        title = self.tr("第 {number} 次").format(number=record.number("sequence") or 0)
        item.body.addLayout(
            hbox(
                data_label(f"{title}  {record.text('file_name')}", role="strong"),
                Pill(self._theme, f"{_SIGNS[row.state]} {state}", _TONES[row.state]),
                gap=S3,
            )
        )
        facts = [
            moment(record.text("made_at")),
            size_words(record.number("size") or 0),
            f"SHA-256 {record.text('sha256')[:SHORT_HASH]}…",
        ]
        item.body.addWidget(data_label(" · ".join(facts), role="caption"))
        if receipt is None:
            words = self.tr("把文件交给办公室；拿到回执后，用“打开收到的文件”装入。")
            item.body.addWidget(data_label(words, role="caption", wrap=True))
            return item
        answer = self.tr("收件号 {number} · {time} 收件").format(
            number=receipt.register_number, time=moment(receipt.received_at)
        )
        item.body.addWidget(data_label(answer, wrap=True))
        counts = counted(self._wording, receipt.counts, "package.counts")
        for text in (counts, receipt.note):
            if text:
                label = data_label(text, role="caption", wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                item.body.addWidget(label)
        return item
