"""The organs: the list at the left, the one chosen at the right, to read and to write."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QStackedWidget, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Organ
from inspector_app.services.briefing import (
    organ_of,
    record_briefing,
    remove_briefing,
    standing,
    usual_name,
)
from inspector_app.services.results import Created
from inspector_app.ui.page import Target
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.organ_basis import OrganBasis
from inspector_app.ui.pages.briefing.organ_form import OrganForm
from inspector_app.ui.pages.briefing.organ_items import OrganItems
from inspector_app.ui.pages.briefing.organ_list import OrganLine, OrganList
from inspector_app.ui.pages.briefing.readers import ReadersStrip
from inspector_app.ui.pages.briefing.words import STANDING_TONES, Words, standing_words
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    Pill,
    data_label,
    hbox,
    icon_button,
    make_button,
    scrolling,
    vbox,
)

_LEFT = (216, 288)


class OrgansPart(QWidget):
    """Who was asked, what came back, item by item, and who has read it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        theme = desk.context.theme
        self._key = ""
        self._briefings: dict[str, Record] = {}
        self.organs = OrganList(theme, name=self.tr("向谁了解"), choosing=True)
        self.add = make_button(self.tr("加一个单位"), theme=theme, icon="add")
        self.basis = OrganBasis(desk)
        self.form = OrganForm(desk)
        self.items = OrganItems(desk)
        self.readers = ReadersStrip(desk)
        self.title = data_label(role="card")
        self.standing = Pill(theme)
        self.remove = icon_button(theme, "trash", self.tr("移除这个单位"))
        self._menu = self._organ_menu()
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            theme,
            icon="briefing",
            title=self.tr("还没有向这个单位了解情况"),
            text=self.tr(
                "发出了解情况函后在这里登记：函号、期限、答复日期，再逐项登记答复的情况。"
            ),
            action=self.tr("登记"),
        )
        self._lay_out()
        self.organs.chosen.connect(self.show_organ)
        self.organs.opened.connect(self._on_opened)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self._empty.acted.connect(self._on_begin)

    def _lay_out(self) -> None:
        left = Card(gap=S3, pad=S3)
        left.setMinimumWidth(_LEFT[0])
        left.setMaximumWidth(_LEFT[1])
        left.add(self.organs, stretch=1)
        left.add(self.add)
        detail = QWidget()
        edges = [QFrame(), QFrame()]
        for edge in edges:
            edge.setProperty("role", "separator")
        content = vbox(self.form, edges[0], self.items, edges[1], self.readers, gap=S4)
        content.addStretch(1)
        content.setContentsMargins(0, 0, S3, 0)
        inner = QWidget()
        inner.setLayout(content)
        self._area: QScrollArea = scrolling(inner)
        column = vbox(self._area, gap=0)
        detail.setLayout(column)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(detail)
        right = Card()
        right.body.addLayout(hbox(self.title, self.standing, None, self.remove, gap=S2))
        right.add(self.basis)
        right.add(self._stack, stretch=1)
        row = hbox(gap=S4)
        row.addWidget(left, 1)
        row.addWidget(right, 3)
        self.setLayout(row)

    def _organ_menu(self) -> QMenu:
        menu = QMenu(self)
        for organ in Organ:
            action = menu.addAction(self._words.own_name(organ))
            action.setData(organ.value)
        menu.triggered.connect(lambda action: self._begin(Organ(action.data())))
        return menu

    # --- showing ------------------------------------------------------------------------

    def show_organs(self, lines: Sequence[OrganLine], briefings: Sequence[Record]) -> None:
        """List the organs and show the current one anew."""
        self._briefings = {one.id: one for one in briefings}
        self.organs.set_lines(lines)
        keys = [line.key for line in lines]
        if self._key not in keys:
            # The organ that was empty may just have been begun.
            begun = [k for k, one in self._briefings.items() if one.text("organ") == self._key]
            self._key = begun[0] if begun else keys[0] if keys else ""
        if self._key:
            self.organs.set_current(self._key)
        self._show_current()

    def show_organ(self, key: str) -> None:
        """Show the organ *key*: a briefing's id, or an organ that was not asked yet."""
        if key == self._key:
            return
        self._desk.texts.commit()
        self._key = key
        self._area.verticalScrollBar().setValue(0)
        self._show_current()

    def go_to(self, target: Target) -> None:
        """Show the organ, the person and the item of *target*, as far as they are there."""
        keys = {line.key for line in self.organs.lines}
        wanted = target.get("briefing", "")
        if wanted not in keys and target.get("organ"):
            organ = target["organ"]
            own = [k for k, one in self._briefings.items() if one.text("organ") == organ]
            wanted = own[0] if own else organ
        if wanted in keys:
            self.organs.set_current(wanted)
            self.show_organ(wanted)
        if target.get("official"):
            self.items.show_person(target["official"])
        row = self.items.go_to(
            item=target.get("briefing_item", ""),
            head=target.get("head", ""),
            theme=target.get("theme", ""),
        )
        if row is not None:
            self._area.ensureWidgetVisible(row, 0, 60)

    def where(self) -> Target:
        """Return what leads back to the organ shown."""
        return {"briefing": self._key} if self._key in self._briefings else {"organ": self._key}

    def _show_current(self) -> None:
        briefing = self._briefings.get(self._key)
        self._stack.setCurrentIndex(1 if briefing is not None else 0)
        for widget in (self.standing, self.remove):
            widget.setVisible(briefing is not None)
        known = bool(self._key)
        self.title.setVisible(known)
        self.basis.setVisible(known)
        if briefing is None:
            if known:
                self.title.setText(self._words.own_name(Organ(self._key)))
                self.basis.show_organ(Organ(self._key))
            return
        self.basis.show_organ(organ_of(briefing))
        today = self._desk.mission.today()
        self.title.setText(self._words.organ_title(briefing))
        how, _ = standing(briefing, today)
        self.standing.set_state(standing_words(briefing, today), STANDING_TONES[how])
        self.form.show_briefing(briefing)
        self.items.show_briefing(briefing)
        self.readers.show_briefing(briefing)
        self._desk.looked_at("briefing", briefing.id)

    # --- writing ------------------------------------------------------------------------

    def _on_opened(self, key: str) -> None:
        self.show_organ(key)
        if key in self._briefings:
            self.form.texts["letter_number"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        self._menu.popup(self.add.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def _on_begin(self) -> None:
        self._begin(Organ(self._key) if self._key in list(Organ) else Organ.OTHER)

    def _begin(self, organ: Organ) -> None:
        mission = self._desk.mission
        name = usual_name(mission.reader, organ)
        self._desk.write(
            self.tr("已登记{organ}").format(organ=name),
            lambda entry: record_briefing(mission, organ=organ, organ_name=name, entry=entry),
            done=self._on_begun,
        )

    def _on_begun(self, made: Created) -> None:
        self.organs.set_current(made.id)
        self.show_organ(made.id)
        self.form.texts["letter_number"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        briefing, mission = self._briefings.get(self._key), self._desk.mission
        if briefing is None:
            return
        self._desk.texts.commit()
        self._desk.write(
            self.tr("已移除{organ}").format(organ=self._words.organ_title(briefing)),
            lambda entry: remove_briefing(mission, briefing.id, entry=entry),
            tell=True,
        )
