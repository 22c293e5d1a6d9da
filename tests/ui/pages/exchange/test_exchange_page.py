"""The exchange page driven as a user drives it: deliver, be receipted, merge, decide, back up."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector_app.domain.errors import KnownError
from inspector_app.services import work_packages
from inspector_app.services.certification import certificate_request
from inspector_app.services.conflicts import open_conflicts
from inspector_app.services.hq import certify, hq_card
from inspector_app.services.receipts import DeliveryState, deliveries
from inspector_app.services.report_final import reopen_report
from inspector_app.store.journal import Write
from inspector_app.ui.pages.exchange import ExchangePage, exchange_badge
from inspector_app.ui.pages.exchange.page import VIEWS
from inspector_app.ui.theme import ThemeMode
from tests.page_fixture import CTRL, button
from tests.paper_fixture import LEADER, MEMBER

KEY = Qt.Key


@pytest.fixture
def words(settle):
    """``words(widget)``: every text that can be seen in it."""

    def read(widget):
        settle()
        return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())

    return read


def tab(page, hands, view):
    """Choose a view by the keyboard."""
    page.tabs.setFocus()
    while page.tabs.currentIndex() > VIEWS.index(view):
        hands.press(KEY.Key_Left)
    while page.tabs.currentIndex() < VIEWS.index(view):
        hands.press(KEY.Key_Right)
    assert page.view == view


def choose(page, *paths):
    """Choose in the dialog that is open."""
    dialog = page.asker.dialog
    assert not dialog.isModal()
    dialog.filesSelected.emit([str(path) for path in paths])
    page.asker.close()
    page.window().activateWindow()  # as a window manager does when a dialog closes


def written(case, name, text):
    path = case.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def package_from(member, case, name="汇总.age"):
    return work_packages.make_work(member.mission, case.folder / name, [member.users[LEADER]]).path


def disagree(case, member, field="office", values=("主任", "副主任")):
    official = case.small.officials["佘翊"]
    for small, value in zip((case.small, member), values, strict=True):
        small.mission.journal.write(Write("official", official, {field: value}))
    return official


class TestDelivery:
    def test_made_handed_over_and_receipted(self, page, case, hands, words):
        assert page.delivery.state.text() == "✓ 可以移交"
        hands.click(page.delivery.make_button)
        target = case.folder / "移交.age"
        choose(page, target)
        assert target.is_file()
        assert "移交包已做好" in page.context.notify.texts[-1]
        assert "△ 已制作，尚未收到回执" in words(page.delivery.deliveries)
        received = case.receive(target)
        assert received.faults == ()
        receipt = written(case, "回执.txt", received.receipt)
        assert hands.drop(page, receipt)
        assert page.view == "incoming"
        assert received.number in words(page.incoming)
        assert "已收下" in words(page.incoming)
        hands.press(KEY.Key_Space)
        assert page.view == "delivery"
        (row,) = deliveries(case.mission.reader, case.mission.id)
        assert row.state is DeliveryState.ACCEPTED
        assert received.number in words(page.delivery.deliveries)
        assert "最近一次移交已收下" in page.header.subtitle.text()

    def test_what_is_missing_leads_there(self, page, case, hands, tasks):
        report = case.report
        tasks.store(lambda: reopen_report(case.mission, report, reason="再改"))
        assert page.delivery.state.text() == "▲ 还差 1 项"
        assert not page.delivery.make_button.isEnabled()
        page.delivery.missing.setFocus()
        hands.press(KEY.Key_Return)
        assert page.context.navigate.visited[-1][0] == "report"

    def test_a_conflict_stands_before_it(self, page, case, member, hands, tasks):
        disagree(case, member)
        path = package_from(member, case)
        tasks.store(lambda: work_packages.take_work(case.mission, path))
        assert not page.delivery.make_button.isEnabled()
        page.delivery.missing.setFocus()
        hands.press(KEY.Key_Return)
        assert page.context.navigate.visited[-1] == ("exchange", {"view": "conflicts"})

    def test_a_member_does_not_deliver(self, case, stage):
        page = stage.show(ExchangePage, case.small.reopen(MEMBER))
        assert not page.delivery.make_button.isVisible()
        assert page.delivery.leader_only.isVisible()

    def test_headquarters_and_certificates_come_as_files(self, page, case, hands, words):
        mission = case.mission
        request = certificate_request(mission)
        keys = {"hq_sign_key": None, "hq_seal_key": None, "hq_confirmed": False}
        mission.journal.write(
            Write("mission", mission.id, keys), Write("user", mission.me, {"certificate": None})
        )
        page.refresh(None)
        assert page.delivery.state.text().startswith("▲")
        page.delivery.missing.setFocus()
        hands.press(KEY.Key_Return)
        assert page.delivery.headquarters.take_card.hasFocus(), "the jump leads to the button"
        hands.drop(page, written(case, "名片.json", hq_card(case.hq)))
        assert case.hq.keys.public.fingerprint.replace(" ", "   ") in words(page.incoming)
        hands.press(KEY.Key_Space)
        assert page.view == "delivery"
        assert case.hq.keys.public.fingerprint.replace(" ", "   ") in words(page.delivery)
        hands.click(page.delivery.headquarters.confirm)
        hands.click(button(page.confirm, "全部一致"))
        hands.drop(page, written(case, "证书.json", certify(case.hq, request).certificate))
        assert LEADER in words(page.incoming)
        hands.press(KEY.Key_Space)
        assert page.delivery.state.text() == "✓ 可以移交"

    def test_a_place_that_is_taken_is_said_and_nothing_is_left(self, page, case, hands):
        target = written(case, "移交.age", "别的文件")
        hands.click(page.delivery.make_button)
        choose(page, target)
        assert page.context.notify.texts == ["system.file_exists"]
        assert target.read_text(encoding="utf-8") == "别的文件"
        assert page.delivery.make_button.isEnabled()
        assert not page.run.running

    def test_stopped_while_printing_nothing_is_made(
        self, case, stage, threaded_tasks, hands, qtbot, monkeypatch
    ):
        page = stage.show(ExchangePage, case.mission, tasks=threaded_tasks)
        started, go_on = threading.Event(), threading.Event()
        render = type(page.delivery)._print

        def slow(part, papers, progress):
            started.set()
            go_on.wait(10)
            return render(part, papers, progress)

        monkeypatch.setattr(type(page.delivery), "_print", slow)
        hands.click(page.delivery.make_button)
        choose(page, case.folder / "移交.age")
        qtbot.waitUntil(started.is_set)
        hands.click(button(page.run, "停止"))
        go_on.set()
        qtbot.waitUntil(lambda: not page.run.running)
        assert not (case.folder / "移交.age").exists()
        assert deliveries(case.mission.reader, case.mission.id) == []


class TestTeam:
    def test_a_package_is_made_previewed_and_taken_in(
        self, page, case, member, hands, stage, settle, words
    ):
        other = stage.show(ExchangePage, member.mission)
        tab(other, hands, "team")
        boxes = {box.text(): box for box in other.team._boxes.values()}
        assert boxes[LEADER].isChecked(), "a member's package goes to the leader"
        member.plan("佘翊")
        other.refresh(None)
        hands.click(other.team.make_button)
        path = case.folder / "汇总.age"
        choose(other, path)
        assert path.is_file()
        assert LEADER in words(other.team.log_card)

        page.window().activateWindow()
        settle()
        count = case.mission.reader.count("talk")
        hands.drop(page, path)
        assert page.view == "incoming"
        shown = words(page.incoming)
        assert f"{MEMBER} 组员" in shown
        assert "谈话 1" in shown
        assert case.mission.reader.count("talk") == count, "looking changes nothing"
        hands.click(page.incoming.take_button)
        assert page.view == "team"
        assert case.mission.reader.count("talk") == count + 1
        assert f"装入 {MEMBER} 的第 1 份" in words(page.team.log_card)
        assert MEMBER in words(page.team.laptops)
        assert list((case.folder / "backups").rglob("*-merge")), "a backup was made before"

    def test_the_same_package_again_changes_nothing(self, page, case, member, hands, tasks, words):
        path = package_from(member, case)
        tasks.store(lambda: work_packages.take_work(case.mission, path))
        entries = case.mission.reader.entry_count()
        hands.drop(page, path)
        assert "已经装入过" in words(page.incoming)
        hands.press(KEY.Key_Escape)
        assert page.view == "delivery"
        assert case.mission.reader.entry_count() == entries

    def test_nobody_chosen_no_package(self, page, hands, settle):
        tab(page, hands, "team")
        settle()
        for box in page.team._boxes.values():
            box.setChecked(False)
        assert not page.team.make_button.isEnabled()
        box = next(iter(page.team._boxes.values()))
        box.setFocus()
        hands.press(KEY.Key_Space)
        assert page.team.make_button.isEnabled()

    def test_a_gap_is_told_in_plain_words(self, page, case, hands, words):
        case.mission.journal.db.conn.execute(
            "INSERT INTO entry (id, device, seq, prev, hash, body_hash) VALUES"
            " ('01a15d42-0000-7000-8000-000000000001', 'devicegap1', 7, ?, ?, ?)",
            ("0" * 64, "1" * 64, "2" * 64),
        )
        tab(page, hands, "team")
        assert "缺第 1–6 条" in words(page.team.laptops)
        assert "△ 不全" in words(page.team.laptops)
        case.mission.journal.db.conn.execute("DELETE FROM entry WHERE device = 'devicegap1'")

    @pytest.mark.parametrize("content", [b"", b"age-encryption.org/v1\nnonsense", b"{}", b"\xff"])
    def test_what_is_nothing_of_ours_is_said(self, page, case, hands, content):
        path = case.folder / "来路不明.age"
        path.write_bytes(content)
        hands.drop(page, path)
        assert page.view == "delivery"
        assert isinstance(page.context.notify[-1], KnownError)
        assert not page.run.running

    def test_a_package_for_somebody_else_is_refused(self, page, case, member, hands):
        other = next(user for name, user in member.users.items() if name not in (LEADER, MEMBER))
        path = work_packages.make_work(member.mission, case.folder / "别人的.age", [other]).path
        hands.drop(page, path)
        assert page.context.notify.texts == ["exchange.not_for_you"]

    def test_changed_after_it_was_looked_at(self, page, case, member, hands):
        path = package_from(member, case)
        hands.drop(page, path)
        member.plan("佘翊")
        other = package_from(member, case, "另一份.age")
        path.unlink()
        other.rename(path)
        hands.click(page.incoming.take_button)
        assert page.context.notify.texts[-1] == "work.changed_since_preview"
        assert page.view == "incoming"
        hands.press(KEY.Key_Escape)


class TestConflicts:
    @pytest.fixture
    def torn(self, case, member, page, hands, words):
        official = disagree(case, member)
        hands.drop(page, package_from(member, case))
        assert "两边写得不一样" in words(page.incoming)
        assert "佘翊：职务" in words(page.incoming)
        hands.click(page.incoming.take_button)
        assert page.view == "conflicts", "what waits is shown at once"
        return official

    def test_both_values_who_and_when_and_a_decision(self, torn, page, case, hands, words):
        assert page.tabs.tabText(2) == "冲突 ▲ 1"
        assert exchange_badge(case.mission).count == 1
        shown = words(page.conflicts.detail)
        assert "主任" in shown
        assert "副主任" in shown
        assert "2026-10-21" in shown
        assert {one.text() for one in page.conflicts.choices} == {LEADER, MEMBER}
        assert not page.conflicts.decide_button.isEnabled()
        chosen = next(one for one in page.conflicts.choices if one.text() == MEMBER)
        chosen.setFocus()
        hands.press(KEY.Key_Space)
        assert not page.conflicts.decide_button.isEnabled(), "not without a reason"
        page.conflicts.reason.setFocus()
        hands.type("已与本人核对")
        hands.press(KEY.Key_Return)
        assert open_conflicts(case.mission.reader) == []
        assert case.mission.reader.get("official", torn).text("office") == "副主任"
        assert page.conflicts.none.isVisible()
        assert page.tabs.tabText(2) == "冲突"
        assert exchange_badge(case.mission) is None

    def test_a_wording_of_ones_own(self, torn, page, case, hands):
        hands.fill(page.conflicts.own_text, "主任（原副主任）")
        assert page.conflicts.own.isChecked()
        page.conflicts.reason.setFocus()
        hands.type("两个都对")
        hands.press(KEY.Key_Return, CTRL)
        assert case.mission.reader.get("official", torn).text("office") == "主任（原副主任）"

    def test_it_leads_to_the_record(self, torn, page, hands):
        hands.click(page.conflicts.jump_button)
        assert page.context.navigate.visited[-1][1]["official"] == torn

    def test_more_came_meanwhile(self, torn, page, case, hands):
        page.conflicts.choices[0].setChecked(True)
        page.conflicts.reason.setText("核对")
        case.mission.journal.write(Write("official", torn, {"office": "第三种"}))
        hands.click(page.conflicts.decide_button)
        assert page.context.notify.texts[-1] == "conflict.none_open"
        assert page.conflicts.none.isVisible(), "it was read anew"

    def test_a_list_of_several(self, case, member, page, hands, settle):
        for field in ("office", "note", "contact"):
            disagree(case, member, field, ("甲", "乙"))
        hands.drop(page, package_from(member, case))
        hands.click(page.incoming.take_button)
        assert page.conflicts.count == 3
        assert page.tabs.tabText(2) == "冲突 ▲ 3"
        settle()
        page.conflicts.list.setFocus()
        hands.press(KEY.Key_Home)
        hands.press(KEY.Key_Down)
        hands.press(KEY.Key_Return)
        assert page.conflicts.heading.text() == page.conflicts.list.items[1].title


class TestBackups:
    def test_made_now_and_elsewhere(self, page, hands, tmp_path, words):
        tab(page, hands, "backup")
        assert page.backup.empty.isVisible()
        hands.click(page.backup.now_button)
        assert not page.backup.empty.isVisible()
        assert "第 1 份" in words(page.backup)
        hands.click(page.backup.now_button)
        assert "没有改动" in page.context.notify.texts[-1]
        hands.click(page.backup.elsewhere_button)
        elsewhere = tmp_path / "盘"
        elsewhere.mkdir()
        choose(page, elsewhere)
        assert list(elsewhere.rglob("mission.db"))

    def test_not_into_the_mission_folder(self, page, case, hands):
        tab(page, hands, "backup")
        hands.click(page.backup.elsewhere_button)
        choose(page, case.small.folder)
        assert page.context.notify.texts == ["store.backup_inside"]


def test_targets_lead_to_views(page):
    for view in VIEWS:
        page.go_to({"view": view})
        assert page.view == view
        assert page.where() == {"view": view}
    page.go_to({"view": "nowhere"})
    assert page.view == "backup"
    page.go_to({"package": "x"})
    assert page.view == "delivery"


@pytest.mark.parametrize(
    ("language", "mode"),
    [("zh_CN", ThemeMode.LIGHT), ("en", ThemeMode.DARK), ("en", ThemeMode.HIGH_CONTRAST)],
)
def test_layout(
    case, member, stage, theme, translations, layout_problems, settle, hands, language, mode
):
    theme.set_mode(mode)
    translations.set_language(language)
    page = stage.show(ExchangePage, case.mission, language=language)
    window = page.window()
    found = []

    def look():
        settle()
        found.extend(layout_problems(window, language=language))

    for view in VIEWS:
        page.go_to({"view": view})
        look()
    hands.drop(page, written(case, "名片.json", hq_card(case.hq)))
    look()
    hands.press(KEY.Key_Escape)
    disagree(case, member)
    disagree(case, member, "note", ("很长的备注" * 60, "另一种写法" * 50))
    hands.drop(page, package_from(member, case))
    look()
    hands.click(page.incoming.take_button)
    assert page.view == "conflicts"
    look()
    for view in VIEWS:
        page.go_to({"view": view})
        look()
    assert found == []
