"""Who must be talked to, by which rule, and who of them has no talk yet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission
from inspector_app.services.plan_settings import setting_rows
from inspector_app.services.who_must import Met, RuleStanding, Wanted, WhoMust, who_must
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    Bar,
    Card,
    EmptyState,
    Label,
    MissingItem,
    MissingList,
    Severity,
    hbox,
    make_button,
)

_PERSON = "person"
_TALK = "talk"


class WhoPanel(Card):
    """The list beside the calendar.

    Signals:
        person_chosen (str): plan a talk with this official.
        talk_chosen (str): show this talk.
        settings_wanted: change the rules.
    """

    person_chosen = Signal(str)
    talk_chosen = Signal(str)
    settings_wanted = Signal()

    def __init__(self, context: PageContext[OpenMission], words: Words) -> None:
        super().__init__("…", pad=14, gap=S2)
        self._context = context
        self._words = words
        self._found: WhoMust | None = None
        self.title.setText(self.tr("还要谈谁"))
        self.rules = make_button(self.tr("规则"), role="link", tip=self.tr("谁必须谈，依据什么"))
        self.rules.clicked.connect(self.settings_wanted)
        self.add_to_head(self.rules)
        self.summary = Label("", tone="dim", wrap=True)
        self.bar = Bar(context.theme)
        self.only_missing = QCheckBox(self.tr("只看还没有安排的"))
        self.only_missing.setChecked(True)
        self.only_missing.toggled.connect(self._show)
        self.list = MissingList(context.theme)
        self.list.setAccessibleName(self.tr("还要谈谁"))
        self.list.jumped.connect(self._on_chosen)
        self.nobody = EmptyState(
            context.theme,
            icon="users",
            title=self.tr("还没有名册"),
            text=self.tr("导入名册后，这里按规则列出要谈的人。"),
            action=self.tr("去导入名册"),
        )
        self.nobody.acted.connect(partial(context.navigate, "briefing", {"part": "roster"}))
        self.add(self.summary, self.bar)
        self.body.addLayout(hbox(self.only_missing, None))
        self.add(self.list, stretch=1)
        self.add(self.nobody, stretch=1)

    def refresh(self, talks: Sequence[Record] | None = None) -> None:
        """Derive the list anew; *talks* are all, if they were read already."""
        mission = self._context.services
        rows = setting_rows(mission.reader, self._context.wording)
        bases = {
            row.key.removeprefix("rule."): row.basis for row in rows if row.key.startswith("rule.")
        }
        self._labels = {
            row.key.removeprefix("rule."): row.label for row in rows if row.key.startswith("rule.")
        }
        self._found = who_must(mission.reader, mission.id, bases, talks=talks)
        self._show()

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        anybody = bool(found.rules)
        for widget in (self.summary, self.bar, self.only_missing, self.list):
            widget.setVisible(anybody)
        self.nobody.setVisible(not anybody)
        self.summary.setText(
            self.tr("应谈 {wanted} 人 · 已谈 {held} 人 · 未安排 {missing} 人").format(
                wanted=found.wanted, held=found.held, missing=found.missing
            )
        )
        self.bar.setAccessibleName(self.summary.text())
        share = found.held / found.wanted if found.wanted else 1.0
        self.bar.set_value(share, "ok" if found.held >= found.wanted else "accent")
        some = bool(found.missing) and self.only_missing.isChecked()
        rules = [rule for rule in found.rules if rule.missing or not some]
        self.list.set_items([item for rule in rules for item in self._of_rule(rule)])

    def _of_rule(self, standing: RuleStanding) -> list[MissingItem]:
        people = [
            one
            for one in standing.people
            if one.met is Met.MISSING or not self.only_missing.isChecked()
        ]
        done = not standing.missing
        if done and self.only_missing.isChecked():
            people = []
        severity: Severity = "done" if done else "blocking" if standing.rule.everybody else "due"
        label = self._labels[standing.rule.key]
        title = (
            self.tr("{label}：已排满").format(label=label)
            if done
            else self.tr("{label}：还差 {count} 人").format(label=label, count=standing.missing)
        )
        counts = self.tr("已谈 {held}、已排 {planned}，应谈 {wanted}").format(
            held=standing.held, planned=standing.planned, wanted=standing.wanted
        )
        head = MissingItem(title, f"{counts} · {standing.basis}", severity, "")
        return [head, *(self._person(one, standing) for one in people)]

    def _person(self, one: Wanted, standing: RuleStanding) -> MissingItem:
        name = one.official.text("name")
        office = one.official.text("office")
        title = " ".join(part for part in (name, office) if part)
        if one.met is not Met.MISSING:
            state = self._context.wording.text(f"talk_plan.met.{one.met.value}")
            severity: Severity = "done" if one.met is Met.HELD else "note"
            return MissingItem(title, state, severity, _TALK, (("talk", one.talks[0]),))
        if one.unsure:
            why = self._context.wording.text("talk_plan.reasons.unsure")
        elif standing.rule.everybody:
            why = self.tr("必谈，还没有安排")
        else:
            why = self.tr("可选：还差 {count} 人").format(count=standing.missing)
        severity = "blocking" if standing.rule.everybody else "note"
        return MissingItem(title, why, severity, _PERSON, (("official", one.official.id),))

    def _on_chosen(self, item: MissingItem) -> None:
        signal = self.person_chosen if item.page == _PERSON else self.talk_chosen
        signal.emit(item.target[0][1])
