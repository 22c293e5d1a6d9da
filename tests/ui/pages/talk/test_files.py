"""Files of a talk: signature pages, recordings, and a handwritten record that is the record."""

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import TalkState
from inspector_app.services import talk_closing, talks
from inspector_app.services.evidence import take_file
from inspector_app.services.talk_files import (
    FileRole,
    add_talk_file,
    detach_file,
    page_mark,
    page_of,
    talk_files,
)
from inspector_app.services.talk_papers import talk_record_printable
from inspector_app.system.fonts import find_fonts
from tests.ui.pages.talk.conftest import ALT, CTRL, SHIFT

K = Qt.Key
DAY = ("2026-10-20T09:00", "2026-10-20T10:00")


@pytest.fixture
def scan(tmp_path):
    """A PDF of three scanned pages."""
    path = tmp_path / "手写记录.pdf"
    pages = [Image.new("L", (210, 297), 255 - 20 * n) for n in range(3)]
    data = io.BytesIO()
    pages[0].save(data, "PDF", save_all=True, append_images=pages[1:])
    path.write_bytes(data.getvalue())
    return path


def wave(tmp_path):
    """A recording: the shortest .wav there is."""
    path = tmp_path / "录音.wav"
    head = b"RIFF$\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
    path.write_bytes(head + b"D\xac\x00\x00D\xac\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00")
    return path


def add(small, talk, path, role):
    return add_talk_file(small.mission, talk, take_file(small.mission, path), role).id


def files(small, talk):
    record = small.mission.reader.get("talk", talk)
    return {one.evidence.id: one.role for one in talk_files(small.mission.reader, record)}


def view_of(small, talk):
    return talks.talk_view(small.mission.reader, small.mission.checklist, small.mission.id, talk)


def test_files_have_their_roles_and_are_as_restricted_as_the_talk(small, scan, tmp_path):
    talk = small.hold("虞堃", *DAY)
    talk_closing.set_audience(small.mission, talk, Audience.LEADER)
    signed = add(small, talk, scan, FileRole.SIGNATURE)
    heard = add(small, talk, wave(tmp_path), FileRole.MATERIAL)  # tells itself what it is
    assert files(small, talk) == {signed: FileRole.SIGNATURE, heard: FileRole.RECORDING}
    assert small.mission.reader.get("evidence", signed).audience == Audience.LEADER.value
    detach_file(small.mission, talk, signed)
    assert files(small, talk) == {heard: FileRole.RECORDING}
    assert not small.mission.reader.get("evidence", signed).deleted


def test_signature_pages_come_after_the_end_and_nothing_after_the_signature(small, scan):
    talk = small.hold("虞堃", *DAY)
    talks.close_talk(small.mission, talk)
    with pytest.raises(RefusedError) as refused:
        add(small, talk, scan, FileRole.SCAN)
    assert refused.value.code == "talk.closed"
    add(small, talk, scan, FileRole.SIGNATURE)
    talks.sign_talk(small.mission, talk)
    assert [one.counts for one in view_of(small, talk).signatures] == [True]
    with pytest.raises(RefusedError) as refused:
        add(small, talk, scan, FileRole.SIGNATURE)
    assert refused.value.code == "talk.signed_files"


def test_the_printed_record_lists_what_was_handed_over_not_its_own_pages(small, scan, tmp_path):
    talk = small.hold("虞堃", *DAY)
    add(small, talk, scan, FileRole.SIGNATURE)
    paper = tmp_path / "合同复印件.pdf"
    paper.write_bytes(scan.read_bytes() + b"\n")
    add(small, talk, paper, FileRole.MATERIAL)
    import pypdfium2

    with pypdfium2.PdfDocument(talk_record_printable(small.mission, talk).pdf(find_fonts())) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "合同复印件" in text
    assert "手写记录" not in text


def test_a_page_mark_is_no_paragraph():
    assert page_of(page_mark(12)) == 12
    assert page_of("01a15bc1-f420-78ae-9904-ba07151c21d9") == 0
    assert page_of("") == 0


def test_a_scanned_record_is_the_record_and_items_point_at_its_pages(
    small, page, scan, hands, qtbot
):
    talk = small.plan("虞堃", *DAY)
    talks.begin_talk(small.mission, talk)
    add(small, talk, scan, FileRole.SCAN)
    page.open_talk(talk)
    left = page.workspace.left
    assert left.currentWidget() is left.scan
    qtbot.waitUntil(lambda: left.scan.content.showing is not None)
    panel = page.workspace.panel
    panel.choose("W1-1")
    panel.items.setFocus()
    hands.press(K.Key_1, ALT)
    panel.choose("W1-2")
    left.scan.content._turn(2)
    qtbot.waitUntil(lambda: left.page == 3)
    hands.press(K.Key_F2)
    answers = view_of(small, talk).answers
    assert (answers["W1-1"].kind, answers["W1-1"].paragraph) == (AnswerKind.SPECIFIC, "page:1")
    assert answers["W1-2"].paragraph == "page:3"
    assert panel.detail._jump.text() == "到第 3 页 F5"

    panel.choose("W1-1")
    hands.press(K.Key_F5)
    qtbot.waitUntil(lambda: left.page == 1)
    hands.press(K.Key_F10)
    assert left.currentWidget() is left.card
    hands.press(K.Key_F10)
    assert left.currentWidget() is left.scan

    # It is the record: nothing needs to be typed to end the talk.
    gaps = talk_closing.closing_gaps(small.mission.reader, small.mission.checklist, talk)
    assert "no_record" not in {gap.target.get("field") for gap in gaps}


def test_other_files_alone_are_no_record(small, page, scan):
    talk = small.plan("虞堃", *DAY)
    talks.begin_talk(small.mission, talk)
    add(small, talk, scan, FileRole.MATERIAL)
    gaps = talk_closing.closing_gaps(small.mission.reader, small.mission.checklist, talk)
    assert "no_record" in {gap.target.get("field") for gap in gaps}
    page.open_talk(talk)
    assert page.workspace.left.currentWidget() is page.workspace.card


def test_the_panel_takes_files_in_and_off_and_says_what_is_missing(small, page, scan, hands):
    talk = small.hold("虞堃", *DAY)
    page.open_talk(talk)
    hands.press(K.Key_M, CTRL | SHIFT)
    panel = page.workspace.side.files
    assert panel.isVisible()
    assert "签字页扫描" in panel.note.text()
    panel.take(FileRole.SIGNATURE, [scan])
    assert panel.list.count() == 1
    assert "签字页" in panel.list.item(0).text()
    assert "3 页" in panel.list.item(0).text()
    assert panel.note.text() == "已附签字页 1 份。"
    panel.list.setCurrentRow(0)
    hands.click(panel.look)
    assert page.context.navigate.visited[-1][0] == "evidence"
    hands.click(panel.remove)
    assert panel.list.count() == 0
    hands.press(K.Key_Escape)
    assert page.workspace.panel.isVisible()


def test_what_was_handed_over_is_typed_and_saved(small, page, hands):
    talk = small.hold("虞堃", *DAY)
    page.open_talk(talk)
    hands.press(K.Key_M, CTRL | SHIFT)
    panel = page.workspace.side.files
    panel.materials.setFocus()
    hands.type("合同复印件3页")
    hands.press(K.Key_Escape)
    assert QApplication.focusWidget() is page.workspace.card.view.editor
    assert small.mission.reader.get("talk", talk).text("materials") == "合同复印件3页"


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_attached(small, page, tmp_path, tasks):
    talk = small.hold("虞堃", *DAY)
    page.open_talk(talk)
    told = []
    tasks.known_error.connect(told.append)
    page.workspace.side.files.take(FileRole.MATERIAL, [tmp_path / "没有.pdf"])
    assert [error.code for error in told] == ["intake.missing"]
    assert files(small, talk) == {}


def test_a_signed_talk_shows_that_its_files_are_fixed(small, page, scan):
    talk = small.hold("虞堃", *DAY)
    add(small, talk, scan, FileRole.SIGNATURE)
    talks.close_talk(small.mission, talk)
    talks.sign_talk(small.mission, talk)
    page.open_talk(talk)
    page.workspace.side.toggle_files()
    panel = page.workspace.side.files
    panel.list.setCurrentRow(0)
    assert view_of(small, talk).state is TalkState.SIGNED
    assert not panel.add_button.isEnabled()
    assert not panel.remove.isEnabled()
    assert panel.look.isEnabled()


def test_signing_says_whether_the_signed_pages_are_attached(small, page, scan, hands):
    talk = small.hold("虞堃", *DAY)
    talks.close_talk(small.mission, talk)
    page.open_talk(talk)
    hands.press(K.Key_S, CTRL | SHIFT)
    assert "还没有附签字页" in page.workspace.end._text.text()
    page.workspace.end.put_away()
    add(small, talk, scan, FileRole.SIGNATURE)
    page.workspace.refresh(None)
    page.workspace.to_record()
    hands.press(K.Key_S, CTRL | SHIFT)
    assert "已附签字页 1 份" in page.workspace.end._text.text()
