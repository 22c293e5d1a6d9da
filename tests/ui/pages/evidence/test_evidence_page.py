"""The evidence page driven as a user drives it: find, look, check, word, copy, withdraw."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.record_type import Audience
from inspector_app.services import evidence
from inspector_app.services.access import looks_at
from inspector_app.services.evidence_content import Showing
from inspector_app.store.access_log import AccessKind
from inspector_app.store.blobs import blob_path
from inspector_app.ui.pages.evidence import EvidencePage
from tests.page_fixture import ALT, CTRL, button
from tests.paper_fixture import LEADER, MEMBER, OTHER_MEMBER

KEY = Qt.Key


def titles(page):
    model = page.listing.model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


class TestList:
    def test_finds_by_words_kind_and_use(self, page, hands):
        assert titles(page) == ["党组会𬀩纪要", "现场照片", "录像说明"]
        page.listing.table.setFocus()
        hands.press(KEY.Key_F, CTRL)
        assert QApplication.focusWidget() is page.listing.search
        hands.type("照片")
        hands.press(KEY.Key_Return)
        assert titles(page) == ["现场照片"]
        hands.press(KEY.Key_A, CTRL)
        hands.type("没有这个")
        hands.press(KEY.Key_Return)
        assert page.listing.nothing.isVisible()
        assert not page.listing.table.isVisible()
        hands.press(KEY.Key_Escape)
        hands.press(KEY.Key_Return)
        choose(page.listing.kind, "pdf")
        assert titles(page) == ["党组会𬀩纪要"]
        choose(page.listing.kind, "")
        choose(page.listing.use, "unused")
        assert titles(page) == ["现场照片", "录像说明"]

    def test_sorts_by_columns(self, page):
        page.listing.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        assert titles(page) == sorted(titles(page), reverse=True)
        page.listing.table.sortByColumn(6, Qt.SortOrder.DescendingOrder)
        assert titles(page)[0] == "党组会𬀩纪要"

    def test_an_empty_list_says_what_to_do(self, small, stage, named):
        for title in ("现场照片", "录像说明"):
            evidence.withdraw_evidence(small.mission, named(title).id, reason="试")
        proof = small.mission.reader.find("proof", {"evidence": named("党组会𬀩纪要").id})[0]
        from inspector_app.services.working_paper_parts import delete_proof

        delete_proof(small.mission, proof.id)
        evidence.withdraw_evidence(small.mission, named("党组会𬀩纪要").id, reason="试")
        page = stage.show(EvidencePage, small.mission)
        assert page.listing.empty.isVisible()
        asked = []
        page.asker.files = lambda *_args, **_more: asked.append(True)
        button(page.listing.empty, "收进文件…").click()
        assert asked

    def test_the_column_of_readers_is_there_when_something_is_restricted(
        self, page, small, named, tasks
    ):
        last = len(page.listing.model.columns) - 1
        assert page.listing.table.isColumnHidden(last)
        tasks.store(
            lambda: evidence.set_evidence_audience(
                small.mission, named("现场照片").id, Audience.LEADER
            )
        )
        assert not page.listing.table.isColumnHidden(last)
        assert page.listing.model.index(1, last).data() == "▲ 组长"


class TestViewer:
    def open(self, page, hands, row):
        page.listing.table.setFocus()
        page.listing.table.setCurrentIndex(page.listing.model.index(row, 0))
        hands.press(KEY.Key_Return)

    def test_a_scan_opens_at_its_pages_and_goes_back(self, page, hands, named):
        self.open(page, hands, 0)
        assert page.shown == "evidence"
        assert page.viewer.content.showing is Showing.PDF
        assert page.viewer.number.text() == "Z-001"
        assert page.where() == {"evidence": named("党组会𬀩纪要").id, "page": "1"}
        hands.press(KEY.Key_Escape)
        assert page.shown == "list"
        assert page.listing.table.current_id == named("党组会𬀩纪要").id
        assert page.viewer.content.pdf.page_count == 0, "nothing readable stays behind"

    def test_next_and_previous_in_the_list(self, page, hands):
        self.open(page, hands, 0)
        hands.press(KEY.Key_Down, ALT)
        assert page.viewer.content.showing is Showing.PICTURE
        hands.press(KEY.Key_Down, ALT)
        assert page.viewer.content.text.toPlainText() == "会议室门口的监控录像说明"
        hands.press(KEY.Key_Down, ALT)
        assert page.viewer.number.text() == "Z-003", "there is no further one"
        hands.press(KEY.Key_Up, ALT)
        assert page.viewer.number.text() == "Z-002"
        hands.click(page.viewer.below)
        assert page.viewer.number.text() == "Z-003"
        hands.click(page.viewer.above)
        assert page.viewer.number.text() == "Z-002"
        hands.click(page.viewer.back_button)
        assert page.shown == "list"

    def test_a_jump_leads_to_the_page(self, small, page, hands, tmp_path, settle):
        from reportlab.pdfgen.canvas import Canvas

        path = tmp_path / "三页.pdf"
        canvas = Canvas(str(path))
        for _ in range(3):
            canvas.showPage()
        canvas.save()
        one = evidence.add_evidence(small.mission, path).id
        page.go_to({"evidence": one, "page": "3"})
        settle()
        assert page.viewer.content.page == 3
        assert page.viewer.content.page_field.text() == "3"
        page.go_to({"evidence": one, "page": "2"})
        assert page.viewer.content.page == 2
        hands.fill(page.viewer.content.page_field, "９")
        hands.press(KEY.Key_Return)
        assert page.viewer.content.page == 3
        assert page.viewer.content.page_field.text() == "3"
        hands.click(page.viewer.content.back)
        assert page.viewer.content.page == 2
        hands.click(page.viewer.content.forth)
        assert page.viewer.content.page == 3
        page.go_to({"evidence": one, "page": "x"})
        assert page.viewer.content.page == 1
        wide = page.viewer.content.pdf.horizontalScrollBar()
        hands.click(page.viewer.content.larger)
        assert wide.maximum() > 0
        hands.click(page.viewer.content.smaller)
        assert wide.maximum() == 0

    def test_uses_lead_to_the_working_paper(self, page, hands, small):
        self.open(page, hands, 0)
        assert [item.title.split()[0] for item in page.viewer.uses.list.items] == ["底稿"]
        page.viewer.uses.list.setFocus()
        hands.press(KEY.Key_Return)
        key, target = page.context.navigate.visited[-1]
        assert key == "working_paper"
        assert target["working_paper"] == small.mission.reader.find("working_paper")[0].id

    def test_looks_at_what_concerns_the_number_one_are_logged(self, page, hands, small, named):
        self.open(page, hands, 1)
        assert looks_at(small.mission.reader, "evidence", named("现场照片").id) == []
        assert not page.viewer.readers.isVisible()
        hands.press(KEY.Key_Up, ALT)  # its working paper concerns the number one
        looks = looks_at(small.mission.reader, "evidence", named("党组会𬀩纪要").id)
        assert [look.kind for look in looks] == [AccessKind.VIEW]
        assert f"{LEADER} 查阅" in page.viewer.readers.looks.text()

    def test_checked_against_what_was_captured(self, page, hands, small, named):
        self.open(page, hands, 0)
        hands.click(page.viewer.facts.check_button)
        assert page.viewer.facts.result.text().startswith("✓ 与收进时一致")
        stored = blob_path(small.mission.folder.blobs, named("党组会𬀩纪要").text("blob"))
        data = bytearray(stored.read_bytes())
        data[len(data) // 2] ^= 1
        stored.write_bytes(data)
        hands.click(page.viewer.facts.check_button)
        assert page.viewer.facts.result.text().startswith("▲ ")
        page.viewer.closed.emit()
        self.open(page, hands, 0)
        assert page.viewer.content.showing is None, "an altered file is never shown"
        assert page.viewer.content.trouble.isVisible()

    def test_words_are_changed_in_place_and_taken_back(self, page, hands, named, settle):
        self.open(page, hands, 1)
        form = page.viewer.form
        hands.fill(form.title, "现场𠮷照片")
        hands.press(KEY.Key_Tab)
        assert named("现场𠮷照片").text("number") == "Z-002"
        hands.fill(form.title, " ")
        hands.press(KEY.Key_Tab)
        assert form.rows["title"].error
        hands.fill(form.title, "现场𠮷照片")
        hands.press(KEY.Key_Tab)
        hands.fill(form.obtained_on, "2026年10月1日")
        hands.press(KEY.Key_Tab)
        assert named("现场𠮷照片").text("obtained_on") == "2026-10-01"
        form.tags.worded.emit("现场")
        assert named("现场𠮷照片").items("tags") == ("现场",)
        page.viewer.content.setFocus()
        page.viewer.uses.setFocus()
        page.steps.take_back()
        settle()
        assert named("现场𠮷照片").items("tags") == ()
        assert form.tags.chips == ()

    def test_a_note_survives_as_a_draft_and_is_committed(self, page, hands, small, named):
        self.open(page, hands, 1)
        page.viewer.note.setFocus()
        hands.type("左下角有日期𬀩")
        page.flush()
        assert named("现场照片").text("note") == "左下角有日期𬀩"
        assert page.viewer.note.toPlainText() == "左下角有日期𬀩"
        assert small is not None

    def test_the_leader_decides_who_reads(self, page, hands, small, named):
        self.open(page, hands, 1)
        form = page.viewer.form
        choose(form.audience, "named")
        form.audience.activated.emit(form.audience.currentIndex())
        form.readers.picked.emit(small.users[MEMBER])
        assert named("现场照片").audience == Audience.NAMED
        assert page.viewer.audience.text() == "◆ 指定的人"
        assert MEMBER in page.viewer.readers.readers.text()
        assert small.reopen(OTHER_MEMBER).reader.find("evidence", {"number": "Z-002"}) == []

    def test_a_member_sees_but_cannot_decide(self, small, stage, hands):
        page = stage.show(EvidencePage, small.reopen(MEMBER))
        self.open(page, hands, 1)
        assert not page.viewer.form.audience.isEnabled()
        assert not page.viewer.form.title.isReadOnly()

    def test_a_copy_after_a_warning_is_logged(self, page, hands, small, named, tmp_path):
        self.open(page, hands, 2)
        hands.click(page.viewer.copy_button)
        assert "没有加密" in page.viewer.confirm.label.text()
        assert page.asker.dialog is None
        hands.click(button(page.viewer.confirm, "选择保存位置…"))
        assert not page.asker.dialog.isModal()
        target = tmp_path / "副本.txt"
        page.asker.dialog.filesSelected.emit([str(target)])
        page.asker.close()
        assert target.read_text(encoding="utf-8") == "会议室门口的监控录像说明"
        looks = looks_at(small.mission.reader, "evidence", named("录像说明").id)
        assert [look.kind for look in looks] == [AccessKind.EXPORT]
        assert "没有加密" in page.context.notify.texts[-1]

    def test_no_copy_into_the_mission_folder(self, page, hands, small):
        self.open(page, hands, 2)
        hands.click(page.viewer.copy_button)
        hands.click(button(page.viewer.confirm, "选择保存位置…"))
        page.asker.dialog.filesSelected.emit([str(small.folder / "副本.txt")])
        page.asker.close()
        assert page.context.notify.texts == ["evidence.inside_mission"]
        assert not page.viewer.run.running

    def test_withdrawn_with_a_reason_and_taken_back(self, page, hands, named):
        self.open(page, hands, 1)
        hands.click(page.viewer.withdraw_button)
        assert not button(page.viewer.reason, "撤下").isEnabled()
        hands.type("收错了")
        hands.press(KEY.Key_Return)
        assert page.shown == "list"
        assert titles(page) == ["党组会𬀩纪要", "录像说明"]
        page.context.notify[-1].act()
        assert titles(page) == ["党组会𬀩纪要", "现场照片", "录像说明"]
        assert named("现场照片").text("number") == "Z-002"

    def test_what_proves_something_cannot_be_withdrawn(self, page, hands, tasks, messages):
        tasks.known_error.connect(messages)
        self.open(page, hands, 0)
        hands.click(page.viewer.withdraw_button)
        hands.type("不要了")
        hands.press(KEY.Key_Return)
        assert messages.texts == ["evidence.in_use"]
        assert page.shown == "evidence"

    def test_gone_elsewhere_leads_back_to_the_list(self, page, hands, small, named, tasks):
        self.open(page, hands, 1)
        one = named("现场照片").id
        tasks.store(lambda: evidence.withdraw_evidence(small.mission, one, reason="重复"))
        assert page.shown == "list"
        page.go_to({"evidence": one})
        assert page.shown == "list"
