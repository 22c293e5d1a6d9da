"""The must-ask matrix: filters, totals in words, printing and the spreadsheet."""

from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.vocabulary import Head, ParagraphKind, TalkCategory
from inspector_app.services import talks
from inspector_app.services.matrix_papers import matrix_printable, matrix_sheet
from inspector_app.system.fonts import find_fonts

K = Qt.Key


@pytest.fixture
def filled(small):
    """Three talks: one complete, one with an open item and something specific, one begun."""
    small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:00")
    second = small.hold("佘翊", "2026-10-19T09:00", "2026-10-19T10:00", but=("W3-2",))
    talks.set_answer(small.mission, second, ItemAnswer("W1-1", AnswerKind.SPECIFIC))
    third = small.plan("郗𠮷", "2026-10-18T09:00", "2026-10-18T10:00")
    talks.begin_talk(small.mission, third)
    return small


@pytest.fixture
def matrix(filled, show_page):
    page = show_page(filled.mission)
    page.plans.show_view("matrix")
    return page.plans.matrix


def shown(matrix):
    return [row.name for row in matrix._rows], [item.code for item in matrix._columns]


def test_filters_by_talker_category_item_and_what_is_open(matrix, hands):
    people, codes = shown(matrix)
    assert people == ["虞堃", "佘翊", "郗𠮷"]
    assert len(codes) == 36

    matrix.talker.setFocus()
    hands.type("办公室主任")  # the office, too
    matrix.talker.searched.emit("办公室主任")
    assert shown(matrix)[0] == ["佘翊"]
    matrix.talker.clear()
    matrix.talker.searched.emit("")

    matrix.category.setCurrentIndex(matrix.category.findData(TalkCategory.DEPUTY))
    assert shown(matrix)[0] == ["虞堃"]
    matrix.category.setCurrentIndex(0)

    matrix.item.setCurrentIndex(matrix.item.findData(Head.LIFE))
    assert all(code.startswith("L") for code in shown(matrix)[1])
    matrix.item.setCurrentIndex(matrix.item.findData("W3-2"))
    assert shown(matrix)[1] == ["W3-2"]
    matrix.only_open.setChecked(True)
    assert "虞堃" not in shown(matrix)[0]


def test_says_the_totals_of_an_item_in_words(matrix):
    matrix.item.setCurrentIndex(matrix.item.findData("W1-1"))
    assert matrix.said.text() == "W1-1 带头学习、把部署变成措施：谈 2 人，有具体反映 1，无反映 1"
    matrix.item.setCurrentIndex(0)
    column = shown(matrix)[1].index("W3-2")
    matrix.matrix.horizontalHeader().sectionClicked.emit(column)
    assert matrix.said.text() == "W3-2 会外定事、专题会代替：谈 1 人，无反映 1，未谈 1"


def test_the_totals_follow_the_current_field(matrix, hands):
    matrix.matrix.setFocus()
    matrix.matrix.setCurrentIndex(matrix.matrix.model().index(0, 0))
    first = matrix.said.text()
    hands.press(K.Key_Right)
    assert matrix.said.text() != first
    assert matrix.said.text().startswith("W1-2")


def test_nothing_to_print_while_nothing_is_shown(matrix):
    assert matrix.print.isEnabled()
    matrix.talker.setText("没有这个人")
    matrix.talker.searched.emit("没有这个人")
    assert not matrix.print.isEnabled()
    assert not matrix.sheet.isEnabled()


def test_prints_what_is_shown(filled, matrix):
    matrix.category.setCurrentIndex(matrix.category.findData(TalkCategory.MIDDLE))
    data = matrix_printable(filled.mission, matrix.part()).pdf(find_fonts())
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "佘翊" in text
    assert "虞堃" not in text
    assert "中层" in text  # which part of the matrix it is
    assert "谈1人，有具体反映1" in text
    document.close()


def test_the_spreadsheet_holds_every_answer_and_the_totals(filled, matrix):
    book = openpyxl.load_workbook(BytesIO(matrix_sheet(filled.mission, matrix.part())))
    rows = list(book.active.values)
    header = list(rows[0])
    column = next(n for n, name in enumerate(header) if name.startswith("W1-1"))
    answers = {row[1]: row[column] for row in rows[1:]}
    assert answers["佘翊"] == "● 有具体反映"
    assert answers["虞堃"] == "无反映"
    totals = {row[1]: row[column] for row in rows if row[0] == "合计"}
    assert totals["谈到"] == "2"
    assert totals["有具体反映"] == "1"
    book.close()


def test_is_asked_what_a_saved_file_means(matrix, hands):
    hands.click(matrix.sheet)
    assert matrix.strip.isVisible()
    assert "没有加密" in matrix.strip.label.text()


def test_a_field_leads_to_where_it_was_said(small, show_page):
    """However long the record is: the words stand in view, the item is chosen."""
    talk = small.plan("虞堃", "2026-10-20T09:00", "2026-10-20T10:00")
    talks.begin_talk(small.mission, talk)
    said = small.record(talk, *[(ParagraphKind.ANSWER, f"第{n}句。" * 20) for n in range(40)])
    for code, paragraph in (("W1-1", said[0]), ("L2-1", said[35])):
        answer = ItemAnswer(code, AnswerKind.SPECIFIC, paragraph=paragraph)
        talks.set_answer(small.mission, talk, answer)
    page = show_page(small.mission)
    page.plans.show_view("matrix")
    columns = [item.code for item in page.plans.matrix._columns]
    for code, paragraph in (("L2-1", said[35]), ("W1-1", said[0])):
        page.plans.matrix.matrix.chosen.emit(0, columns.index(code))
        view = page.workspace.card.view
        row = page.workspace.card.model.row_of(paragraph)
        assert page.workspace.panel.current == code
        assert view.viewport().rect().intersects(view.visualRect(view.model().index(row, 0)))
        assert paragraph in page.workspace.card.model.chosen
