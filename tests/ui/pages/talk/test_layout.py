"""Every state of the page in both languages and themes: nothing cut, covered, nameless."""

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.vocabulary import TalkKind
from inspector_app.services import talks
from inspector_app.ui.theme import ThemeMode
from tests.services.test_contradictions import say
from tests.ui.pages.talk.conftest import ALT, CTRL, SHIFT

K = Qt.Key


def empty_list(_small, page, _hands):
    page.refresh(None)


def full_list(small, page, _hands):
    small.plan("岑𬀩", "2026-10-22T09:00", "2026-10-22T11:00")
    talk = small.hold("虞堃", "2026-10-19T09:00", "2026-10-19T10:30", but=("L2-1",))
    talks.close_talk(small.mission, talk, gap_reason="本人身体不适")
    page.refresh(None)


def plan_form(_small, page, _hands):
    page.plans.plan()


def plan_form_with_errors(_small, page, hands):
    page.plans.form.starts.setText("半天")
    hands.click(page.plans.form._save)


def matrix(_small, page, _hands):
    page.plans.form.put_away()
    page.plans.show_view("matrix")


def planned(small, page, _hands):
    page.open_talk(small.plan("岑𬀩", "2026-10-23T09:00", "2026-10-23T11:00"))


def changing_the_plan(_small, page, _hands):
    page.workspace.steps.change_plan()


def held(small, page, hands):
    page.open_talk(small.plan("蔺㛃", "2026-10-21T15:00", "2026-10-21T16:30"))
    hands.press(K.Key_F8)
    hands.type("会上研究事情，一般谁先发言、谁最后表态？")
    hands.press(K.Key_F2)
    hands.press(K.Key_Return)
    hands.type("多数时候是分管同志先讲。" * 6)
    hands.press(K.Key_1, ALT)
    hands.press(K.Key_F6)
    hands.press(K.Key_F7)


def keys(_small, _page, hands):
    hands.press(K.Key_F1)


def snippet_list(_small, page, _hands):
    page.workspace.side.manage_snippets()
    page.workspace.side.snippets.list.setCurrentRow(0)


def file_list(_small, page, _hands):
    page.workspace.side.toggle_files()


def corrected(_small, page, hands):
    page.workspace.side.toggle_files()
    page.workspace.to_record()
    hands.press(K.Key_F9)
    hands.type("更正一句")
    page.workspace.save()


def ending(_small, _page, hands):
    hands.press(K.Key_E, CTRL | SHIFT)


def gap(small, page, hands):
    talk = small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:30", but=("L2-1", "W3-2"))
    talks.close_talk(small.mission, talk, gap_reason="本人身体不适，约定改日补谈")
    page.open_talk(talk)
    hands.click(page.workspace.head.consent)


def signed(small, page, _hands):
    talk = small.hold("佘翊", "2026-10-20T14:00", "2026-10-20T15:30")
    talks.close_talk(small.mission, talk)
    talks.sign_talk(small.mission, talk)
    page.open_talk(talk)


def forum(small, page, hands):
    talk = talks.plan_talk(
        small.mission,
        official="",
        interviewers=[small.users["骆珩"], small.users["阚玥"]],
        recorder=small.mission.me,
        kind=TalkKind.GROUP,
        speakers=[small.officials["佘翊"], small.officials["郗𠮷"]],
        topic="基层减负",
    ).id
    page.open_talk(talk)
    hands.type("表格太多")


def contradictions(small, page, _hands):
    say(small, "佘翊", "有，花了三十多万。", day="2026-10-11")
    say(small, "郗𠮷", "没有，合同是50万元。", day="2026-10-12")
    page.go_to({"view": "contradictions", "item": "L1-2"})


def paper(_small, page, _hands):
    page.workspace.steps.show_paper()


STATES = (
    empty_list,
    full_list,
    plan_form,
    plan_form_with_errors,
    matrix,
    planned,
    changing_the_plan,
    held,
    keys,
    snippet_list,
    file_list,
    corrected,
    ending,
    gap,
    signed,
    paper,
    forum,
    contradictions,
)
#: Sizes do not depend on the theme: one state of each part is enough to see that.
IN_DARK = (full_list, matrix, held, corrected, contradictions)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_cut_covered_or_untranslated(
    small, show_page, hands, theme, translations, layout_problems, settle, language
):
    translations.set_language(language)
    page = show_page(small.mission, language=language)
    for state in STATES:
        state(small, page, hands)
        for mode in (ThemeMode.LIGHT, ThemeMode.DARK) if state in IN_DARK else (ThemeMode.LIGHT,):
            theme.set_mode(mode)
            settle()
            problems = layout_problems(page.window(), language=language)
            assert problems == [], state.__name__
        # Nothing makes the page larger than the window: it fits 1366 × 768.
        smallest = page.minimumSizeHint()
        assert smallest.height() <= 682, state.__name__
        assert smallest.width() <= 1182, state.__name__
        assert page.window().width() == 1182, state.__name__
