"""The entry check line by line: green, where to mend it, or the leader's reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.missing import Severity
from inspector_app.domain.vocabulary import Role
from inspector_app.services.entry_check import Check, check_text, give_reason, ready
from inspector_app.services.inquiry import entry_certificate_printable
from inspector_app.services.mission import role_of
from inspector_app.services.paper_words import Printable
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.paper_view import ShownPaper
from inspector_app.ui.pages.common.paper_export import ExportedPaper
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    Label,
    Pill,
    TextEntry,
    hbox,
    make_button,
    mark_data,
    scrolling,
    set_read_only,
    vbox,
)
from inspector_app.ui.widgets.labels import LabelTone

_SIGN_WIDTH = 20


class CheckLine(QWidget):
    """One line of the check.

    Signals:
        wanted: lead to where it is mended.
        reasoned (str): the leader wrote why the team may enter all the same.
    """

    wanted = Signal()
    reasoned = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._wording = desk.context.wording
        self.check: Check | None = None
        self.sign = Label("")
        self.sign.setFixedWidth(_SIGN_WIDTH)
        self.words = Label("", wrap=True, data=True)
        self.mend = make_button(self.tr("去处理"), role="link")
        self.reason = TextEntry(placeholder=self.tr("暂不具备而仍要进驻的，写明理由"))
        mark_data(self.reason, itself_only=True)
        self.reason.setAccessibleName(self.tr("组长说明"))
        self.error = Label("", role="caption", tone="mark", wrap=True)
        head = hbox(self.sign, self.words, self.mend, gap=S2)
        head.setStretch(1, 1)
        below = hbox(_SIGN_WIDTH + S2, self.reason, gap=0)
        below.setStretch(1, 1)
        self.setLayout(vbox(head, below, self.error, gap=S2))
        self.mend.clicked.connect(self.wanted)
        self.reason.left.connect(self._on_left)

    def show_check(self, check: Check, *, leader: bool) -> None:
        """Show *check*; the leader alone writes reasons."""
        other = self.check is None or self.check.key != check.key
        self.check = check
        sign, tone = _look(check)
        self.sign.setText(sign)
        self.sign.set_tone(tone)
        self.words.setText(check_text(check, self._wording))
        self.mend.setVisible(bool(check.page) and not check.done)
        self.mend.setAccessibleName(f"{self.mend.text()} {self.words.text()}")
        if other and self.reason.hasFocus():
            self.reason.clearFocus()
        self.reason.set_text(check.reason)
        set_read_only(self.reason, read_only=not leader)
        self.show_error("")
        wanted = not check.done and check.severity is not Severity.NOTE
        self.reason.setVisible(wanted and (leader or bool(check.reason)))

    def show_error(self, text: str) -> None:
        """Say why a reason was not taken."""
        self.error.setText(f"▲ {text}" if text else "")
        self.error.setVisible(bool(text))

    def _on_left(self) -> None:
        text = " ".join(self.reason.text().split())
        if self.check is not None and text != self.check.reason:
            self.reasoned.emit(text)


def _look(check: Check) -> tuple[str, LabelTone]:
    if check.done:
        return "✓", "ok"
    if check.reason:
        return "△", "warn"
    return ("○", "dim") if check.severity is Severity.NOTE else ("▲", "mark")


class CheckPart(QWidget):
    """All lines, what is open first, and the certificate.

    Signals:
        jumped (str, object): the page and the `Target` where a line is mended.
    """

    jumped = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._checks: tuple[Check, ...] = ()
        theme = desk.context.theme
        self.state = Pill(theme)
        self.hint = Label("", tone="dim", wrap=True)
        self.certificate = make_button(self.tr("进驻核对表…"), theme=theme, icon="report")
        self.lines: list[CheckLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(S3)
        inner = QWidget()
        content = vbox(self._column, gap=0)
        content.addStretch(1)
        content.setContentsMargins(0, 0, S3, 0)
        inner.setLayout(content)
        card = Card(gap=S3)
        head = hbox(Label(self.tr("进驻核对"), role="card"), self.state, self.hint, gap=S3)
        head.setStretch(2, 1)
        head.addWidget(self.certificate)
        card.body.addLayout(head)
        card.add(scrolling(inner), stretch=1)
        page = vbox(gap=0)
        page.addWidget(card, 1)
        self.setLayout(page)
        self.certificate.clicked.connect(self._on_certificate)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show *checks*, what stands in the way first."""
        mission = self._desk.mission
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self._checks = tuple(checks)
        ordered = sorted(checks, key=_place)
        self._fit(len(ordered))
        for line, check in zip(self.lines, ordered, strict=True):
            line.show_check(check, leader=leader)
        left = sum(check.open for check in checks)
        if ready(checks):
            self.state.set_state(self.tr("✓ 可以进驻"), "ok")
            reasoned = any(check.reason for check in checks)
            hint = self.tr("有说明的事项会写进核对表。") if reasoned else ""
        else:
            self.state.set_state(self.tr("▲ 还差 {count} 项").format(count=left), "mark")
            hint = self.tr("逐项办妥；办不妥的由组长写明理由，写进核对表。")
        self.hint.setText(hint)

    def _fit(self, count: int) -> None:
        while len(self.lines) > count:
            gone = self.lines.pop()
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        while len(self.lines) < count:
            line = CheckLine(self._desk)
            line.wanted.connect(partial(self._on_wanted, line))
            line.reasoned.connect(partial(self._on_reasoned, line))
            self.lines.append(line)
            self._column.addWidget(line)

    def _on_wanted(self, line: CheckLine) -> None:
        if line.check is not None:
            self.jumped.emit(line.check.page, dict(line.check.target))

    def _on_reasoned(self, line: CheckLine, reason: str) -> None:
        check, mission = line.check, self._desk.mission
        if check is None:
            return
        self._desk.write(
            self.tr("填写组长说明"),
            lambda entry: give_reason(mission, check, reason, entry=entry),
            failed=partial(self._on_refused, line),
        )

    def _on_refused(self, line: CheckLine, error: KnownError) -> None:
        line.show_error(self._desk.context.wording.error(error))

    def _on_certificate(self) -> None:
        mission, title = self._desk.mission, self.tr("进驻核对表")
        paper = ExportedPaper(self._gather, title, "mission", mission.id)
        self._desk.show_paper(ShownPaper(title, paper))

    def _gather(self) -> Printable:
        return entry_certificate_printable(self._desk.mission, self._checks)


def _place(check: Check) -> int:
    """Return where a line stands: open, reasoned, noted, done."""
    if check.done:
        return 3
    if check.reason:
        return 1
    return 2 if check.severity is Severity.NOTE else 0
