"""Cleaning, numbers, titles."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.documents.cleaning import clean, one_line, visible
from inspector_app.documents.numbering import chinese_number, labelled
from inspector_app.documents.titles import (
    BREAK,
    TITLE_CHARACTERS,
    header_lines,
    title_lines,
    width_in_characters,
)
from inspector_app.documents.tree import (
    Blank,
    Classification,
    Heading,
    Numbered,
    Paragraph,
    text,
)
from inspector_app.domain.errors import InputError

anything = st.text(alphabet=st.characters(codec=None), max_size=60)


@given(anything)
def test_cleaned_text_is_printable_and_stays_as_it_is(words):
    cleaned = clean(words)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    categories = {unicodedata.category(char) for char in cleaned if char != "\n"}
    assert not categories & {"Cc", "Cf", "Cs"}
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("given_words", "printed"),
    [
        ("张\u200b三", "张三"),
        ("\u202e张三\u202c", "张三"),
        ("张\ufeff三\u00ad", "张三"),
        ("葛\U000e0100城", "葛城"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("　　示例\r\n　示例 \u2028x", "示例\n示例\nx"),
        ("a\tb\u00a0c\x00\x1b[31m", "a b c[31m"),
        ("\ud800x\uffff", "\ufffdx\ufffd"),
        ("", ""),
    ],
)
def test_what_nobody_sees_goes(given_words, printed):
    assert clean(given_words) == printed


def test_a_name_cannot_hide_between_invisible_characters():
    assert "赵𫖯" in clean("赵\u2060\u200d𫖯")


def test_one_line_joins_lines_with_a_blank():
    assert one_line("  第一行\n\n 第二行 ") == "第一行 第二行"
    assert visible(" x ") == " x "


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一百零五"),
     (110, "一百一十"), (1010, "一千零一十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_chinese_numbers(number, words):
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_numbers_beyond_are_refused(number):
    with pytest.raises(ValueError, match="1 to 9999"):
        chinese_number(number)


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=50, unique=True))
def test_chinese_numbers_differ(numbers):
    assert len({chinese_number(number) for number in numbers}) == len(numbers)


def test_headings_are_numbered_by_where_they_stand():
    blocks = (
        Heading(1, "a"),
        Numbered(3, text("under one directly")),
        Heading(2, "b"),
        Paragraph(text("plain")),
        Numbered(3, text("c")),
        Numbered(3, text("d")),
        Numbered(4, text("e")),
        Blank(),
        Heading(2, "f"),
        Numbered(3, text("g")),
        Heading(1, "h"),
        Heading(2, "i"),
    )
    assert [label for label, _ in labelled(blocks, "zh_CN")] == [
        "一、", "1.", "（一）", "", "1.", "2.", "（1）", "", "（二）", "1.", "二、", "（一）",
    ]  # fmt: skip
    assert [label.strip() for label, _ in labelled(blocks, "en")] == [
        "1.", "1.1", "1.1", "", "1.1.1", "1.1.2", "1.1.2.1", "", "1.2", "1.2.1", "2.", "2.1",
    ]  # fmt: skip


@pytest.mark.parametrize("level", [0, 5, -1])
def test_there_are_four_levels(level):
    with pytest.raises(ValueError, match="level"):
        list(labelled((Heading(level, "x"),), "zh_CN"))


def test_a_title_is_broken_only_where_its_words_end():
    title = f"关于与{BREAK}示例市住房和城乡建设局{BREAK}党组“一把手”{BREAK}谈话情况的报告"
    assert title_lines((title,)) == ("关于与示例市住房和城乡建设局", "党组“一把手”谈话情况的报告")


def test_a_short_title_and_given_lines_stay():
    assert title_lines((f"谈话{BREAK}记录",)) == ("谈话记录",)
    assert title_lines(("关于示例", "情况的报告", "", "  ")) == ("关于示例", "情况的报告")


@given(st.lists(st.text(alphabet="示例ABC 1（）" + BREAK, max_size=90), max_size=3))
def test_no_title_line_is_too_long_and_none_is_lost(title):
    lines = title_lines(tuple(title))
    assert all(0 < width_in_characters(line) <= TITLE_CHARACTERS for line in lines)
    whole = "".join("".join(title).replace(BREAK, "").split())
    assert "".join("".join(lines).split()) == whole


def test_headers_are_broken_evenly():
    assert header_lines("有具体反映", 4.2) == ["有具体", "反映"]
    assert header_lines("责任主体\n责任人", 5) == ["责任主体", "责任人"]
    assert header_lines("", 5) == [""]
    assert header_lines("Working papers", 3) == ["Working papers"]


@pytest.mark.parametrize(
    ("mark", "period", "printed"),
    [("机密", "1年", "机密★1年"), ("秘密", "", "秘密"), ("绝密", "长期", "绝密★长期"),
     ("工作秘密", "", "工作秘密"), ("内部", "", "内部")],
)  # fmt: skip
def test_classification_in_words(mark, period, printed):
    assert Classification(mark, period).words() == printed


@pytest.mark.parametrize(
    ("mark", "period"), [("工作秘密★1年", ""), ("工作秘密", "★1年"), ("★", "")]
)
def test_only_state_secrets_have_the_star(mark, period):
    with pytest.raises(InputError) as caught:
        Classification(mark, period).words()
    assert caught.value.code == "papers.star_not_allowed"
