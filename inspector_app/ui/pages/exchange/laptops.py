"""The team's laptops: whose work is here, how far, and what is missing of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.services.team_logs import Laptop
from inspector_app.ui.pages.exchange.words import moment
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Inset,
    Label,
    Pill,
    clear_layout,
    data_label,
    hbox,
    scrolling,
)


class Laptops(Card):
    """One line for each laptop; what is missing in plain words below."""

    def __init__(self, theme: Theme, title: str, between: str) -> None:
        super().__init__(title, gap=S3)
        self._theme = theme
        self._between = between
        self._shown: tuple[Laptop, ...] | None = None
        self.hint = Label(
            self.tr("每台电脑的工作汇总到组长电脑后，报告才是全组的。时间是各台电脑自己的钟。"),
            role="caption",
            wrap=True,
        )
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, S3, 0)
        self._list.setSpacing(S3)
        self.add(self.hint)
        self.add(scrolling(inner), stretch=1)

    def show_laptops(self, laptops: Sequence[Laptop]) -> None:
        """List *laptops*."""
        if self._shown == tuple(laptops):
            return
        self._shown = tuple(laptops)
        clear_layout(self._list)
        for laptop in laptops:
            self._list.addWidget(self._item(laptop))
        self._list.addStretch(1)

    def _item(self, laptop: Laptop) -> QWidget:
        item = Inset(gap=S2)
        whole = not laptop.gaps and not laptop.forks
        state = self.tr("✓ 齐全") if whole else self.tr("△ 不全")
        head = hbox(data_label(laptop.number, role="strong"), gap=S3)
        if laptop.here:
            head.addWidget(Pill(self._theme, self.tr("本机"), "accent"))
        head.addWidget(data_label(self._between.join(laptop.people)), 1)
        head.addWidget(Pill(self._theme, state, "ok" if whole else "warn"))
        item.body.addLayout(head)
        facts = [self.tr("%n 条", "", laptop.entries)]
        if laptop.last_at:
            facts.append(self.tr("最近一条 {time}").format(time=moment(laptop.last_at)))
        item.body.addLayout(hbox(data_label(" · ".join(facts), role="caption"), STRETCH))
        for words in self._troubles(laptop):
            label = Label(words, role="caption", tone="warn", wrap=True)
            item.body.addWidget(label)
        return item

    def _troubles(self, laptop: Laptop) -> list[str]:
        found = [
            self.tr("缺第 {first}–{last} 条：请这台电脑再做一份汇总包，装入后自动补齐。").format(
                first=gap.after + 1, last=gap.before - 1
            )
            for gap in laptop.gaps
        ]
        if laptop.forks:
            found.append(
                self.tr(
                    "第 {first} 条起有两个分支：任务文件夹被复制后两边都写过。两边的内容都保留着，"
                    "请只在一台电脑上继续用，另一份不要再打开。"
                ).format(first=laptop.forks[0])
            )
        return found
