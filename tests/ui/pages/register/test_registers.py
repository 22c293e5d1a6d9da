"""Registers driven as a user drives them: entering, finding, taking out, moving, exporting."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import KnownError
from inspector_app.forms.load import form_from_sheets
from inspector_app.services.form_source import FormSource
from inspector_app.services.published_forms import publish
from inspector_app.services.shipped_forms import shipped_form
from inspector_app.services.submissions import stored
from inspector_app.ui.pages.evidence import EvidencePage
from tests.page_fixture import CTRL, button
from tests.services.test_entries import answered, petition

PETITIONS = "petitions"
DELETE = Operation.DELETE


def shown(page, form_id=PETITIONS):
    page.registers.show_register(form_id)
    return page.registers


def rows(part):
    model = part.listing.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def entries(mission, form_id=PETITIONS):
    return mission.reader.find("submission", {"form_id": form_id})


def edited(version):
    """The petitions as an office changed them: without the remark, with another version."""
    form, source = shipped_form(PETITIONS)
    sheets = tuple(
        type(sheet)(
            sheet.name,
            sheet.header,
            tuple(
                (number, tuple(cell.replace(form.version, version) for cell in cells))
                for number, cells in sheet.rows
                if "note" not in cells
            ),
        )
        for sheet in source.sheets
    )
    return form_from_sheets(sheets, name="x"), FormSource(sheets)


def test_the_switch_leads_to_the_registers_and_back(page, stage):
    assert page.shown == "registers"
    assert [page.registers.names.item(row).text() for row in range(7)][1] == "来信来电来访登记"
    page.tabs[1].setCurrentIndex(0)
    stage.settle()
    assert page.shown == "list"
    assert page.tabs[1].currentIndex() == 1  # it stands in the registers' head
    page.tabs[0].setCurrentIndex(1)
    assert page.shown == "registers"


def test_an_empty_register_says_what_to_do(page, hands, stage):
    part = shown(page)
    stage.settle()
    assert part.listing.empty.isVisible()
    assert not part.listing.table.isVisible()
    hands.click(button(part.listing.empty, "登记一条"))
    assert part.shown == "entry"


def test_an_empty_form_registers_nothing(page, small, stage):
    part = shown(page)
    part.begin()
    stage.settle()
    part.entry.closed.emit()
    assert part.shown == "list"
    assert entries(small.mission) == []


def test_answering_registers_with_a_number_and_every_answer_is_kept(page, small, stage):
    part = shown(page)
    part.begin()
    stage.settle()
    form = part.entry.form
    form.answer("/petitions/about_number_one", "no")
    stage.settle()
    [record] = entries(small.mission)
    assert record.text("number") == "XF-2026-A001"
    assert part.entry.header.title.text() == "XF-2026-A001 · 来信来电来访登记"
    form.answer("/petitions/channel", "visit")
    form.answer("/petitions/persons[1]/name", "贾某某（示例）")
    stage.settle()
    filled = stored(small.mission.reader, record.id)[1]
    assert filled.values["/petitions/channel"] == "visit"
    assert filled.repeats["/petitions/persons"][0].values["/petitions/persons/name"] == (
        "贾某某（示例）"
    )
    part.entry.closed.emit()
    stage.settle()
    assert rows(part)[0][0] == "XF-2026-A001"
    assert part.listing.table.current_id == record.id


def test_typing_is_kept_and_becomes_an_entry_on_leaving(page, small, stage):
    part = shown(page, "field_visits")
    part.begin()
    stage.settle()
    part.entry.form.go_to("/field_visits/place")
    part.entry.desk.typed("/field_visits/place", "示例苗圃𬀩")
    stage.settle()
    [record] = entries(small.mission, "field_visits")
    part.entry.desk.commit()
    stage.settle()
    assert stored(small.mission.reader, record.id)[1].values["/field_visits/place"] == "示例苗圃𬀩"


def test_words_choices_and_days_filter_and_columns_sort(page, small, stage):
    petition(small.mission, "反映食堂", received_at="2026-10-11T01:00:00.000Z")
    petition(small.mission, "反映车辆", channel="visit", received_at="2026-10-12T01:00:00.000Z")
    part = shown(page)
    page.refresh(None)
    stage.settle()
    listing = part.listing
    assert [row[0] for row in rows(part)] == ["XF-2026-A002", "XF-2026-A001"]
    listing.filters.boxes["/petitions/channel"].setCurrentIndex(3)
    assert [row[0] for row in rows(part)] == ["XF-2026-A002"]
    assert "2 条里的 1 条" in listing.count.text()
    listing.filters.clear()
    listing.filters.search.setText("食堂")
    listing.filters.search.searched.emit("食堂")
    assert [row[0] for row in rows(part)] == ["XF-2026-A001"]
    listing.filters.search.setText("没有的词")
    listing.filters.search.searched.emit("没有的词")
    assert listing.nothing.isVisible()
    listing.nothing.acted.emit()
    assert len(rows(part)) == 2
    listing.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in rows(part)] == ["XF-2026-A001", "XF-2026-A002"]


def test_what_concerns_the_number_one_is_marked(page, small, stage):
    entry = petition(small.mission, "反映主要负责人", about="yes")
    part = shown(page)
    page.refresh(None)
    assert rows(part)[0][1] == "▲ 限组长"
    part.open_entry(entry)
    stage.settle()
    assert part.entry.closed_pill.isVisible()
    assert part.entry.open_button.isVisible()


def test_taking_out_asks_for_a_reason_and_can_be_undone(page, small, stage, hands):
    entry = petition(small.mission, "重复登记的")
    part = shown(page)
    page.refresh(None)
    part.open_entry(entry)
    stage.settle()
    hands.click(part.entry.withdraw_button)
    assert part.entry.reason.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert not part.entry.reason.isVisible()
    assert part.shown == "entry"
    hands.click(part.entry.withdraw_button)
    hands.type("登记重复")
    hands.press(Qt.Key.Key_Return)
    stage.settle()
    assert part.shown == "list"
    assert rows(part) == []
    page.steps.take_back()
    stage.settle()
    assert [row[0] for row in rows(part)] == ["XF-2026-A001"]


def test_what_somebody_else_answered_is_shown(page, small, stage):
    entry = petition(small.mission, "一")
    part = shown(page)
    page.refresh(None)
    part.open_entry(entry)
    stage.settle()
    step = answered(small.mission, entry, "channel", "call")
    page.refresh(step.changes)
    stage.settle()
    assert part.entry.desk.sitting.state("/petitions/channel").value == "call"


def test_an_entry_in_an_earlier_version_is_moved_after_a_look(page, small, stage, hands):
    entry = petition(small.mission, "旧版登记的", note="要保留的备注")
    publish(small.mission, *edited("2026.9"))
    part = shown(page)
    page.refresh(None)
    part.open_entry(entry)
    stage.settle()
    assert part.entry.version.isVisible()
    hands.click(part.entry.move_button)
    assert part.shown == "move"
    model = part.moving.model
    first = [model.index(0, column).data() for column in range(3)]
    assert first == ["新版没有这一题", "备注", "要保留的备注"]
    hands.click(part.moving.move_button)
    stage.settle()
    assert part.shown == "entry"
    assert not part.entry.version.isVisible()
    assert part.entry.rest.isVisible()
    assert stored(small.mission.reader, entry)[0].text("version") == "2026.9"


def test_who_answered_is_told(page, small, stage):
    entry = petition(small.mission, "一")
    answered(small.mission, entry, "channel", "call")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    told = []
    part.entry.form.show_history = lambda _path, lines: told.extend(lines)
    part.entry.form.history_asked.emit("/petitions/channel")
    assert [(one.who, one.value) for one in told] == [("郁澄", "来电"), ("郁澄", "来信")]


def test_a_file_becomes_evidence_and_its_number_the_answer(page, small, stage, tmp_path, qtbot):
    entry = petition(small.mission, "附扫描件", about="yes")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    scan = tmp_path / "来信扫描.txt"
    scan.write_text("示例来信", encoding="utf-8")
    path = "/petitions/content_group/scan"
    part.entry.form.attachment_wanted.emit(path, scan)
    qtbot.waitUntil(lambda: bool(small.mission.reader.find("evidence")))
    stage.settle()
    [evidence] = small.mission.reader.find("evidence")
    assert evidence.audience == "leader"
    assert part.entry.desk.sitting.state(path).value == evidence.text("number")


def test_the_list_is_saved_as_a_spreadsheet(page, small, stage, hands, tmp_path, qtbot):
    petition(small.mission, "反映食堂")
    part = shown(page)
    page.refresh(None)
    hands.click(part.sheet_button)
    part.strip._yes_button.click()
    target = tmp_path / "台账.xlsx"
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists)
    stage.settle()
    sheet = openpyxl.load_workbook(target)["来信来电来访登记"]
    assert sheet.cell(2, 1).value == "XF-2026-A001"


def test_an_entry_is_saved_as_pdf(page, small, stage, hands, tmp_path, qtbot):
    entry = petition(small.mission, "反映食堂")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    hands.click(part.entry.paper_button)
    part.strip._yes_button.click()
    target = tmp_path / "登记.pdf"
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert Path(target).read_bytes().startswith(b"%PDF")


def test_targets_lead_to_entries_and_registers(small, stage):
    entry = petition(small.mission, "一")
    page = stage.show(EvidencePage, small.mission)
    page.go_to({"register": "meetings"})
    assert page.registers.where() == {"register": "meetings"}
    page.go_to({"submission": entry})
    stage.settle()
    assert page.where() == {"submission": entry}
    page.go_to({"submission": "gone"})
    assert page.where() == {"submission": entry}
    page.go_to({"part": "evidence"})
    assert page.shown == "list"


def test_a_mission_without_registers_gets_them_by_a_button(small, stage, hands):
    mission = small.mission
    journal = mission.journal
    deletes = [
        type(journal.create("form", {}))("form", one.id, op=DELETE)
        for one in mission.reader.find("form")
        if one.text("register")
    ]
    journal.write(*deletes)
    page = stage.show(EvidencePage, mission)
    page.show_part("registers")
    stage.settle()
    assert page.registers.none.isVisible()
    hands.click(button(page.registers.none, "加进随程序的台账"))
    stage.settle()
    assert page.registers.names.count() == 7


@pytest.mark.parametrize("keys", [("N", "entry")])
def test_keys(page, stage, hands, keys):
    part = shown(page)
    part.names.setFocus()
    hands.press(getattr(Qt.Key, f"Key_{keys[0]}"), CTRL)
    assert part.shown == keys[1]
    stage.settle()
    hands.press(Qt.Key.Key_Escape)
    stage.settle()
    assert part.shown == "list"


def test_an_entry_is_made_with_the_keyboard_alone(page, small, stage, hands):
    part = shown(page, "field_visits")
    part.names.setFocus()
    hands.press(Qt.Key.Key_N, CTRL)
    stage.settle()
    part.entry.form.go_to("/field_visits/place")
    hands.type("示例苗圃𬀩")
    hands.press(Qt.Key.Key_Tab)
    stage.settle()
    part.entry.form.go_to("/field_visits/people[1]/name")
    hands.type("一名花工")
    hands.press(Qt.Key.Key_Tab)
    stage.settle()
    [record] = entries(small.mission, "field_visits")
    filled = stored(small.mission.reader, record.id)[1]
    assert filled.values["/field_visits/place"] == "示例苗圃𬀩"
    [person] = filled.repeats["/field_visits/people"]
    assert person.values["/field_visits/people/name"] == "一名花工"
    hands.press(Qt.Key.Key_Escape)
    stage.settle()
    assert part.shown == "list"
    assert rows(part)[0][0] == "XC-2026-A001"


def test_what_is_typed_when_the_page_is_flushed_is_not_lost(page, small, stage, hands):
    part = shown(page, "field_visits")
    part.begin()
    stage.settle()
    part.entry.form.go_to("/field_visits/aim")
    hands.type("核实设备")
    page.flush()
    stage.settle()
    [record] = entries(small.mission, "field_visits")
    assert stored(small.mission.reader, record.id)[1].values["/field_visits/aim"] == "核实设备"


def test_cards_are_added_moved_and_taken_out(page, small, stage):
    entry = petition(small.mission, "一")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    form, sitting = part.entry.form, part.entry.desk.sitting
    path = "/petitions/persons"
    form._editing.add(path)
    stage.settle()
    form.answer(f"{path}[2]/name", "示例乙")
    stage.settle()

    def names():
        found = stored(small.mission.reader, entry)[1].repeats[path]
        return [one.values.get(f"{path}/name") for one in found]

    assert names() == ["贾某某（示例）", "示例乙"]
    sitting.move(f"{path}[2]", 1)
    form.instance_moved.emit(f"{path}[2]", 1)
    stage.settle()
    assert names() == ["示例乙", "贾某某（示例）"]
    key = sitting.instance_key(f"{path}[1]")
    sitting.remove(f"{path}[1]")
    form.instance_removed.emit(f"{path}[1]", key)
    stage.settle()
    assert names() == ["贾某某（示例）"]


def test_a_pause_while_typing_takes_nothing_from_the_hands(page, small, stage, hands):
    entry = petition(small.mission, "一")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    path = "/petitions/content_group/content"
    part.entry.form.go_to(path)
    sitting = part.entry.desk.sitting
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type("，二")
    part.entry.desk.commit()  # as the pause does
    stage.settle()
    assert stored(small.mission.reader, entry)[1].values[path] == "一，二"
    assert part.entry.desk.sitting is sitting
    hands.type("，三")
    hands.press(Qt.Key.Key_Tab, CTRL)
    part.entry.save()
    stage.settle()
    assert stored(small.mission.reader, entry)[1].values[path] == "一，二，三"
    told = small.mission.reader.history("submission", entry, path)
    assert [one.value for one in told] == ["一", "一，二", "一，二，三"]


def test_a_form_goes_out_and_an_edited_one_comes_in(page, small, stage, hands, tmp_path, qtbot):
    part = shown(page)
    target = tmp_path / "信访.xlsx"
    hands.click(part.forms.out_button)
    part.forms.asker.dialog.filesSelected.emit([str(target)])
    part.forms.asker.close()
    qtbot.waitUntil(target.exists)
    book = openpyxl.load_workbook(target)
    header = [cell.value for cell in book["settings"][1]]
    book["settings"].cell(2, header.index("version") + 1).value = "2026.8"
    book.save(target)
    hands.click(part.forms.in_button)
    part.forms.asker.dialog.filesSelected.emit([str(target)])
    part.forms.asker.close()
    qtbot.waitUntil(lambda: len(small.mission.reader.find("form", {"form_id": PETITIONS})) == 2)
    stage.settle()
    assert part._opened.form.version == "2026.8"


def test_a_member_takes_no_forms_in(small, stage):
    mission = small.reopen("骆珩")
    page = stage.show(EvidencePage, mission)
    page.show_part("registers")
    stage.settle()
    assert page.registers.forms.out_button.isVisible()
    assert not page.registers.forms.in_button.isVisible()


def test_the_leader_signs_and_a_change_shows(page, small, stage, hands):
    entry = petition(small.mission, "要签字的")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    hands.click(part.entry.sign_button)
    stage.settle()
    assert part.entry.signed_pill.text() == "组长已签字"
    assert not part.entry.sign_button.isVisible()
    part.entry.form.answer("/petitions/channel", "call")
    stage.settle()
    assert part.entry.signed_pill.text() == "△ 签字后改过"
    assert part.entry.sign_button.isVisible()


def test_what_could_not_be_written_is_told_and_goes_along_with_the_next_step(
    page, small, stage, monkeypatch
):
    entry = petition(small.mission, "一")
    part = shown(page)
    part.open_entry(entry)
    stage.settle()
    told = []
    monkeypatch.setattr(part.entry.desk, "_context", replace_notify(part.entry.desk, told))
    with monkeypatch.context() as broken:
        broken.setattr("inspector_app.ui.pages.register.desk.save_entry", refuse)
        part.entry.form.answer("/petitions/channel", "call")
        stage.settle()
    assert [error.code for error in told] == ["system.disk_full"]
    assert stored(small.mission.reader, entry)[1].values["/petitions/channel"] == "letter"
    part.entry.form.answer("/petitions/content_group/repeated", "yes")
    stage.settle()
    values = stored(small.mission.reader, entry)[1].values
    assert values["/petitions/channel"] == "call"
    assert values["/petitions/content_group/repeated"] == "yes"


def refuse(*_given):
    raise KnownError("system.disk_full")


def replace_notify(desk, told):
    return replace(desk._context, notify=told.append)
