"""The list: planning, filters, what to do where there is nothing, typed records, the matrix."""

import docx
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.vocabulary import TalkCategory, TalkState
from inspector_app.services import talks
from inspector_app.services.statistics import talk_statistics
from inspector_app.services.talk_closing import cancel_talk
from inspector_app.store.journal import Write
from inspector_app.ui.pages.talk import TalkPage, talk_badge
from inspector_app.ui.pages.talk.time_field import parse_time
from tests.ui.pages.talk.conftest import ALT, CTRL

K = Qt.Key


def cells(page):
    """Return the texts of the list, row by row."""
    model = page.plans.list.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


# --- list ---------------------------------------------------------------------------------


def test_a_talk_stands_in_the_list_with_what_was_asked_of_what_must_be(small, page):
    talk = small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:30", but=("W3-2",))
    page.refresh(None)

    assert cells(page) == [
        [
            "T-001",
            "虞堃 党组副书记、副局长",
            "班子成员",
            "10-20 09:00–10:30",
            "谈话二室",
            "阚玥、骆珩" if small.users["阚玥"] < small.users["骆珩"] else "骆珩、阚玥",
            "谈话中",
            "27/28",
        ]
    ]
    page.plans.list.table.select_record(talk)
    assert page.plans.list.table.current_id == talk


def test_filters_narrow_the_list_and_say_so(small, page, hands, qtbot):
    small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:30")
    small.plan("佘翊", "2026-10-22T09:00", "2026-10-22T10:00")
    small.plan("郗𠮷", "2026-10-22T14:00", "2026-10-22T15:00")
    page.refresh(None)
    filters = page.plans.filters
    filters.state.setCurrentIndex(filters.state.findData(TalkState.PLANNED))
    assert [row[0] for row in cells(page)] == ["T-002", "T-003"]
    filters.category.setCurrentIndex(filters.category.findData(TalkCategory.ORDINARY))
    assert [row[0] for row in cells(page)] == ["T-003"]
    assert page.plans._caption.text() == "1/3 场"

    filters.search.setFocus()
    hands.type("苗圃")
    qtbot.waitUntil(lambda: cells(page) == [], timeout=2000)
    assert page.plans.list.currentWidget() is page.plans.list._cards[page.plans.list._none_found]
    page.plans.list._none_found.acted.emit()
    assert len(cells(page)) == 3


@pytest.mark.parametrize("words", ["𠮷", "ｔ-003", "办公室 谈话二室", "阚玥"])
def test_search_finds_names_numbers_offices_and_people(small, page, words):
    small.plan("郗𠮷")
    small.plan("滕老", place="谈话一室")
    small.plan("郗𠮷", "2026-10-22T14:00", "2026-10-22T15:00")
    page.refresh(None)
    page.plans.filters.search.setText(words)
    page.plans.filters.search.returnPressed.emit()

    assert "T-003" in [row[0] for row in cells(page)]


def test_the_list_is_sorted_by_a_column(small, page):
    small.plan("佘翊", "2026-10-23T09:00", "2026-10-23T10:00")
    small.plan("郗𠮷", "2026-10-22T09:00", "2026-10-22T10:00")
    page.refresh(None)
    assert [row[0] for row in cells(page)] == ["T-002", "T-001"]  # by time
    page.plans.list.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in cells(page)] == ["T-001", "T-002"]


def test_without_a_roster_the_page_leads_to_it(small, page):
    journal = small.mission.journal
    journal.write(
        *(Write("official", one, op=Operation.DELETE) for one in small.officials.values())
    )
    page.refresh(None)
    page.plans.list._nobody.acted.emit()

    assert page.context.navigate.visited == [("briefing", {"part": "roster"})]


def test_without_talks_the_page_offers_to_plan_one(page):
    nothing = page.plans.list._nothing
    assert page.plans.list.currentWidget() is page.plans.list._cards[nothing]
    nothing.acted.emit()
    assert page.plans.form.isVisible()


def test_the_rail_counts_talks_that_wait(small):
    assert talk_badge(small.mission) is None
    talk = small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:00", but=("W3-2",))
    assert talk_badge(small.mission).count == 1
    talks.close_talk(small.mission, talk, gap_reason="没来得及")
    assert talk_badge(small.mission).tone == "mark"
    member = small.reopen("骆珩")
    assert talk_badge(member) is None


# --- planning -----------------------------------------------------------------------------


def test_people_not_met_yet_come_first_and_bring_their_category(small, page):
    small.plan("岑𬀩")
    page.plans.plan()
    form = page.plans.form
    offered = form.picker.shown
    assert offered[-1].name == "岑𬀩"
    assert "T-001" in offered[-1].note
    page.plans.form.picker.choose("")
    form.picker._take([one.name for one in offered].index("邝喆"))
    assert form.category.currentData() == TalkCategory.DISCIPLINE


def test_the_form_says_what_is_missing_and_puts_the_caret_there(page, hands):
    page.plans.plan()
    form = page.plans.form
    form.starts.setText("半天")
    form.ends.setText("25:99")
    for box in form._members.values():  # two of the team are proposed
        box.setChecked(False)
    hands.click(form._save)

    assert form.isVisible()
    assert form._rows["official"].error
    assert form._rows["starts"].error
    assert form._rows["ends"].error
    assert "2" in form._rows["team"].error
    assert QApplication.focusWidget() is form.picker.search


def test_a_clash_is_said_in_the_form_and_nothing_is_planned(small, page, hands):
    small.plan("虞堃", "2026-10-21T15:00", "2026-10-21T16:00")
    page.refresh(None)
    page.plans.plan()
    form = page.plans.form
    form.picker.choose(small.officials["佘翊"])
    form.starts.set_value("15:30")
    form.ends.set_value("16:30")
    hands.click(form._save)

    assert "T-001" in form._error.text()
    assert small.mission.reader.count("talk") == 1
    # The pair, the recorder and the room of the last talk were proposed.
    assert set(form.plan().interviewers) == {small.users["骆珩"], small.users["阚玥"]}
    assert form.plan().place == "谈话二室"


def test_plan_and_begin_goes_straight_to_the_record(small, page, hands):
    small.plan("虞堃", "2026-10-20T15:00", "2026-10-20T16:00")
    page.refresh(None)
    page.plans.plan()
    form = page.plans.form
    form.picker.choose(small.officials["佘翊"])
    hands.click(form._begin)

    assert page.in_workspace
    assert page.workspace.view.state is TalkState.HELD
    assert QApplication.focusWidget() is page.workspace.card.view.editor


def test_a_plan_is_changed_beside_the_record(small, page, hands):
    talk = small.plan("虞堃", "2026-10-21T15:00", "2026-10-21T16:00")
    page.open_talk(talk)
    page.workspace.head._plan.trigger()
    form = page.workspace.plan
    assert form.isVisible()
    form.ends.set_value("17:00")
    form.place.setEditText("会议室")
    hands.click(form._save)

    record = small.mission.reader.get("talk", talk)
    assert (record.text("ends_at"), record.text("place")) == ("2026-10-21T17:00", "会议室")
    assert page.workspace.panel.isVisible()


def test_a_plan_is_cancelled_and_put_back(small, page, messages):
    talk = small.plan("虞堃", "2026-10-21T15:00", "2026-10-21T16:00")
    page.open_talk(talk)
    page.workspace.head._cancel.trigger()
    assert not page.in_workspace
    assert cells(page) == []

    messages[-1].act()
    assert [row[0] for row in cells(page)] == ["T-001"]


def test_a_talk_that_was_begun_is_not_cancelled(small, page, hands):
    talk = small.plan("虞堃", "2026-10-21T15:00", "2026-10-21T16:00")
    page.open_talk(talk)
    hands.type("问")
    assert not page.workspace.head._cancel.isVisible()
    with pytest.raises(RefusedError, match=r"talk\.begun"):
        cancel_talk(small.mission, talk)


def test_the_talks_keys_do_nothing_while_its_plan_is_changed(small, page, hands):
    talk = small.plan("虞堃", "2026-10-21T15:00", "2026-10-21T16:00")
    page.open_talk(talk)
    page.workspace.steps.change_plan()
    assert QApplication.focusWidget() is page.workspace.plan.starts
    hands.press(K.Key_1, ALT)
    hands.press(K.Key_F6)

    assert talks.answers_of(small.mission.reader, small.mission.checklist, talk) == {}


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("15:00", "15:00"),
        ("1530", "15:30"),
        ("9.05", "09:05"),
        ("９：３０", "09:30"),
        ("15点", "15:00"),
        ("9时30分", "09:30"),
        ("7", "07:00"),
        ("24:00", ""),
        ("12:60", ""),
        ("下午", ""),
        ("", ""),
    ],
)
def test_times_are_read_as_people_write_them(typed, time):
    assert parse_time(typed) == time


# --- typed records ------------------------------------------------------------------------


@pytest.fixture
def typed_record(tmp_path):
    paper = docx.Document()
    for line in (
        "谈话记录",
        "谈话时间：2026年10月20日9时至10时30分",
        "谈话人：骆珩、示例组员",
        "记录人：骆珩",
        "被谈话人：蔺㛃",
        "问：会上谁先发言？",
        "答：分管的先讲。",
    ):
        paper.add_paragraph(line)
    path = tmp_path / "蔺㛃.docx"
    paper.save(path)
    return str(path)


def test_a_typed_record_is_previewed_and_then_taken_in(small, page, hands, typed_record, messages):
    page.plans.import_file(typed_record)
    panel = page.plans.transcript
    assert panel.isVisible()
    shown = " ".join(
        label.text() for label in panel.findChildren(QWidget) if hasattr(label, "text")
    )
    for part in ("蔺㛃", "2026-10-20 09:00", "问 1 段", "答 1 段", "示例组员"):
        assert part in shown
    assert panel.picker.chosen == small.officials["蔺㛃"]
    assert small.mission.reader.count("talk") == 0
    hands.click(panel.accept_button)

    assert page.in_workspace
    spoken = [
        one.text("text") for one in talks.paragraphs(small.mission.reader, page.workspace.talk)
    ]
    assert spoken == ["会上谁先发言？", "分管的先讲。"]
    assert "2" in messages.texts[-1]


def test_a_record_that_is_put_away_leaves_nothing(small, page, hands, typed_record):
    page.plans.import_file(typed_record)
    hands.press(K.Key_Escape)
    assert not page.plans.transcript.isVisible()
    assert small.mission.reader.count("talk") == 0


def test_what_is_no_record_is_answered_with_how_to_convert(page, tmp_path, tasks):
    told = []
    tasks.known_error.connect(told.append)
    old = tmp_path / "旧.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    page.plans.import_file(str(old))
    page.plans.import_file(str(tmp_path / "没有.docx"))

    assert told[0].code == "intake.old_word"
    assert len(told) == 2
    assert not page.plans.transcript.isVisible()


# --- matrix -------------------------------------------------------------------------------


def test_the_matrix_counts_as_the_statistics_do(small, page):
    first = small.hold("虞堃", "2026-10-19T09:00", "2026-10-19T10:00", but=("W3-2",))
    small.hold("佘翊", "2026-10-20T09:00", "2026-10-20T10:00")
    talks.set_answer(small.mission, first, ItemAnswer("W1-1", AnswerKind.SPECIFIC, "有例子"))
    page.refresh(None)
    page.plans.show_view("matrix")
    matrix = page.plans.matrix

    figures = {
        one.code: one
        for one in talk_statistics(small.mission.reader, small.mission.checklist).items
    }
    assert matrix.totals("W1-1") == {"specific": 1, "none": 1}
    assert figures["W1-1"].kinds[AnswerKind.SPECIFIC] == 1
    for code, figure in figures.items():
        answered = sum(n for kind, n in matrix.totals(code).items() if kind != "open")
        assert answered == figure.asked
    assert matrix.totals("W3-2") == {"open": 1, "none": 1}
    assert "1" in matrix._totals.accessibleDescription()


def test_only_open_leaves_what_is_still_to_be_asked(small, page):
    small.hold("虞堃", "2026-10-19T09:00", "2026-10-19T10:00", but=("W3-2", "L2-1"))
    small.hold("佘翊", "2026-10-20T09:00", "2026-10-20T10:00")
    page.refresh(None)
    page.plans.show_view("matrix")
    matrix = page.plans.matrix
    matrix.only_open.setChecked(True)

    model = matrix.matrix.model()
    assert [row.label for row in model.rows] == ["虞堃"]
    assert [column.key for column in model.columns] == ["W3-2", "L2-1"]
    matrix.only_open.setChecked(False)
    matrix.category.setCurrentIndex(matrix.category.findData(TalkCategory.MIDDLE))
    assert [row.label for row in model.rows] == ["佘翊"]


def test_a_field_of_the_matrix_leads_to_the_talks_item(small, page):
    talk = small.hold("虞堃", "2026-10-19T09:00", "2026-10-19T10:00", but=("L2-1",))
    page.refresh(None)
    page.plans.show_view("matrix")
    model = page.plans.matrix.matrix.model()
    column = [one.key for one in model.columns].index("L2-1")
    page.plans.matrix.matrix.chosen.emit(0, column)

    assert page.where()["talk"] == talk
    assert page.workspace.panel.current == "L2-1"
    page.workspace.leave()
    assert not page.in_workspace


# --- the page -----------------------------------------------------------------------------


def test_the_page_is_found_again_where_it_was_left(small, page, show_page):
    talk = small.plan("佘翊")
    assert page.where() == {}
    page.plans.show_view("matrix")
    assert page.where() == {"view": "matrix"}
    page.open_talk(talk)
    again = show_page(small.mission)
    again.go_to(page.where())
    assert again.workspace.talk == talk
    again.go_to({"talk": "nobody"})
    assert not again.in_workspace


def test_the_list_is_fresh_after_a_talk(small, page, hands):
    talk = small.plan("佘翊")
    page.open_talk(talk)
    hands.type("一句")
    page.workspace.panel.items.setFocus()
    hands.press(K.Key_3)
    page.workspace.leave()

    assert cells(page)[0][-1] == "1/17"
    assert page.plans.list.table.current_id == talk
    assert QApplication.focusWidget() is page.plans.list.table


def test_nothing_flashes_as_a_window_while_the_page_is_built(small, page_context, qapp):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            widget = watched if isinstance(watched, QWidget) else None
            if event.type() == QEvent.Type.Show and widget is not None and widget.isWindow():
                shown.append(type(widget).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    page = TalkPage(page_context(small.mission))
    page.refresh(None)
    talk = small.hold("虞堃", "2026-10-19T09:00", "2026-10-19T10:00")
    page.open_talk(talk)
    page.workspace.steps.change_plan()
    qapp.removeEventFilter(watch)
    assert shown == []
    page.release()


def test_shortcuts_of_the_list(page, hands):
    page.plans.tabs.setFocus()
    hands.press(K.Key_F, CTRL)
    assert QApplication.focusWidget() is page.plans.filters.search
    hands.press(K.Key_N, CTRL)
    assert page.plans.form.isVisible()
    hands.press(K.Key_Escape)
    assert not page.plans.form.isVisible()
