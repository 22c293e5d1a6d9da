"""The shipped must-ask form, held against the table of the handbook typed here a second time."""

import re

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.domain.must_ask import (
    AnswerKind,
    Asking,
    Coverage,
    ItemAnswer,
    coverage,
    items_for,
    open_items,
)
from inspector_app.domain.vocabulary import Head, TalkCategory
from inspector_app.forms.checklist import answer_values, checklist_items, item_answers
from inspector_app.forms.load import form_from, load_form
from inspector_app.forms.sitting import Sitting
from inspector_app.system.resources import shipped_forms
from inspector_app.system.wording import LANGUAGES, Wording

# code: theme, N D S H M U O R (+ must, o may, - not), articles, whether papers are called for
TABLE = """
W1-1 政治       + + + o + + o o  2      yes
W1-2 政治       o + + o o o o +  2,3    yes
W2-1 第一责任人  + + + o + + o o  7,15   yes
W2-2 第一责任人  + + + o o o - o  15     yes
W2-3 第一责任人  + o + o o o o o  7,26   yes
W2-4 第一责任人  + o o o o + - o  6,10   yes
W3-1 民主集中制  + + + o o o - +  14,8   yes
W3-2 民主集中制  + + + o + o - +  14     yes
W3-3 民主集中制  + + + + o o - o  8      yes
W3-4 民主集中制  o + + o o - - +  14,12  yes
W3-5 民主集中制  - + + o + - - o  14     yes
W4-1 选人用人    + + + + + + + +  23     yes
W4-2 选人用人    o o + + - - - o  23     yes
W5-1 履职用权    + + + + + + o o  16     yes
W5-2 履职用权    o + + o + + o o  14,21  yes
W6-1 班子       + + + o o - - +  12     yes
W6-2 班子       + + + o - - - o  13,22  yes
W6-3 班子       + o o o + - + -  13     yes
W6-4 班子       + + + - - - - -  12     yes
W7-1 接受监督    + o + - - - - o  8,18   yes
W7-2 接受监督    + o + + - - - -  8,10   yes
W7-3 接受监督    + o + o o - - -  11     yes
W7-4 接受监督    + + o o o - - -  4      yes
W8-1 作风       o + + o + + + +  2,3    yes
W8-2 担当       o + + o + + + +  2      yes
W9-1 整改       + + + o + + o o  25,9   yes
L1-1 个人事项    + o o + - - - -  20     yes
L1-2 家属从业    + + + + o o o +  21     yes
L1-3 家风       + + + o + o + o  16,21  no
L2-1 社交圈      + + + o + + + +  3,21   no
L2-2 政商       o + + o + + o o  21     yes
L3-1 八项规定    + + + o + + + o  3      yes
L3-2 生活作风    o + + o o o + +  3      no
L4-1 思想状况    + + + o o - o o  3,10   no
L5-1 群众评价    - + + o + + + +  24     yes
L9-9 其他       + + + + + + + +  9      no
"""
SIGNS = {"+": Asking.MUST, "o": Asking.OPTIONAL, "-": Asking.NOT_ASKED}
ROWS = [line.split() for line in TABLE.strip().splitlines()]

FORM = load_form(shipped_forms() / "must_ask.md")
ITEMS = checklist_items(FORM)
BY_CODE = {item.code: item for item in ITEMS}


def test_the_form_has_every_item_of_the_table_in_its_order():
    assert [item.code for item in ITEMS] == [row[0] for row in ROWS]
    assert (len(ITEMS), FORM.id, FORM.version) == (36, "must_ask", "2026.1")
    assert ITEMS[-1].code == "L9-9"  # the open question is always the last


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_item_is_as_the_table_says(row):
    code, theme, *signs, articles, called_for = row
    item = BY_CODE[code]
    assert item.head is (Head.WORK if code.startswith("W") else Head.LIFE)
    assert item.theme["zh_CN"] == theme
    assert item.articles == tuple(map(int, articles.split(",")))
    asked = {category: SIGNS[sign] for category, sign in zip("NDSHMUOR", signs, strict=True)}
    assert {category.value: item.asked_of(category) for category in TalkCategory} == asked
    assert bool(item.call_for["zh_CN"]) == bool(item.call_for["en"]) == (called_for == "yes")
    head = "work" if code.startswith("W") else "life"
    assert item.path == f"/must_ask/{head}/{code.replace('-', '_')}"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_every_item_is_worded_in_both_languages(item):
    for words in (item.label, item.question, item.theme):
        assert set(words) == {"zh_CN", "en"}
        assert re.search(r"[\u4e00-\u9fff]", words["zh_CN"])
        assert re.fullmatch(r"[ -~]+", words["en"])
    assert len(item.label["zh_CN"]) <= 16  # it has one line beside the record
    assert "？" in item.question["zh_CN"]
    assert re.search(r"[?:]", item.question["en"])


def test_every_category_has_both_heads_and_the_last_question():
    for category in TalkCategory:
        asked = [item for item in ITEMS if item.asked_of(category) is Asking.MUST]
        assert {item.head for item in asked} == {Head.WORK, Head.LIFE}
        assert asked[-1].code == "L9-9"


@pytest.mark.parametrize("category", TalkCategory)
def test_the_form_asks_of_each_category_what_the_items_say(category):
    sitting = Sitting(FORM, prefill={"talk.category": category.value})
    open_paths = {problem.path for problem in sitting.problems()}
    missing = open_items(ITEMS, category, {})
    assert open_paths == {f"{item.path}/kind" for item in missing}
    for item in missing:
        sitting.set(f"{item.path}/kind", AnswerKind.NONE.value)
    assert sitting.complete
    asked = {item.code for item in items_for(ITEMS, category)}
    for item in ITEMS:
        assert sitting.state(f"{item.path}/kind").relevant == (item.code in asked)


def test_what_was_said_is_asked_for_only_where_something_was_said():
    sitting = Sitting(FORM, prefill={"talk.category": "D"})
    path = BY_CODE["W3-1"].path
    further = [f"{path}/{name}" for name in ("text", "lead", "verify", "paragraph")]
    for kind in AnswerKind:
        sitting.set(f"{path}/kind", kind.value)
        shown = kind in {AnswerKind.SPECIFIC, AnswerKind.GENERAL}
        assert {sitting.state(one).relevant for one in further} == {shown}


def test_the_self_statement_is_announced_to_the_number_one_alone():
    for category in TalkCategory:
        sitting = Sitting(FORM, prefill={"talk.category": category.value})
        shown = sitting.state("/must_ask/life/self_statement").relevant
        assert shown == (category is TalkCategory.NUMBER_ONE)


def test_answers_go_through_the_form_and_back():
    answers = [
        ItemAnswer("W3-1", AnswerKind.SPECIFIC, "一把手先定了调。", True, "6月会议记录", "p-1"),
        ItemAnswer("L1-2", AnswerKind.NONE),
        ItemAnswer("L9-9", None, "还没问完"),
    ]
    sitting = Sitting(FORM, prefill={"talk.category": "D"})
    for answer in answers:
        for path, value in answer_values(BY_CODE[answer.code], answer).items():
            sitting.set(path, value)
    read = item_answers(ITEMS, sitting.filled().values)
    assert read == {answer.code: answer for answer in answers}
    counted = coverage(ITEMS, TalkCategory.DEPUTY, read)
    assert counted == Coverage(work_asked=1, work_must=19, life_asked=1, life_must=9)
    assert "L9-9" in {item.code for item in open_items(ITEMS, TalkCategory.DEPUTY, read)}
    assert item_answers(ITEMS, {f"{BY_CODE['W1-1'].path}/kind": "later"})["W1-1"].kind is None


# --- forms that offices edit --------------------------------------------------------------

SOURCE = (shipped_forms() / "must_ask.md").read_text(encoding="utf-8")


def edited(old: str, new: str, *, count: int = 1) -> InputError:
    assert old in SOURCE
    form = form_from(SOURCE.replace(old, new, count).encode(), name="示例")
    with pytest.raises(InputError) as caught:
        checklist_items(form)
    for language in LANGUAGES:
        assert Wording(language).error(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "code", "params"),
    [
        (
            "| politics | 2 | N D S M U |",
            "| politics | 2 | N D S M |",
            "item_disagrees",
            {"item": "W1-1", "category": "U"},
        ),
        (
            "selected('N D S M U', ${category})",
            "true()",
            "item_disagrees",
            {"item": "W1-1", "category": "H"},
        ),
        (
            "| N D S M U | H O R |",
            "| N D S M U | N H O R |",
            "item_disagrees",
            {"item": "W1-1", "category": "N"},
        ),
        (
            "| N D S M U | H O R |",
            "| N D S M U X | H O R |",
            "item_incomplete",
            {"item": "W1-1", "what": "must"},
        ),
        ("| W1-2 | work |", "| W1-1 | work |", "item_twice", {"item": "W1-1"}),
        ("| W1-1 | work |", "| W1-1 | wok |", "item_incomplete", {"item": "W1-1", "what": "head"}),
        (
            "| politics | 2 |",
            "| politics | 二 |",
            "item_incomplete",
            {"item": "W1-1", "what": "article"},
        ),
        (
            "| answer_kind | declined | 不愿谈",
            "| answer_kind | refused | 不愿谈",
            "item_incomplete",
            {"what": "answer_kind"},
        ),
        (
            "| text | verify |",
            "| text | check |",
            "item_incomplete",
            {"item": "W1-1", "what": "verify"},
        ),
        ("| talk.category |", "| talk.kind |", "item_incomplete", {"what": "talk.category"}),
    ],
)
def test_an_edit_that_contradicts_itself_is_named(old, new, code, params):
    problem = edited(old, new)
    assert problem.code == f"forms.{code}"
    assert params.items() <= problem.params.items()


def test_an_edit_that_is_sound_is_taken():
    source = SOURCE.replace("社交圈、与企业人员往来", "社交圈")
    source = source.replace("| N D S M U | H O R |", "| N D S M | U H O R |", 1)
    source = source.replace(
        "selected('N D S M U', ${category})", "selected('N D S M', ${category})", 1
    )
    items = {item.code: item for item in checklist_items(form_from(source.encode(), name="示例"))}
    assert items["L2-1"].label["zh_CN"] == "社交圈"
    assert items["W1-1"].asked_of(TalkCategory.SUBORDINATE) is Asking.OPTIONAL


def test_another_form_is_no_checklist():
    plain = b"| survey |\n| | type | name | label |\n| | text | a | A |"
    with pytest.raises(InputError) as caught:
        checklist_items(form_from(plain, name="示例"))
    assert caught.value.code == "forms.no_items"
