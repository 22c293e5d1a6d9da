"""The rules of line breaking, over many texts, without any font."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.documents.pdf.linebreak import CLOSING, OPENING, Line, break_lines

SIZE = 16.0
WIDTH = 28 * 16.0
SENTENCES = (
    "巡察组通过听取汇报、查阅资料、现场核查、个别谈话等方式，对2023年1月至2026年6月期间的情况进行了解。",
    "经查，该单位能够按照《示例管理条例》（示例令第591号）的要求，建立责任制，但部分制度“写在纸上、挂在墙上”。",
    "抽查的36个项目中，有5个未按GB/T 9704-2012规定的期限办理，占13.89%；其中3个已超期6个月以上。",
    "上述问题的主要原因：一是责任落实不到位，二是日常检查流于形式——通知下发后，无人跟踪、无人复核。",
    "联系人的电子邮箱为inspection.dept@example.gov.cn，电话010-12345678；（见附件1）。",
    "会议强调：“这是红线、是底线、是生命线。”各部门要逐项整改，做到真改、实改、彻底改……",
    "累计排查1 286处，已整改1 198处，整改率93.16%，其余2处已落实“五到位”措施并上报备案。",
    "The team read 36 files (of 40), dated 2024-01-05 to 2026-06-30; none was missing.",
)
#: Marks, figures, words and Chinese characters in any order.
WILD = "示例局党组书记中文字（《“‘【〔，。、；：！？）》”’】〕—…·％%()[].,:;-/@ 0123456789abcXYZ"

chinese = st.lists(st.sampled_from(SENTENCES[:-1]), min_size=1, max_size=8).map("".join)
corpus = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join)
wild = st.text(alphabet=WILD, min_size=0, max_size=200)
shapes = st.tuples(
    st.sampled_from([WIDTH, 300.0, 120.0, 60.0]), st.sampled_from([0.0, 32.0]), st.booleans()
)


def widths(text: str) -> list[float]:
    return [SIZE if char >= "\u2e80" or char in "“”‘’—…·" else SIZE / 2 for char in text]


def broken(text: str, width: float = WIDTH, indent: float = 0, *, justify: bool = True):
    return break_lines(text, widths(text), size=SIZE, width=width, indent=indent, justify=justify)


def texts(text: str, lines: list[Line]) -> list[str]:
    return [text[line.start : line.end] for line in lines]


@given(wild, shapes)
def test_nothing_is_lost_or_doubled_but_blanks_at_line_ends(text, shape):
    width, indent, justify = shape
    lines = broken(text, width, indent, justify=justify)
    assert "".join("".join(texts(text, lines)).split()) == "".join(text.split())
    assert all(one.end <= following.start for one, following in pairwise(lines))


@given(wild, shapes)
def test_no_line_is_wider_than_there_is_room(text, shape):
    width, indent, justify = shape
    for line in broken(text, width, indent, justify=justify):
        assert len(line.advances) == line.end - line.start
        assert sum(line.advances) + line.indent <= max(width, SIZE + line.indent) + 0.01
        assert all(advance > 0 for advance in line.advances)


@given(corpus)
def test_no_forbidden_mark_at_a_line_start_or_end(text):
    found = texts(text, broken(text, indent=2 * SIZE))
    assert not [line for line in found[1:] if line[0] in CLOSING]
    assert not [line for line in found[:-1] if line[-1] in OPENING]


@given(chinese)
def test_every_line_but_the_last_is_flush(text):
    lines = broken(text, indent=2 * SIZE)
    for line in lines[:-1]:
        assert sum(line.advances) + line.indent == pytest.approx(WIDTH, abs=0.02)


@given(corpus)
def test_words_numbers_and_double_marks_stay_whole(text):
    for end in [line.end for line in broken(text)][:-1]:
        assert not (text[end - 1].isascii() and text[end - 1].isalnum() and text[end].isdigit())
        assert text[end - 1 : end + 1] not in {"——", "……"}


@given(corpus)
def test_stretching_is_hardly_seen(text):
    lines = broken(text, indent=2 * SIZE)
    natural = widths(text)
    for line in lines[:-1]:
        for advance, width in zip(line.advances, natural[line.start : line.end], strict=True):
            assert advance - width <= SIZE / 2 + 0.01
            assert advance >= width / 2 - 0.01


def test_thousands_with_a_blank_stay_whole():
    text = "已整改1 286处" * 30
    for line in texts(text, broken(text)):
        assert not line.endswith("1 ")
        assert not line.startswith("286")


def test_twenty_eight_characters_fill_a_line():
    text = "示" * 100
    assert [len(line) for line in texts(text, broken(text))] == [28, 28, 28, 16]


def test_a_closing_mark_is_squeezed_into_the_line():
    text = "示" * 28 + "。"
    # 28 characters fill the line; the full stop must not begin the next one
    first, second = texts(text, broken(text + "示" * 5))[:2]
    assert first.endswith("示")
    assert not second.startswith("。")
    squeezed = "示，" * 13 + "示示" + "，示示"
    assert texts(squeezed, broken(squeezed))[0].endswith("，")


def test_a_long_word_is_cut_at_a_seam():
    text = "邮箱为" + "示" * 18 + "inspection.department@example.gov.cn，请核对" + "示" * 20
    assert any(line.endswith((".", "@")) for line in texts(text, broken(text)))


@pytest.mark.parametrize("text", ["a" * 5000, "（" * 300, "。" * 300, "—" * 301, "0" * 64])
def test_what_fits_on_no_line_is_cut_anywhere(text):
    lines = broken(text, 100)
    assert "".join(texts(text, lines)) == text
    assert all(sum(line.advances) <= 100.01 for line in lines)


@pytest.mark.parametrize("text", ["", " ", "      "])
def test_an_empty_text_is_one_empty_line(text):
    assert broken(text, indent=5) == [Line(0, 0, (), 5)]


def test_a_column_narrower_than_a_character_still_ends():
    assert len(broken("示例", 3)) == 2


@pytest.mark.parametrize("text", ["a" * 200_000, "（" * 100_000, "。" * 100_000])
def test_nonsense_of_any_length_takes_no_longer_than_text(text):
    start = time.perf_counter()
    assert "".join(texts(text, broken(text))) == text
    assert time.perf_counter() - start < 10
