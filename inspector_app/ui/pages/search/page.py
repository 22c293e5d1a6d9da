"""The search page: reached by Ctrl+K, shows hits as jumps."""

from PySide6.QtWidgets import QSizePolicy

from inspector_app.domain.changes import Changes
from inspector_app.services.mission import OpenMission
from inspector_app.services.places import place_of
from inspector_app.services.value_words import record_name
from inspector_app.store.search import Hit, search
from inspector_app.ui.page import Page, PageContext, Target
from inspector_app.ui.theme.metrics import S4, S5
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    Label,
    MissingItem,
    MissingList,
    PageHeader,
    SearchBox,
    vbox,
)

MOST = 200
_LEAST_HEIGHT = 160


class SearchPage(Page[OpenMission]):
    """Finds words in everything this user may read, restricted records included."""

    key = "search"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        theme = context.theme
        self._query = ""
        self.header = PageHeader(self.tr("搜索"))
        self.box = SearchBox(
            theme, self.tr("输入要找的词，空格隔开几个词"), name=self.tr("搜索整个任务")
        )
        self.hits = MissingList(theme)
        self.hits.setAccessibleName(self.tr("搜索结果"))
        self.hits.setMinimumHeight(_LEAST_HEIGHT)
        self.hits.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.count = Label("", tone="dim")
        self.begin = EmptyState(
            theme,
            icon="search",
            title=self.tr("在整个任务里找"),
            text=self.tr(
                "谈话、情况通报、材料、底稿、报告里的字都能找到，只限您有权看的。Ctrl+K 回到这里。"
            ),
        )
        self.empty = EmptyState(
            theme,
            icon="search",
            title=self.tr("没有找到"),
            text=self.tr("换一个词试试；一两个字也可以找。刚写的内容几秒后才能找到。"),
        )
        card = Card()
        card.add(self.count)
        for widget in (self.hits, self.begin, self.empty):
            card.add(widget, stretch=1)
        page = vbox(self.header, self.box, gap=S4)
        page.addWidget(card, 1)
        page.setContentsMargins(S5, S4, S5, S4)
        self.setLayout(page)
        self.box.searched.connect(self._on_searched)
        self.hits.jumped.connect(self._on_jumped)

    def refresh(self, changes: Changes | None) -> None:  # noqa: ARG002 - a search sees all
        """Search again: what was found may have changed."""
        self._show(search(self.context.services.reader, self._query, MOST) if self._query else [])

    def go_to(self, target: Target) -> None:
        """Search for the target's ``query``."""
        query = target.get("query", "")
        if query and not self.box.hasFocus():
            self.box.setText(query)
        self._on_searched(query)

    def where(self) -> Target:
        """Return the search that is shown."""
        return {"query": self._query} if self._query else {}

    def _on_searched(self, query: str) -> None:
        self._query = query.strip()
        self.refresh(None)

    def _show(self, hits: list[Hit]) -> None:
        items = [self._item(hit) for hit in hits]
        self.hits.set_items(items)
        self.hits.setVisible(bool(items))
        self.begin.setVisible(not self._query)
        self.empty.setVisible(bool(self._query) and not items)
        self.count.setVisible(bool(items))
        most = len(items) >= MOST
        text = self.tr("先列出 {count} 条，加词可以缩小范围") if most else self.tr("{count} 条")
        self.count.setText(text.format(count=len(items)))

    def _item(self, hit: Hit) -> MissingItem:
        reader = self.context.services.reader
        page, target = place_of(reader, hit.record_type, hit.record_id)
        label = self.context.wording.text(f"records.{hit.record_type}.label")
        name = record_name(reader, *list(target.items())[-1])
        caption = f"{label} · {name}" if name else label
        return MissingItem(hit.excerpt, caption, "note", page, tuple(target.items()))

    def _on_jumped(self, item: MissingItem) -> None:
        self.context.navigate(item.page, dict(item.target))
