"""Adding somebody to the team: a passphrase of his own, and a recovery code for the envelope."""

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.vocabulary import Role
from inspector_app.services.mission import role_of
from inspector_app.services.team import GIVEN_ROLES, NewMember, admit, note_recovery
from inspector_app.ui.page import Notice
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    FormRow,
    Inset,
    Label,
    PasswordRow,
    TextEntry,
    data_label,
    hbox,
    make_button,
    vbox,
)

#: Errors that belong to the name, the others to the passphrase.
_NAME_ERRORS = ("team.no_name", "team.same_name")


class NewMemberCard(Card):
    """Name, role and a passphrase typed twice by its owner; then the code, shown once.

    Signals:
        unfolded: there is more to see of the card now.
    """

    unfolded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self.title.setText(self.tr("加入组员"))
        self.body.insertLayout(0, self.head)
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._made: NewMember | None = None
        self._number = 1
        theme = desk.context.theme
        self.begin = make_button(self.tr("加入组员…"), theme=theme, icon="add")
        self.add_to_head(self.begin)
        self.hint = Label("", tone="dim", wrap=True)
        self.name = TextEntry()
        self.role = QComboBox()
        for role in reversed(GIVEN_ROLES):
            self.role.addItem(self._words.role(role), role.value)
        self.post = TextEntry(placeholder=self.tr("如：谈话外调"))
        self.first = PasswordRow(theme, self.tr("口令"))
        self.second = PasswordRow(theme, self.tr("再输一次"))
        self.join = make_button(self.tr("加入"), role="primary")
        self.cancel = make_button(self.tr("取消"))
        self.bar = Bar(theme)
        self.bar.setAccessibleName(self.tr("正在生成钥匙"))
        self.code = data_label("", role="card", wrap=True)
        self.typed = QLineEdit()
        self.noted = make_button(self.tr("已抄好"), role="primary")
        self._form = self._lay_out_form()
        self._paper = self._lay_out_code()
        self.add(self.hint, self._form, self._paper)
        self.begin.clicked.connect(self._on_begin)
        self.cancel.clicked.connect(self._on_cancel)
        self.join.clicked.connect(self._on_join)
        self.noted.clicked.connect(self._on_noted)
        self.typed.returnPressed.connect(self._on_noted)
        self.second.edit.returnPressed.connect(self._on_join)
        self._show(form=False)

    def _lay_out_form(self) -> QWidget:
        self.name_row = FormRow(self.tr("姓名"), self.name, required=True)
        role_row = FormRow(self._words.field("user", "role"), self.role)
        post_row = FormRow(self._words.field("user", "post"), self.post)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S3)
        top = Qt.AlignmentFlag.AlignTop
        for place, row in enumerate((self.name_row, role_row, post_row, self.first, self.second)):
            grid.addWidget(row, place // 3, place % 3, top)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        page = vbox(gap=S3)
        page.addLayout(grid)
        page.addLayout(hbox(self.join, self.cancel, self.bar, STRETCH, gap=S3))
        self.bar.setFixedWidth(140)
        form = QWidget()
        form.setLayout(page)
        return form

    def _lay_out_code(self) -> QWidget:
        self.code_title = Label("", role="strong", wrap=True, data=True)
        self.typed_row = FormRow(self.tr("核对"), self.typed)
        inset = Inset("accent", gap=S3)
        warning = Label(
            self.tr(
                "请本人抄在纸上、装进信封封存，与电脑分开保管。忘记口令时只能用它打开；离开这里就不再显示。"
            ),
            tone="dim",
            wrap=True,
        )
        inset.body.addWidget(self.code_title)
        inset.body.addWidget(self.code)
        inset.body.addWidget(warning)
        inset.body.addWidget(self.typed_row)
        inset.body.addLayout(hbox(self.noted, STRETCH))
        return inset

    def refresh(self) -> None:
        """Offer it to the leader only."""
        mission = self._desk.mission
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self.begin.setEnabled(leader)
        if leader:
            text = self.tr("请新组员本人在这台电脑上设口令；加入后用自己的口令打开任务、签字。")
        else:
            text = self.tr("只有组长可以加入组员。请组长在本机切换用户后操作。")
        self.hint.setText(text)

    def forget(self) -> None:
        """Forget what was typed, and the code."""
        self._made = None
        self.code.setText("")
        self.typed.clear()
        for row in (self.first, self.second):
            row.edit.reset()
            row.set_error("")
        self.name.clear()
        self.name_row.set_error("")
        self.post.clear()

    def _show(self, *, form: bool, code: bool = False) -> None:
        self._form.setVisible(form)
        self._paper.setVisible(code)
        self.begin.setVisible(not form and not code)
        self._set_busy(busy=False)
        if form or code:
            self.unfolded.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.bar.set_busy(busy=busy)
        for widget in (self.join, self.cancel, self.name, self.role, self.post):
            widget.setEnabled(not busy)
        for row in (self.first, self.second):
            row.edit.setEnabled(not busy)

    def _on_begin(self) -> None:
        self.forget()
        self._show(form=True)
        self.name.setFocus()

    def _on_cancel(self) -> None:
        self.forget()
        self._show(form=False)
        self.begin.setFocus()

    def _on_join(self) -> None:
        name, passphrase = self.name.text().strip(), self.first.edit.text()
        self.name_row.set_error("" if name else self.tr("请填写姓名。"))
        same = passphrase == self.second.edit.text()
        self.second.set_error("" if same else self.tr("两次输入的口令不一样。"))
        if not name or not same:
            return
        mission = self._desk.mission
        role, post = Role(str(self.role.currentData())), self.post.text()
        self._set_busy(busy=True)
        self._desk.write(
            self.tr("加入{name}").format(name=name),
            lambda _entry: admit(mission, name=name, role=role, passphrase=passphrase, post=post),
            done=self._on_joined,
            failed=self._on_refused,
            final=True,
        )

    def _on_joined(self, made: NewMember) -> None:
        self.forget()
        self._made = made
        self._number = 1 + secrets.randbelow(len(made.groups))
        self.code_title.setText(self.tr("{name}的恢复码，只显示这一次：").format(name=made.name))
        self.code.setText("   ".join(made.groups))
        self.typed_row.set_error("")
        self.typed.setPlaceholderText(
            self.tr("看着抄好的纸，输入第 {number} 组").format(number=self._number)
        )
        self._show(form=False, code=True)
        self.typed.setFocus()

    def _on_refused(self, error: KnownError) -> None:
        self._set_busy(busy=False)
        text = self._desk.context.wording.error(error)
        row = self.name_row if error.code in _NAME_ERRORS else self.first
        row.set_error(text)
        row.field.setFocus()

    def _on_noted(self) -> None:
        if self._made is None:
            return
        if not self._made.noted(self._number, self.typed.text()):
            self.typed_row.set_error(self.tr("与显示的不一样，请对照后重输。"))
            return
        mission, name, user = self._desk.mission, self._made.name, self._made.user
        self.forget()
        self._desk.context.tasks.store(lambda: note_recovery(mission, user), owner=self._desk.page)
        self._show(form=False)
        words = self.tr("{name}已加入，可以在解锁页用自己的口令打开。").format(name=name)
        self._desk.context.notify(Notice(words, "ok"))
        self.begin.setFocus()
