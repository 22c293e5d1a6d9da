"""Markdown, numbers, moments: what people and forms write, and what nobody may smuggle in."""

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.ui.forms import moments
from inspector_app.ui.forms.markdown import has_markup, plain_words, to_rich_text
from inspector_app.ui.forms.numerals import group_digits, read_number
from inspector_app.ui.forms.words import FormLabel

EAST = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "rich"),
    [
        ("**重要**", "<b>重要</b>"),
        ("__重要__ 事", "<b>重要</b> 事"),
        ("*斜* _斜_", "<i>斜</i> <i>斜</i>"),
        ("**粗*斜*粗**", "<b>粗<i>斜</i>粗</b>"),
        ("一\n二<br>三<br/>四", "一<br>二<br>三<br>四"),
        ("### 小标题", "<b>小标题</b>"),
        ("- 一\n* 二\n3. 三", "•&nbsp;一<br>•&nbsp;二<br>3.&nbsp;三"),
        ("[网页](https://example.org)", "网页（https://example.org）"),
        ("[site](javascript:alert)", "site (javascript:alert)"),
        (r"\*星\* 2 \# 3", "*星* 2 # 3"),
        ("2*3*4 和 a_b_c", "2*3*4 和 a_b_c"),
        ('<span style="color:red">红</span>字', "红字"),
        ("<b>粗</b>", "&lt;b&gt;粗&lt;/b&gt;"),
        ("<img src='file:///etc/passwd'>", "&lt;img src='file:///etc/passwd'&gt;"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("", ""),
    ],
)
def test_rich_text(text, rich):
    assert to_rich_text(text) == rich


def test_headings_of_the_first_levels_are_larger():
    assert "font-size" in to_rich_text("# 大标题 #")
    assert to_rich_text("# 大标题 #").count("大标题") == 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**重要**的_事_", "重要的事"),
        ("# 一\n- 二", "一 - 二"),
        ("[网页](https://example.org)", "网页（https://example.org）"),
        ("没有标记", "没有标记"),
    ],
)
def test_plain_words(text, plain):
    assert plain_words(text) == plain


@given(st.text(alphabet="ab中<>&*_[]()#\\\n\"'/! =-1.", max_size=60))
def test_no_tag_but_our_own_ever_passes(text):
    rich = to_rich_text(text)
    for ours in ("<b>", "</b>", "<i>", "</i>", "<br>", "</span>"):
        rich = rich.replace(ours, "")
    rich = rich.replace('<span style="font-size: 16px; font-weight: 600;">', "")
    assert "<" not in rich
    assert "\x00" not in rich


@given(st.text(max_size=80))
def test_any_text_is_shown(text):
    to_rich_text(text)
    plain_words(text)


def test_long_markup_is_quick():
    for evil in ("*" * 20_000, "[" * 20_000, "_a" * 10_000, "**a" * 7_000, "<" * 20_000):
        assert to_rich_text(evil) is not None


def test_a_label_shows_no_html_and_opens_nothing(qtbot):
    label = FormLabel()
    qtbot.addWidget(label)
    label.set_words("<img src='x.png'> 请看 **这里**")
    assert "&lt;img" in label.text()
    assert label.openExternalLinks() is False
    label.set_words("平常的字 <b>")
    assert has_markup("平常的字 <b>")
    assert label.accessibleName() == "平常的字 <b>"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,234,567.50", "1234567.50"),
        ("１２３", "123"),
        ("－５．５", "-5.5"),
        (" 12 ", "12"),
        ("1 000 000", "1000000"),
        ("1,5", "1,5"),
        ("三个", "三个"),
        ("", ""),
    ],
)
def test_reading_numbers(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1234567.5", "1,234,567.5"), ("-1000", "-1,000"), ("12", "12"), ("1e5", "1e5"), ("", "")],
)
def test_grouping_digits(value, shown):
    assert group_digits(value) == shown


@given(st.integers(-(10**15), 10**15))
def test_a_grouped_number_reads_back(number):
    assert read_number(group_digits(str(number))) == str(number)


@pytest.mark.parametrize(
    ("notation", "typed", "value"),
    [
        (moments.DAY, "2026年10月21日", "2026-10-21"),
        (moments.DAY, "2026-02-30", None),
        (moments.MONTH, "2026年10月", "2026-10-01"),
        (moments.MONTH, "2026-10-21", "2026-10-01"),
        (moments.MONTH, "2026-13", None),
        (moments.YEAR, "2026", "2026-01-01"),
        (moments.YEAR, "２０２６年", "2026-01-01"),
        (moments.YEAR, "26", None),
        (moments.DAY, "", None),
    ],
)
def test_reading_days(notation, typed, value):
    assert notation.read(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("9:05", "09:05:00.000+08:00"),
        ("9：05", "09:05:00.000+08:00"),
        ("15时30分", "15:30:00.000+08:00"),
        ("3点半", "03:30:00.000+08:00"),
        ("1530", "15:30:00.000+08:00"),
        ("15:30:20", "15:30:20.000+08:00"),
        ("25:00", None),
        ("下午", None),
    ],
)
def test_reading_times(typed, value):
    assert moments.read_time(typed, EAST) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026-10-21 15:30", "2026-10-21T15:30:00.000+08:00"),
        ("2026年10月21日 9时", "2026-10-21T09:00:00.000+08:00"),
        ("2026年10月21日9:05", "2026-10-21T09:05:00.000+08:00"),
        ("2026-10-21T15:30", "2026-10-21T15:30:00.000+08:00"),
        ("2026-10-21", None),
        ("15:30", None),
    ],
)
def test_reading_moments(typed, value):
    assert moments.read_moment(typed, EAST) == value


@pytest.mark.parametrize(
    ("notation", "value", "shown"),
    [
        (moments.DAY, "2026-10-21", "2026-10-21"),
        (moments.MONTH, "2026-10-01", "2026-10"),
        (moments.YEAR, "2026-01-01", "2026"),
        (moments.TIME, "09:05:00.000+08:00", "09:05"),
        (moments.TIME, "09:05:07.000+08:00", "09:05:07"),
        (moments.MOMENT, "2026-10-21T15:30:28.000+08:00", "2026-10-21 15:30"),
        (moments.DAY, "不是日期", "不是日期"),
        (moments.MOMENT, "2026-10-21", "2026-10-21"),
        (moments.TIME, "", ""),
    ],
)
def test_showing_moments(notation, value, shown):
    assert notation.show(value) == shown


@given(st.text(max_size=20))
def test_reading_any_text_as_a_moment_raises_nothing(text):
    for notation in (moments.DAY, moments.MONTH, moments.YEAR, moments.TIME, moments.MOMENT):
        notation.read(text)
        notation.show(text)


@given(st.datetimes(min_value=moments.datetime(1900, 1, 1), max_value=moments.datetime(2200, 1, 1)))
def test_a_moment_that_is_shown_reads_back(moment):
    value = moments.read_moment(f"{moment:%Y-%m-%d %H:%M}", EAST)
    assert moments.read_moment(moments.show_moment(value), EAST) == value
