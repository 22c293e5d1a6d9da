"""The keys of the talk workspace on one sheet: F1 while typing, without leaving the record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S1, S2, S3
from inspector_app.ui.widgets import Card, Label, icon_button, scrolling


class KeySheet(Card):
    """All keys in groups. It takes no focus: the talk goes on beneath it.

    Signals:
        closed: it was put away.
    """

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("…", pad=14, gap=S2)
        self.title.setText(self.tr("键盘一览"))
        close = icon_button(theme, "close", self.tr("收起（F1）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, S2, 0)
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S1)
        grid.setColumnStretch(1, 1)
        row = 0
        for title, keys in self._groups():
            head = Label(title, role="caption", tone="dim")
            head.setContentsMargins(0, S2 if row else 0, 0, 0)
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            for key, meaning in keys:
                grid.addWidget(Label(key, tone="accent"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(Label(meaning, wrap=True), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        self.area = scrolling(inner)
        self.add(self.area, stretch=1)
        self.setAccessibleDescription(
            "；".join(f"{key} {meaning}" for _t, keys in self._groups() for key, meaning in keys)
        )

    def _groups(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        return (
            (
                self.tr("记录"),
                (
                    (self.tr("回车"), self.tr("换段：问 → 答 → 问")),
                    (self.tr("Shift+回车"), self.tr("段内换行")),
                    ("Ctrl+1 2 3 4", self.tr("这一段是问、答、记、更正")),
                    ("Ctrl+J", self.tr("短码换成常用语；没有短码就列出来")),
                    ("Ctrl+M", self.tr("座谈会：这一段是谁说的")),
                    ("Ctrl+Shift+Del", self.tr("删去这一段")),
                    ("F7", self.tr("这一段是谁写的、谁改的")),
                ),
            ),
            (
                self.tr("必谈清单"),
                (
                    ("F2", self.tr("把这一段挂到选中的事项，再按一次取下")),
                    ("Alt+1 2 3 4 5", self.tr("有具体反映、一般评价、无反映、不了解、不愿谈")),
                    ("Alt+0", self.tr("取消回答类别")),
                    ("F3 / Shift+F3", self.tr("下一项、上一项未谈的")),
                    ("Alt+↑ / Alt+↓", self.tr("上一项、下一项")),
                    ("F4", self.tr("待核实什么，写完即列为核查任务")),
                    ("F6", self.tr("形成问题线索（只有组长和您能看到）")),
                    ("F5", self.tr("段落和事项之间来回")),
                    ("Ctrl+Z", self.tr("撤销上一次回答（光标不在段落里时）")),
                ),
            ),
            (
                self.tr("谈话"),
                (
                    ("F8", self.tr("已说明身份、目的、保密纪律")),
                    ("F9", self.tr("已宣读核对")),
                    ("F10", self.tr("手写记录扫描件、打字记录")),
                    ("Ctrl+Shift+M", self.tr("材料、签字页、录音")),
                    ("Ctrl+Shift+E", self.tr("结束谈话")),
                    ("Ctrl+Shift+S", self.tr("签字确认记录")),
                    ("Ctrl+P", self.tr("看谈话记录的公文，再按 Ctrl+S 存为 PDF")),
                    ("Esc", self.tr("回到记录")),
                    ("Alt+←", self.tr("回到名单")),
                    ("F1", self.tr("打开、收起这张表")),
                ),
            ),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
