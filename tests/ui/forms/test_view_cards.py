"""Repeats as cards: adding, removing, moving, counted ones, nested ones, and undo of it all."""

from PySide6.QtCore import Qt

from tests.ui.forms.conftest import small

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
WITNESSES = (
    "begin repeat | w | 知情人",
    "text | name | 姓名",
    "text | post | 职务",
    "end repeat | |",
    "text | b | 乙",
)


def people(shown):
    """The names as the sitting has them."""
    instances = shown.sitting.instances("/data/w")
    return [shown.sitting.state(f"{path}/name").kept for path in instances]


def open_people(shown, *names):
    shown.open(small(*WITNESSES))
    while len(shown.sitting.instances("/data/w")) < len(names):
        shown.sitting.add("/data/w")
    for number, name in enumerate(names, 1):
        shown.sitting.set(f"/data/w[{number}]/name", name)
    shown.view.show_sitting(shown.sitting)
    shown.settle()


def cards(shown):
    """The cards' heads on screen, from above."""
    found = [
        (widget.y(), widget)
        for row, widget in shown.view.sheet.alive()
        if row.kind == "card" and not widget.isHidden()
    ]
    return [widget for _y, widget in sorted(found, key=lambda one: one[0])]


def add_button(shown):
    rows = shown.view.sheet.rows
    at = next(i for i, row in enumerate(rows.rows) if row.kind == "add")
    shown.view.sheet.reveal(at)
    shown.settle()
    return shown.view.sheet.widget_of(rows.rows[at].key).button


def test_a_card_is_added_by_the_button_and_gets_the_focus(shown):
    open_people(shown, "示例甲")
    shown.hands.click(add_button(shown))
    shown.settle()
    assert shown.told.of("instance_added") == [("/data/w[2]",)]
    assert shown.view.sheet.current is not None
    shown.hands.type("示例乙")
    shown.hands.press(Qt.Key.Key_Return)
    assert people(shown) == ["示例甲", "示例乙"]
    assert shown.told.of("answered") == [("/data/w[2]/name", "示例乙")]
    assert [card.title.text() for card in cards(shown)] == ["第 1 项", "第 2 项"]


def test_a_card_is_added_moved_and_removed_by_keys(shown):
    open_people(shown, "示例甲", "示例乙", "示例丙")
    shown.go("/data/w[1]/name")
    shown.hands.press(Qt.Key.Key_Down, CTRL_SHIFT)
    assert people(shown) == ["示例乙", "示例甲", "示例丙"]
    assert shown.told.of("instance_moved") == [("/data/w[1]", 2)]
    shown.hands.press(Qt.Key.Key_End)
    shown.hands.type("！")  # the focus went with the card
    shown.hands.press(Qt.Key.Key_Return)
    assert people(shown) == ["示例乙", "示例甲！", "示例丙"]
    shown.go("/data/w[2]/name")
    shown.hands.press(Qt.Key.Key_Up, CTRL_SHIFT)
    shown.hands.press(Qt.Key.Key_Up, CTRL_SHIFT)  # the first one stays
    assert people(shown) == ["示例甲！", "示例乙", "示例丙"]
    shown.hands.press(Qt.Key.Key_Delete, CTRL_SHIFT)
    assert people(shown) == ["示例乙", "示例丙"]
    shown.go("/data/w[1]/post")
    shown.hands.press(Qt.Key.Key_Return, CTRL_SHIFT)
    assert people(shown) == ["示例乙", "示例丙", ""]


def test_typing_is_kept_when_its_card_moves(shown):
    open_people(shown, "示例甲", "示例乙")
    shown.go("/data/w[2]/post")
    shown.hands.type("科长")
    shown.hands.press(Qt.Key.Key_Up, CTRL_SHIFT)
    assert shown.sitting.state("/data/w[1]/post").kept == "科长"
    assert ("/data/w[2]/post", "科长") in shown.told.of("answered")
    assert shown.row("/data/w[1]/post").editor.field.text == "科长"


def test_removal_asks_nobody_and_is_taken_back_by_the_bar(shown):
    open_people(shown, "示例甲", "示例乙", "示例丙")
    key = shown.sitting.instance_key("/data/w[2]")
    shown.hands.click(cards(shown)[1].remove)
    shown.settle()
    assert people(shown) == ["示例甲", "示例丙"]
    assert shown.told.of("instance_removed") == [("/data/w[2]", key)]
    assert "第 2 项" in shown.view.bar.notice.text()
    shown.hands.click(shown.view.bar.undo_button)
    shown.settle()
    assert people(shown) == ["示例甲", "示例乙", "示例丙"]
    path, restored = shown.told.of("instance_restored")[0]
    assert (path, restored) == ("/data/w[2]", key)
    assert shown.sitting.instance_key("/data/w[2]") == key
    assert shown.row("/data/w[2]/name").editor.field.text == "示例乙"


def test_ctrl_z_takes_back_adding_and_moving(shown):
    open_people(shown, "示例甲", "示例乙")
    shown.go("/data/w[1]/name")
    shown.hands.press(Qt.Key.Key_Down, CTRL_SHIFT)
    shown.hands.press(Qt.Key.Key_Return, CTRL_SHIFT)
    assert people(shown) == ["示例乙", "示例甲", ""]
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert people(shown) == ["示例乙", "示例甲"]
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert people(shown) == ["示例甲", "示例乙"]
    assert shown.view.undo() is False


def test_undo_finds_the_answer_though_its_card_has_moved(shown):
    open_people(shown, "示例甲", "示例乙")
    shown.go("/data/w[1]/name")
    shown.hands.press(Qt.Key.Key_End)
    shown.hands.type("改")
    shown.hands.press(Qt.Key.Key_Return)
    shown.sitting.move("/data/w[1]", 2)
    shown.view.refresh()
    assert people(shown) == ["示例乙", "示例甲改"]
    shown.view.undo()
    assert people(shown) == ["示例乙", "示例甲"]


def test_the_last_card_leaves_a_row_to_add(shown):
    open_people(shown, "示例甲")
    shown.hands.click(cards(shown)[0].remove)
    shown.settle()
    assert people(shown) == []
    button = add_button(shown)
    assert button.text() == "加一项：知情人"
    assert button.parentWidget().empty.isVisible()
    shown.hands.click(button)
    shown.settle()
    assert people(shown) == [""]


def test_counted_cards_follow_their_count_without_buttons(shown):
    form = small(
        "integer | n | 几年 |",
        "begin repeat | y | 年度 | ${n}",
        "text | what | 情况 |",
        "end repeat | | |",
        head="type | name | label | repeat_count",
    )
    shown.open(form)
    shown.go("n")
    shown.hands.type("3")
    shown.hands.press(Qt.Key.Key_Return)
    shown.settle()
    assert len(shown.sitting.instances("/data/y")) == 3
    assert [card.title.text() for card in cards(shown)] == ["第 1 项", "第 2 项", "第 3 项"]
    assert not any(card.remove.isVisible() for card in cards(shown))
    assert not any(row.kind == "add" for row in shown.view.sheet.rows.rows)


def test_cards_within_cards(shown, every_type):
    shown.open(every_type)
    shown.view.go_to("/data/witness[1]/paper[1]/p_title")
    shown.settle()
    shown.hands.press(Qt.Key.Key_Return, CTRL_SHIFT)
    assert len(shown.sitting.instances("/data/witness[1]/paper")) == 2
    shown.hands.type("会议记录")
    shown.hands.press(Qt.Key.Key_Return)
    assert shown.sitting.state("/data/witness[1]/paper[2]/p_title").kept == "会议记录"
    shown.go("/data/witness[1]/w_name")
    shown.hands.press(Qt.Key.Key_Delete, CTRL_SHIFT)
    assert shown.sitting.instances("/data/witness") == ()
    shown.view.undo()
    assert shown.sitting.state("/data/witness[1]/paper[2]/p_title").kept == "会议记录"


def test_an_irrelevant_repeat_is_not_shown(shown):
    form = small(
        "select_one yn | a | 是否 |",
        "begin repeat | w | 知情人 | ${a} = 'y'",
        "text | name | 姓名 |",
        "end repeat | | |",
        choices="yn | y | 是\nyn | n | 否",
        head="type | name | label | relevant",
    )
    shown.open(form)
    assert cards(shown) == []
    assert not any(row.kind == "add" and row.shown for row in shown.view.sheet.rows.rows)
    shown.view.answer("/data/a", "y")
    shown.settle()
    assert len(cards(shown)) == 1
    assert add_button(shown).isVisible()
