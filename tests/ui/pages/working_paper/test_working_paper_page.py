"""The working-paper page, driven by keys and clicks through its main job."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from inspector_app.domain.vocabulary import FindingClass, Purpose, WorkingPaperState
from inspector_app.services import working_papers
from inspector_app.services.mission import vocabulary
from inspector_app.services.working_paper_list import awaiting
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.working_paper import working_paper_badge
from tests import paper_fixture as made

CTRL = Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CHIP = QPoint(12, 10)


def view_of(small, paper=""):
    mission = small.mission
    return working_papers.working_paper_view(mission.reader, mission.id, paper or small.paper)


def empty_paper(small):
    return next(
        p.id for p in working_papers.working_papers(small.mission.reader) if p.id != small.paper
    )


def cards(page):
    return list(page.form.facts.values())


def lines(page):
    return {line.id: line for line in page.listing.list.lines}


def opened(page, paper, settle):
    page.go_to({"working_paper": paper})
    settle()
    return page


# --- the list -----------------------------------------------------------------------------


def test_an_empty_page_says_what_to_do(bare, show, settle):
    page = show(bare.mission)
    assert page.empty.isVisible()
    menu = page.new.menu()
    assert len(menu.actions()) == len(FindingClass)
    menu.actions()[1].trigger()
    settle()
    assert not page.empty.isVisible()
    (paper,) = working_papers.working_papers(bare.mission.reader)
    assert paper.text("finding_class") == FindingClass.STRICT_GOVERNANCE.value
    assert paper.items("undertakers") == (bare.mission.me,)
    assert page.form.title.hasFocus()


def test_the_list_shows_what_is_missing_and_is_filtered(small, show, hands, settle):
    page = show(small.mission)
    shown = lines(page)
    assert shown[small.paper].missing == ""
    assert shown[small.paper].number_one == "◆ 一把手"
    assert shown[empty_paper(small)].missing == "▲ 缺 5 项"
    assert page.header.subtitle.text() == "共 2 份 · 草稿 2"
    hands.into(page.listing.search)
    page.listing.search.insert("定调")
    hands.press(Qt.Key.Key_Return)
    settle()
    assert list(lines(page)) == [small.paper]
    page.listing.search.clear()
    page.listing.search.searched.emit("")
    place = page.listing.states.findData(WorkingPaperState.APPROVED.value)
    page.listing.states.setCurrentIndex(place)
    page.listing.states.activated.emit(place)
    settle()
    assert lines(page) == {}
    opened(page, empty_paper(small), settle)  # a jump opens the filters that hide its goal
    assert len(lines(page)) == 2


def test_the_list_is_walked_by_keys_and_leads_into_the_paper(small, show, hands, settle):
    page = show(small.mission)
    hands.click(page.listing.list.viewport(), QPoint(20, 20))
    settle()
    first = page._current
    hands.press(Qt.Key.Key_Down)
    settle()
    assert page._current != first
    hands.press(Qt.Key.Key_Return)
    settle()
    assert page.form.title.hasFocus()


# --- the main job -------------------------------------------------------------------------


def fill_in_the_fields(page, hands, settle):
    """Type and pick everything but facts."""
    form = page.form
    hands.into(form.title)
    hands.type("公务用车派车单不全")
    hands.press(Qt.Key.Key_Tab)
    for name in (made.MEMBER, made.OTHER_MEMBER):
        hands.click(form.undertakers.add_button.button)
        settle()
        hands.pick(form.undertakers.add_button.box, name)
        settle()
    form.basis.setFocus()
    hands.type("公务用车管理办法（示例）")
    form.body.setFocus()
    hands.type("示例市园林局党组")
    form.people["main_leaders"].add_button.button.setFocus()
    hands.press(Qt.Key.Key_Space)
    settle()
    hands.pick(form.people["main_leaders"].add_button.box, "虞堃")
    settle()


def write_a_fact(page, hands, settle):
    page.form.add_fact.setFocus()
    hands.press(Qt.Key.Key_Space)
    settle()
    (card,) = cards(page)
    assert card.text.hasFocus()
    hands.type("2026年上半年出车661次，其中47次没有派车单。")
    hands.press(Qt.Key.Key_Tab)
    hands.type("查阅派车单")
    hands.press(Qt.Key.Key_Tab)
    settle()
    return card


def prove_by_a_page(page, hands, settle):
    hands.pick(page.proofs.pick_evidence, "纪要")
    settle()
    hands.click(page.proofs.use)
    settle()


def prove_by_what_was_said(page, hands, settle):
    hands.click(page.proofs.by_talk)
    settle()
    hands.pick(page.proofs.pick_talk, "虞堃")
    settle()
    page.proofs.search.insert("六月那次")
    hands.press(Qt.Key.Key_Return)
    settle()
    assert page.proofs.paragraphs.count() == 1
    page.proofs.paragraphs.setCurrentRow(0)
    hands.click(page.proofs.use)
    settle()


def test_a_paper_is_written_from_nothing(small, show, hands, settle):
    paper = empty_paper(small)
    page = opened(show(small.mission), paper, settle)
    assert len(page.missing.items) == 5
    fill_in_the_fields(page, hands, settle)
    card = write_a_fact(page, hands, settle)
    card.add_proof.click()
    settle()
    assert page.proofs.isVisible()
    prove_by_a_page(page, hands, settle)
    prove_by_what_was_said(page, hands, settle)
    view = view_of(small, paper)
    assert len(view.facts[0].proofs) == 2
    assert view.facts[0].fact.text("method") == "查阅派车单"
    assert view.paper.text("title") == "公务用车派车单不全"
    assert len(view.paper.items("undertakers")) == 2
    assert view.missing == ()
    assert page.missing.items == ()
    assert lines(page)[paper].missing == ""
    hands.click(page.proofs.close_button)
    assert not page.sign_off.sign.isEnabled()  # the leader did not undertake it
    assert "承办人" in page.sign_off.why.text()


def test_three_people_sign_in_turn_and_the_number_comes_last(small, show, hands, settle, messages):
    for person, number in ((made.MEMBER, ""), (made.DEPUTY, ""), (made.LEADER, "B-001")):
        page = opened(show(small.reopen(person)), small.paper, settle)
        assert page.sign_off.sign.isEnabled(), page.sign_off.why.text()
        hands.click(page.sign_off.sign)
        settle()
        assert view_of(small).paper.text("number") == number
    assert [one.signer_name for one in view_of(small).standing] == [
        made.MEMBER,
        made.DEPUTY,
        made.LEADER,
    ]
    assert "B-001" in messages.texts[-1]
    words = [step.who.text() for step in page.sign_off.steps.values()]
    assert all("签名有效" in one for one in words)
    assert page.form.title.isReadOnly()
    assert not page.form.add_fact.isVisible()
    assert not page.delete.isVisible()


def test_a_paper_is_returned_with_a_reason_and_can_be_mended(small, show, hands, settle):
    page = opened(show(small.reopen(made.MEMBER)), small.paper, settle)
    hands.click(page.sign_off.sign)
    settle()
    assert page.frozen.isVisible()
    assert not page.sign_off.give_back.isVisible()  # a member cannot return it
    page = opened(show(small.reopen(made.DEPUTY)), small.paper, settle)
    hands.click(page.sign_off.give_back)
    assert page.sign_off.reason.isVisible()
    hands.press(Qt.Key.Key_Return)  # without a reason nothing happens
    assert view_of(small).state is WorkingPaperState.SUBMITTED
    hands.type("时间写到日")
    hands.press(Qt.Key.Key_Return)
    settle()
    assert view_of(small).state is WorkingPaperState.RETURNED
    assert working_paper_badge(small.mission) is None
    mission = small.reopen(made.MEMBER)
    assert working_paper_badge(mission).count == 1
    page = opened(show(mission), small.paper, settle)
    assert "时间写到日" in page.sign_off.returned.text()
    assert made.DEPUTY in page.sign_off.returned.text()
    card = cards(page)[0]
    hands.into(card.text)
    card.text.moveCursor(card.text.textCursor().MoveOperation.End)
    hands.type("具体为6月9日。")
    hands.press(Qt.Key.Key_Tab)
    settle()
    hands.click(page.sign_off.sign)
    settle()
    assert view_of(small).state is WorkingPaperState.SUBMITTED
    assert awaiting(small.reopen(made.DEPUTY)) == 1


def test_a_proof_leads_to_the_paragraph_and_on_to_the_talk(small, show, hands, settle):
    page = opened(show(small.mission), small.paper, settle)
    chip = cards(page)[0].proof_chips[0]
    hands.click(chip, CHIP)
    settle()
    assert page.proofs.isVisible()
    current = page.proofs.paragraphs.currentItem()
    assert made.SAID in current.text()
    hands.click(page.proofs.go)
    paragraph = view_of(small).facts[0].proofs[0].text("paragraph")
    assert page.context.navigate.visited == [("talk", {"talk": small.talk, "paragraph": paragraph})]
    page.setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert not page.proofs.isVisible()


def test_a_page_of_evidence_is_chosen_by_turning_to_it(small, show, hands, settle):
    page = opened(show(small.mission), small.paper, settle)
    card = cards(page)[0]
    hands.click(card.add_proof)
    settle()
    assert not page.proofs.use.isEnabled()
    hands.pick(page.proofs.pick_evidence, "纪要")
    settle()
    evidence = next(
        e for e in small.mission.reader.find("evidence") if e.text("title") == "党组会纪要"
    )
    pages = evidence.number("pages")
    assert pages
    hands.click(page.proofs.use)
    settle()
    proof = view_of(small).facts[0].proofs[-1]
    assert (proof.text("evidence"), proof.number("page")) == (evidence.id, 1)
    chip = cards(page)[0].proof_chips[-1]
    assert "第1页" in chip.text()
    hands.click(chip, CHIP)
    settle()
    hands.click(page.proofs.go)
    assert page.context.navigate.visited[-1] == (
        "evidence",
        {"evidence": evidence.id, "page": "1"},
    )


def test_facts_are_moved_deleted_and_brought_back(small, show, hands, settle, messages):
    page = opened(show(small.mission), small.paper, settle)
    hands.into(cards(page)[0].text)
    hands.press(Qt.Key.Key_Return, CTRL)
    settle()
    hands.type("第二件事实。")
    hands.press(Qt.Key.Key_Up, ALT_SHIFT)
    settle()
    first = view_of(small).facts[0].fact
    assert first.text("text") == "第二件事实。"
    card = page.form.facts[first.id]
    assert card.text.hasFocus()
    hands.click(card.delete)
    settle()
    assert len(view_of(small).facts) == 1
    notice = messages[-1]
    assert isinstance(notice, Notice)
    notice.act()
    settle()
    assert view_of(small).facts[0].fact.id == first.id
    page.listing.list.setFocus()
    hands.press(Qt.Key.Key_Z, CTRL)  # the move
    settle()
    assert view_of(small).facts[1].fact.id == first.id


def test_a_statement_is_taken_down_beside_the_facts(small, show, hands, settle):
    page = opened(show(small.mission), small.paper, settle)
    page.form.add_statement.open()
    settle()
    hands.pick(page.form.add_statement.box, made.NUMBER_ONE)
    settle()
    (card,) = page.form.statements.values()
    assert card.text.hasFocus()
    hands.type("情况属实，我有责任。")
    hands.press(Qt.Key.Key_Tab)
    card.given_on.setFocus()
    hands.type("2026.11.3")
    hands.press(Qt.Key.Key_Return)
    settle()
    (told,) = view_of(small).statements
    assert told.text("text") == "情况属实，我有责任。"
    assert told.text("given_on") == "2026-11-03"
    assert told.text("official") == small.officials[made.NUMBER_ONE]


def test_what_is_missing_leads_to_its_field(small, show, settle):
    paper = empty_paper(small)
    page = opened(show(small.mission), paper, settle)
    wanted = {
        "undertakers": page.form.undertakers.add_button.button,
        "title": page.form.title,
        "facts": page.form.add_fact,
        "responsible_body": page.form.body,
        "basis": page.form.basis,
    }
    for item in page.missing.items:
        page.missing.jumped.emit(item)
        settle()
        assert wanted[dict(item.target)["field"]].hasFocus()


def test_a_draft_is_deleted_and_brought_back(small, show, hands, settle, messages):
    page = opened(show(small.mission), small.paper, settle)
    hands.click(page.delete)
    settle()
    assert small.paper not in lines(page)
    messages[-1].act()
    settle()
    assert small.paper in lines(page)


# --- typing is safe -----------------------------------------------------------------------


def test_typing_then_locking_loses_nothing(
    small, show, hands, threaded_tasks, theme, bus, messages, page_context, qtbot
):
    base = page_context(small.mission, vocabulary=vocabulary(small.mission.reader))
    context = PageContext(
        theme=theme,
        tasks=threaded_tasks,
        bus=bus,
        wording=base.wording,
        navigate=base.navigate,
        notify=messages,
        services=small.mission,
    )
    page = show(small.mission, context=context)
    page.go_to({"working_paper": small.paper})
    QApplication.processEvents()
    card = cards(page)[0]
    hands.into(card.text)
    card.text.moveCursor(card.text.textCursor().MoveOperation.End)
    hands.type("还没有离开。")
    page.flush()
    assert threaded_tasks.drain()
    qtbot.waitUntil(lambda: threaded_tasks.idle, timeout=20_000)
    page.release()
    small.reopen(made.LEADER)
    assert view_of(small).facts[0].fact.text("text").endswith("还没有离开。")


def test_signing_covers_what_was_just_typed(small, show, hands, settle):
    page = opened(show(small.reopen(made.MEMBER)), small.paper, settle)
    card = cards(page)[0]
    hands.into(card.text)
    card.text.moveCursor(card.text.textCursor().MoveOperation.End)
    hands.type("这句也要签进去。")
    hands.click(page.sign_off.sign)
    settle()
    view = view_of(small)
    assert view.state is WorkingPaperState.SUBMITTED
    assert view.facts[0].fact.text("text").endswith("这句也要签进去。")
    assert [s.purpose for s in view.standing] == [Purpose.WORKING_PAPER_UNDERTAKE]


def test_another_persons_change_does_not_take_the_caret(small, show, hands, settle):
    page = opened(show(small.mission), small.paper, settle)
    card = cards(page)[0]
    hands.into(card.text)
    hands.compose("shuo'ming")
    made_fact = working_papers.add_fact(small.mission, small.paper, text="别人加的")
    page.context.bus.post(made_fact.changes)
    settle()
    assert cards(page)[0] is card
    assert card.text.hasFocus()
    assert len(cards(page)) == 2
    hands.compose("", "说明")
    assert "说明" in card.text.text


# --- the paper leaves ---------------------------------------------------------------------


def test_a_working_paper_is_exported_as_pdf(small, show, hands, settle, tmp_path, qtbot):
    page = opened(show(small.mission), small.paper, settle)
    hands.click(page.export_button)
    hands.click(page.confirm._yes_button)
    dialog = page.findChild(QFileDialog)
    assert not dialog.isModal()
    target = tmp_path / "底稿.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


# --- looks --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_cut_covered_or_untranslated(
    language, small, show, translations, layout_problems, settle, theme
):
    translations.set_language(language)
    page = show(small.mission, language=language)
    found = []

    def look(where):
        settle()
        found.extend(f"{where}: {one}" for one in layout_problems(page.host, language=language))

    for mode in ("light", "dark"):
        theme.set_mode(type(theme.mode)(mode))
        for paper in (small.paper, empty_paper(small)):
            opened(page, paper, settle)
            look(f"{paper} {mode}")
        opened(page, small.paper, settle)
        cards(page)[0].add_proof.click()
        look("evidence")
        page.proofs.by_talk.click()
        page.proofs._on_talk(small.talk)
        look("talk")
        cards(page)[0].proof_chips[0].click()
        look("proof")
        page._close_proofs()
        page.sign_off.reason.ask("？", yes="是", given=lambda _reason: None)
        page.sign_off.reason.withdraw()
    assert not found, "\n".join(found)


def test_every_button_has_a_name_for_screen_readers(small, show, settle):
    page = opened(show(small.mission), small.paper, settle)
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert button.text() or button.accessibleName()
