"""移交: what stands before a delivery, making it, and what headquarters said."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.missing import blocking
from inspector_app.domain.vocabulary import Role
from inspector_app.services.delivery import (
    DeliveryMade,
    delivery_missing,
    make_delivery,
    suggested_name,
)
from inspector_app.services.delivery_contents import absent_evidence
from inspector_app.services.delivery_papers import ToPrint, papers_to_deliver, print_papers
from inspector_app.services.mission import mission_record, role_of
from inspector_app.services.receipts import deliveries
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.headquarters import HeadquartersCard
from inspector_app.ui.pages.common.paper_export import PaperFonts
from inspector_app.ui.pages.evidence.words import size_words
from inspector_app.ui.pages.exchange.deliveries import Deliveries
from inspector_app.ui.pages.exchange.desk import ExchangeDesk
from inspector_app.ui.pages.missing_items import missing_item
from inspector_app.ui.tasks import Lane, Progress
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Label,
    MissingItem,
    MissingList,
    Pill,
    hbox,
    make_button,
    scrolling,
    vbox,
)


class DeliveryPart(QWidget):
    """At the left what it takes to deliver, at the right what was delivered."""

    def __init__(self, desk: ExchangeDesk) -> None:
        super().__init__()
        self._desk = desk
        self._fonts = PaperFonts()
        context = desk.context
        theme = context.theme
        self.ready = Card(self.tr("移交前还差什么"))
        self.state = Pill(theme)
        self.ready.add_to_head(self.state)
        self.missing = MissingList(theme)
        self.contents = Label("", role="caption", wrap=True, data=True)
        self.make_button = make_button(
            self.tr("制作移交包…"), role="primary", theme=theme, icon="archive"
        )
        self.leader_only = Label(self.tr("移交由组长做。"), role="caption")
        self.ready.add(self.missing, self.contents)
        self.ready.body.addLayout(hbox(self.make_button, self.leader_only, STRETCH))
        self.headquarters = HeadquartersCard(Desk(context, self, desk.confirm))
        self.deliveries = Deliveries(theme, context.wording, self.tr("移交和回执"))
        side = QWidget()
        side.setLayout(vbox(self.ready, self.headquarters, None, gap=S4))
        self._area = scrolling(side)
        row = hbox(self._area, self.deliveries, gap=S4)
        row.setStretch(0, 46)
        row.setStretch(1, 54)
        self.setLayout(row)
        self.missing.jumped.connect(self._on_jumped)
        self.make_button.clicked.connect(self._on_make)
        self.setContentsMargins(0, S3, 0, 0)

    def refresh(self) -> None:
        """Read anew what is missing and what was delivered."""
        mission = self._desk.mission
        reader = mission.reader
        standing = delivery_missing(reader, mission.id)
        standing += absent_evidence(mission, reader=reader)
        wording = self._desk.context.wording
        self.missing.set_items([missing_item(one, wording) for one in standing])
        self.missing.setVisible(bool(standing))
        self.missing.setFixedHeight(min(300, self.missing.sizeHint().height()))
        blocked = blocking(standing)
        leader = role_of(reader, mission.me) is Role.LEADER
        if blocked:
            self.state.set_state(self.tr("▲ 还差 {count} 项").format(count=len(blocked)), "mark")
        else:
            self.state.set_state(self.tr("✓ 可以移交"), "ok")
        self.make_button.setVisible(leader)
        self.make_button.setEnabled(not blocked and not self._desk.busy)
        self.leader_only.setVisible(not leader)
        self._show_contents()
        self.headquarters.refresh()
        self.deliveries.show_rows(deliveries(reader, mission.id))

    def _show_contents(self) -> None:
        reader = self._desk.mission.reader
        evidence = reader.find("evidence")
        size = sum(one.number("size") or 0 for one in evidence)
        office = mission_record(reader, self._desk.mission.id).text("hq_name")
        words = self.tr(
            "装入：报告、与一把手谈话报告、已审签的底稿（PDF），证据 {count} 件（{size}），"
            "全部工作日志和查阅记录。签名并加密，只有 {office} 和您打得开。"
        )
        self.contents.setText(
            words.format(
                count=len(evidence), size=size_words(size), office=office or self.tr("办公室")
            )
        )

    # --- making -------------------------------------------------------------------------

    def _on_make(self) -> None:
        mission = self._desk.mission
        self._desk.asker.save(self.tr("制作移交包"), suggested_name(mission), self._on_place)

    def _on_place(self, places: list[Path]) -> None:
        if not places or self._desk.busy:
            return
        try:
            papers = papers_to_deliver(self._desk.mission)
        except KnownError as error:
            self._desk.context.notify(error)
            return
        self.make_button.setEnabled(False)
        self._desk.run(
            self.tr("正在打印文书"),
            Lane.WORK,
            partial(self._print, papers),
            partial(self._pack, places[0]),
            failed=self.refresh,
        )

    def _print(self, papers: list[ToPrint], progress: Progress) -> dict[str, bytes]:
        return print_papers(papers, self._fonts.get(), progress=progress)

    def _pack(self, place: Path, papers: dict[str, bytes]) -> None:
        mission = self._desk.mission
        self._desk.run(
            self.tr("正在签名、加密、写入 {name}").format(name=place.name),
            Lane.STORE,
            lambda progress: make_delivery(mission, place, papers=papers, progress=progress),
            self._on_made,
            failed=self.refresh,
        )

    def _on_made(self, made: DeliveryMade) -> None:
        self.refresh()
        words = self.tr("移交包已做好：{path}（{files} 个文件，{size}）。请交给办公室，等回执。")
        self._desk.say(
            words.format(
                path=str(made.path),
                files=len(made.info.manifest.files),
                size=size_words(made.info.size),
            )
        )

    def _on_jumped(self, item: MissingItem) -> None:
        if item.page != "exchange" or item.target:
            self._desk.context.navigate(item.page, dict(item.target))
            return
        card = self.headquarters
        wanted = (card.take_card, card.confirm, card.request)
        button = next((one for one in wanted if one.isVisibleTo(card)), None)
        if button is not None:
            self._area.ensureWidgetVisible(button)
            button.setFocus()
