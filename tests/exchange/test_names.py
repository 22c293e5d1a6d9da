"""Which names may stand in a package."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.errors import RefusedError
from inspector_app.exchange.names import MAX_NAME_BYTES, check_names, is_safe, safe_part, shown

BAD = [
    "", ".", "..", "../x", "a/../../b", "a/./b", "/etc/passwd", "a/", "/", "a//b", "//server/x",
    "C:\\x", "C:x", "c:/x", "a\\b", "\\\\server\\x", "a:stream", "x\x00y", "x\ny", "x\ty", "x\x7fy",
    "nul", "NUL", "con.txt", "Con .txt", "a/COM1.log", "lpt9", "COM0", "com¹.txt", "LPT².x", "aux.",
    "conin$", "CONOUT$", "clock$", "prn/x", "x ", " x", "x.", "x..", "a /b", "a./b", "\u3000x",
    "x\u00a0", "a\u202etxt.exe", "a\u2066b", "a\u200bb", "a\u200db", "\ufeffa", "a\u00adb",
    "a\u2028b", "a\u2029b", "a\ud800b", "a\uffffb", "a\ufdd0b", "a\U0001fffeb", "a\U000e0041b",
    unicodedata.normalize("NFD", "é.txt"), unicodedata.normalize("NFD", "が"), "\u2126", "\uf900",
    "a*b", "a?b", 'a"b', "a<b", "a>b", "a|b", "a" * 241, "字" * 81, "/".join("abcdefghi"),
]  # fmt: skip

GOOD = [
    "a", "a.txt", "journal/entries.jsonl", "blobs/ab/0123abcd", "报告.pdf", "谈话记录(示例).docx",
    "张𬀩㛃䶮𫖯𠮷喆.jpg", "葛\U000e0100.txt", "\ue000旧系统.txt", "ᠮᠣᠩᠭᠣᠯ", "ئۇيغۇر.txt", "a b.c d",
    ".hidden", "-x", "~x", "console.txt", "com10", "COMX", "null", "a" * 240, "字" * 80,
    "a/b/c/d/e/f/g/h", "\U00031350.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_unsafe(name):
    assert not is_safe(name)
    with pytest.raises(RefusedError) as caught:
        check_names(["good.txt", name])
    assert caught.value.code == "exchange.unsafe_name"
    assert caught.value.params == {"name": shown(name)}
    shown(name).encode("utf-8")


@pytest.mark.parametrize("name", GOOD)
def test_safe(name):
    assert is_safe(name)
    check_names([name])
    assert shown(name) == name[:80] + ("…" if len(name) > 80 else "")


@pytest.mark.parametrize(
    "names",
    [
        ["a", "a"],
        ["A.txt", "a.TXT"],
        ["straße", "STRASSE"],
        ["Ａ", "ａ"],
        ["a", "a/b"],
        ["a/b", "a"],
        ["a/b/c", "A/B"],
        ["a/b", "x", "A/b/c"],
        ["é", "É"],
    ],
)
def test_names_that_fall_together(names):
    with pytest.raises(RefusedError) as caught:
        check_names(names)
    assert caught.value.code == "exchange.same_name"
    assert caught.value.params == {"name": names[-1]}


def test_names_that_only_look_alike():
    check_names(["a/b", "a/c", "ab", "a b", "a.b", "a/b.c", "b/a", "b/b"])


@given(st.text(max_size=60))
def test_safe_names_stay_in_the_folder(name):
    if is_safe(name):
        assert ".." not in name.split("/")
        assert not name.startswith("/")
        assert "\\" not in name
        assert ":" not in name
        assert 0 < len(name.encode()) <= MAX_NAME_BYTES


@given(st.text(max_size=200))
def test_any_name_can_be_shown(name):
    text = shown(name)
    text.encode("utf-8")
    assert not any(
        unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in text
    )


@given(st.text(max_size=300))
def test_any_text_becomes_a_safe_part_or_nothing(text):
    part = safe_part(text)
    assert part == "" or is_safe(f"evidence/Z-001-{part}")
    assert "/" not in part
    assert len(part.encode()) <= 120
    assert safe_part(part) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("会议纪要.pdf", "会议纪要.pdf"),
        ("岑𬀩 谈话?*.docx", "岑𬀩 谈话__.docx"),
        ("../../keys.json", ".._.._keys.json"),
        ("CON.txt", "_CON.txt"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("尾.  ", "尾"),
        ("...", ""),
        ("长" * 200 + ".pdf", "长" * 38 + ".pdf"),
        ("没有后缀的很长的名字" * 20, "没有后缀的很长的名字" * 4),
        ("\ud800.txt", "_.txt"),
    ],
)
def test_safe_parts_keep_what_they_can(text, part):
    assert safe_part(text) == part
