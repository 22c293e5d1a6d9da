"""Files come in as users bring them: dropped, chosen, twice, broken, stopped half way."""

from datetime import date

from PySide6.QtCore import Qt

from inspector_app.system.wording import Wording
from inspector_app.ui.pages.evidence import EvidencePage
from tests.page_fixture import CTRL, button

KEY = Qt.Key


def written(folder, name, text="内容"):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def records(small):
    return small.mission.reader.find("evidence")


def rows(page):
    return {one.path.name: one for one in page.adding.files}


def test_dropped_looked_at_worded_and_taken_in(page, hands, small, tmp_path):
    new = written(tmp_path / "材料", "新的一份𬀩说明.txt", "新内容")
    same = written(tmp_path / "材料", "改了名.txt", "会议室门口的监控录像说明")
    twin = written(tmp_path / "材料", "新的二份说明.txt", "新内容")
    empty = written(tmp_path / "材料", "空.txt", "")
    old_word = tmp_path / "材料" / "旧.wps"
    old_word.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert hands.drop(page, tmp_path / "材料")
    assert page.shown == "add"
    found = rows(page)
    assert len(found) == 5
    assert found[new.name].wanted
    assert not found[same.name].wanted
    assert "Z-003 录像说明" in found[same.name]._state.text()
    assert not found[twin.name].wanted
    assert not found[empty.name].take.isEnabled()
    assert "空文件" in found[empty.name]._state.text()
    assert found[old_word.name].wanted, "evidence of any kind is taken in"
    assert page.adding.take_button.text() == "收进 2 件"
    hands.fill(page.adding.form.source, "调阅资料")
    hands.fill(page.adding.form.obtained_on, "20261012")
    page.adding.form.tags.worded.emit("党组会")
    hands.fill(found[new.name].title, "改过的题目")
    hands.press(KEY.Key_S, CTRL)
    made = {one.text("title"): one for one in records(small)}
    assert {"改过的题目", "旧"} <= made.keys()
    one = made["改过的题目"]
    assert one.text("file_name") == "新的一份𬀩说明.txt"
    assert (one.text("source"), one.text("obtained_on")) == ("调阅资料", "2026-10-12")
    assert one.items("tags") == ("党组会",)
    assert page.shown == "add", "those that were not taken in are still to be seen"
    assert len(page.adding.files) == 3
    assert page.context.notify[-1].tone == "warn"
    hands.press(KEY.Key_Escape)
    assert page.shown == "list"
    assert page.listing.table.current_id == one.id or page.listing.table.current_id


def test_chosen_in_a_dialog_that_stops_nobody(page, hands, small, tmp_path):
    page.listing.table.setFocus()
    hands.press(KEY.Key_N, CTRL)
    dialog = page.asker.dialog
    assert not dialog.isModal()
    dialog.filesSelected.emit([str(written(tmp_path, "一.txt"))])
    page.asker.close()
    hands.click(page.adding.take_button)
    assert page.shown == "list"
    assert records(small)[-1].text("title") == "一"
    assert page.context.notify[-1].tone == "ok"
    assert page.listing.table.current_id == records(small)[-1].id


def test_taken_in_all_the_same_when_it_is_wanted_twice(page, hands, small, tmp_path):
    hands.drop(page, written(tmp_path, "再来.txt", "会议室门口的监控录像说明"))
    row = page.adding.files[0]
    row.take.setFocus()
    hands.press(KEY.Key_Space)
    assert row.wanted
    hands.press(KEY.Key_S, CTRL)
    assert len(records(small)) == 4


def test_left_out_and_given_up(page, hands, small, tmp_path):
    hands.drop(page, written(tmp_path, "一.txt"), written(tmp_path, "二.txt", "二"))
    hands.click(rows(page)["一.txt"].remove)
    assert list(rows(page)) == ["二.txt"]
    hands.drop(page, tmp_path / "二.txt")
    assert list(rows(page)) == ["二.txt"], "the same file once"
    hands.click(button(page.adding, "不收了"))
    assert page.shown == "list"
    assert len(records(small)) == 3
    assert page.adding.files == ()


def test_restricted_from_the_first_moment(page, hands, small, tmp_path):
    from tests.paper_fixture import LEADER, MEMBER

    hands.drop(page, written(tmp_path, "线索附件.txt"))
    form = page.adding.form
    form.audience.setCurrentIndex(form.audience.findData("named"))
    form.audience.activated.emit(0)
    form.readers.picked.emit(small.users[MEMBER])
    hands.press(KEY.Key_S, CTRL)
    one = records(small)[-1]
    assert one.audience == "named"
    assert one.items("readers") == (small.users[MEMBER],)
    assert small.users[LEADER] == one.owner


def test_stopped_half_way_what_is_in_stays(
    small, stage, bus, threaded_tasks, hands, tmp_path, qtbot
):
    page = stage.show(EvidencePage, small.mission, tasks=threaded_tasks)
    paths = [written(tmp_path, f"{number}.txt", str(number) * 200_000) for number in range(4)]
    hands.drop(page, *paths)
    qtbot.waitUntil(page.adding.take_button.isEnabled)

    def stop(changes):
        if changes.touches("evidence") and page.adding.busy:
            button(page.adding.run, "停止").click()

    bus.changed.connect(stop)
    hands.press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: not page.adding.busy)
    assert len(records(small)) == 4, "one came in, three did not"
    assert len(page.adding.files) == 3
    blobs = [p for p in small.mission.folder.blobs.rglob("*") if p.is_file()]
    assert len(blobs) == 4
    assert "已收进 1 件" in page.context.notify.texts[-1]


def test_what_vanishes_before_it_is_taken_in_is_said(page, hands, small, tmp_path):
    path = written(tmp_path, "会走.txt")
    other = written(tmp_path, "留下.txt", "留")
    hands.drop(page, path, other)
    path.unlink()
    hands.press(KEY.Key_S, CTRL)
    assert len(records(small)) == 4
    row = page.adding.files[0]
    assert row.path == path
    assert "找不到" in row._state.text()


def test_the_date_says_when_it_is_not_read(page, hands, tmp_path):
    hands.drop(page, written(tmp_path, "一.txt"))
    form = page.adding.form
    hands.fill(form.obtained_on, "上周")
    hands.press(KEY.Key_Tab)
    assert form.rows["obtained_on"].error
    hands.fill(form.obtained_on, "2026.9.1")
    hands.press(KEY.Key_Tab)
    assert form.words.obtained_on == date(2026, 9, 1).isoformat()
    assert form.rows["obtained_on"].error == ""


def test_only_files_can_be_dropped(page, hands):
    assert not hands.drop(page)
    assert page.shown == "list"


def test_problems_are_worded():
    for language in ("zh_CN", "en"):
        assert Wording(language).text("intake.evidence.encrypted")
