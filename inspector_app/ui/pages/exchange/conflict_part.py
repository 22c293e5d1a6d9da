"""冲突: values that stand side by side, who wrote them when, and the decision with its reason."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record_type import Kind
from inspector_app.services.access import may_change
from inspector_app.services.answer_fields import answer_in_words
from inspector_app.services.conflicts import ConflictView, ValueView, decide, open_conflicts
from inspector_app.services.places import place_of
from inspector_app.services.value_words import field_label, record_name, value_text
from inspector_app.ui.pages.exchange.desk import ExchangeDesk
from inspector_app.ui.pages.exchange.words import moment
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    EmptyState,
    FormRow,
    GrowingTextEdit,
    Inset,
    Label,
    MissingItem,
    MissingList,
    clear_layout,
    data_label,
    hbox,
    make_button,
    mark_data,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.entry import TextEntry

_LIST_WIDTH = 340
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})


class ConflictPart(QWidget):
    """The list at the left, one conflict at the right."""

    def __init__(self, desk: ExchangeDesk) -> None:
        super().__init__()
        self._desk = desk
        self._conflicts: tuple[ConflictView, ...] = ()
        self._shown: ConflictView | None = None
        self._choices: list[tuple[QRadioButton, Json]] = []
        theme = desk.context.theme
        self.list_card = Card(self.tr("等待裁定的"), gap=S3)
        self.list = MissingList(theme)
        self.list.setAccessibleName(self.tr("冲突"))
        self.list_card.add(self.list, stretch=1)
        self.list_card.setFixedWidth(_LIST_WIDTH)
        self.none = EmptyState(
            theme,
            icon="check",
            title=self.tr("没有冲突"),
            text=self.tr(
                "两个人没看到对方写的、又写了同一处时，两种写法都会保留，列在这里由人裁定。"
            ),
        )
        self._none_card = Card()
        self._none_card.add(self.none, stretch=1)
        self.detail = Card(gap=S3)
        self.heading = data_label("", role="card")
        self.explanation = Label("", role="caption", wrap=True, data=True)
        self.jump_button = make_button(
            self.tr("去看这条记录"), role="link", theme=theme, icon="jump"
        )
        self._columns = QHBoxLayout()
        self._columns.setSpacing(S3)
        self._group = QButtonGroup(self)
        self.own = QRadioButton(self.tr("都不用，改写成："))
        self.own_text = GrowingTextEdit(
            name=self.tr("改写成"), placeholder=self.tr("把两种写法合成一种"), least_lines=3
        )
        self.own_text.setProperty("role", "")
        self.reason = TextEntry(placeholder=self.tr("为什么这样裁定，例如“已与当事人核对”"))
        mark_data(self.reason, itself_only=True)
        self.reason_row = FormRow(self.tr("理由"), self.reason, required=True)
        self.decide_button = make_button(self.tr("裁定这一处"), role="primary", tip="Ctrl+Enter")
        self.not_yours = Label(
            self.tr("按分工，这一处由组长或写它的人裁定。"), role="caption", tone="warn"
        )
        self._lay_out()
        self.list.jumped.connect(self._on_chosen)
        self.own.toggled.connect(self._on_own)
        self.own_text.typed.connect(self._on_own_typed)
        self.reason.textChanged.connect(self._show_ready)
        self.reason.returnPressed.connect(self._on_decide)
        self.decide_button.clicked.connect(self._on_decide)
        self.jump_button.clicked.connect(self._on_jump)

    def _lay_out(self) -> None:
        head = hbox(self.heading, self.jump_button, gap=S3)
        head.setStretch(0, 1)
        values = QWidget()
        values.setLayout(vbox(self._columns, self.own, self.own_text, None, gap=S3))
        self.detail.body.addLayout(head)
        self.detail.add(self.explanation)
        self.detail.add(scrolling(values), stretch=1)
        self.detail.add(self.reason_row, self.not_yours)
        self.detail.body.addLayout(hbox(self.decide_button, STRETCH))
        row = hbox(self.list_card, self._none_card, self.detail, gap=S4)
        row.setStretch(1, 1)
        row.setStretch(2, 1)
        self.setLayout(row)
        self.setContentsMargins(0, S3, 0, 0)

    @property
    def count(self) -> int:
        """How many conflicts wait."""
        return len(self._conflicts)

    @property
    def choices(self) -> tuple[QRadioButton, ...]:
        """The values to choose from, in their order."""
        return tuple(button for button, _value in self._choices)

    # --- showing ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read anew what waits for a decision."""
        self._conflicts = tuple(open_conflicts(self._desk.mission.reader))
        self.list.set_items([self._item(one) for one in self._conflicts])
        there = bool(self._conflicts)
        for widget in (self.list_card, self.detail):
            widget.setVisible(there)
        self._none_card.setVisible(not there)
        if not there:
            self._shown = None
            return
        same = [one for one in self._conflicts if self._is_shown(one)]
        wanted = same[0] if same else self._conflicts[0]
        if wanted != self._shown:
            self._show(wanted)

    def _is_shown(self, one: ConflictView) -> bool:
        shown = self._shown
        return shown is not None and (
            (one.record_type, one.record_id, one.field)
            == (shown.record_type, shown.record_id, shown.field)
        )

    def _item(self, one: ConflictView) -> MissingItem:
        between = self._desk.context.wording.text("values.between")
        people = between.join(dict.fromkeys(value.author_name for value in one.values))
        caption = self.tr("{count} 种写法 · {people}").format(count=len(one.values), people=people)
        place = (("record", one.record_id), ("field", one.field))
        return MissingItem(self._title(one), caption, "blocking", "exchange", place)

    def _title(self, one: ConflictView) -> str:
        mission, wording = self._desk.mission, self._desk.context.wording
        name = record_name(mission.reader, one.record_type, one.record_id)
        label = wording.text(f"records.{one.record_type}.label")
        record = (one.record_type, one.record_id)
        answer = answer_in_words(mission, wording.language, record, one.field)
        field = field_label(mission.checklist, wording, one.record_type, one.field)
        field = answer[0] if answer is not None else field
        return f"{label} {name} · {field}"

    def _show(self, one: ConflictView) -> None:
        reader, me = self._desk.mission.reader, self._desk.mission.me
        self._shown = one
        self.heading.setText(self._title(one))
        self.explanation.setText(
            self.tr(
                "这几种写法的作者当时都没有看到对方写的。时间是各自电脑的钟，只供参考。"
                "裁定以后，各台电脑汇总时都按这个。"
            )
        )
        for button, _value in self._choices:
            self._group.removeButton(button)
        clear_layout(self._columns)
        self._choices = []
        for value in one.values:
            self._columns.addWidget(self._value(one, value), 1)
        declared = reader.types.get(one.record_type)
        field = declared.field(one.field) if declared else None
        free = field is not None and field.kind in _TEXTS
        self.own.setVisible(free)
        self.own.setChecked(False)
        self.own_text.setVisible(free)
        self.own_text.set_text("")
        self._group.addButton(self.own)
        self.reason.setText("")
        record = reader.get(one.record_type, one.record_id)
        mine = record is not None and may_change(reader, me, record)
        self.not_yours.setVisible(not mine)
        for widget in (self.reason, self.own, self.own_text, *self.choices):
            widget.setEnabled(mine)
        self._show_ready()

    def _value(self, one: ConflictView, value: ValueView) -> QWidget:
        wording = self._desk.context.wording
        reader, record = self._desk.mission.reader, (one.record_type, one.record_id)
        answer = answer_in_words(
            self._desk.mission, wording.language, record, one.field, value.value
        )
        words = value_text(reader, wording, one.record_type, one.field, value.value)
        words = answer[1] if answer is not None else words
        provisional = value.value == one.shown
        box = Inset("neutral", gap=S2)
        button = QRadioButton(value.author_name or self.tr("（不认识的人）"))
        mark_data(button)
        button.setAccessibleDescription(words)
        button.toggled.connect(self._show_ready)
        self._group.addButton(button)
        self._choices.append((button, value.value))
        caption = moment(value.at)
        if provisional:
            caption += self.tr(" · 现在各处显示的是这一种")
        box.body.addWidget(button)
        box.body.addWidget(data_label(caption, role="caption", wrap=True))
        text = data_label(words or self.tr("（空）"), role="record", wrap=True)
        box.body.addWidget(text)
        box.body.addStretch(1)
        return box

    def _on_chosen(self, item: MissingItem) -> None:
        at = self.list.items.index(item)
        if at < len(self._conflicts):
            self._show(self._conflicts[at])
            (self.choices[0] if self.choices else self.reason).setFocus()

    def _on_jump(self) -> None:
        if self._shown is not None:
            page, target = place_of(
                self._desk.mission.reader, self._shown.record_type, self._shown.record_id
            )
            self._desk.context.navigate(page, target)

    # --- deciding -----------------------------------------------------------------------

    def _on_own(self, chosen: bool) -> None:
        if chosen and not self.own_text.toPlainText() and self._shown is not None:
            shown = self._shown.shown
            self.own_text.set_text(shown if isinstance(shown, str) else "")
        self._show_ready()

    def _on_own_typed(self, _text: str) -> None:
        self.own.setChecked(True)
        self._show_ready()

    def _decision(self) -> tuple[bool, Json]:
        """Return whether something was chosen, and what."""
        if self.own.isChecked():
            text = self.own_text.toPlainText().strip()
            return bool(text), text
        for button, value in self._choices:
            if button.isChecked():
                return True, value
        return False, None

    def _show_ready(self) -> None:
        chosen, _value = self._decision()
        reason = bool(self.reason.text().strip())
        self.decide_button.setEnabled(chosen and reason and self.reason.isEnabled())

    def _on_decide(self) -> None:
        one, (chosen, value) = self._shown, self._decision()
        if one is None or not chosen or not self.decide_button.isEnabled():
            return
        self.decide_button.setEnabled(False)
        self._desk.context.tasks.store(
            partial(
                decide,
                self._desk.mission,
                one.record_type,
                one.record_id,
                one.field,
                value,
                reason=self.reason.text(),
                heads=one.heads,
            ),
            done=self._on_decided,
            failed=self._on_failed,
            owner=self,
        )

    def _on_decided(self, _changes: Changes) -> None:
        left = self.count
        words = self.tr("已裁定。") + (
            self.tr("还有 {count} 处。").format(count=left) if left else self.tr("没有冲突了。")
        )
        self._desk.say(words)

    def _on_failed(self, error: Exception) -> None:
        self._desk.tell(error)
        self._shown = None
        self.refresh()
