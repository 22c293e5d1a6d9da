"""Names that may not stand in a paper are found however they are written, and only those."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.source_protection import (
    HitKind,
    Rules,
    is_released,
    release_key,
    scan,
)

RULES = Rules(
    blocked=frozenset({"王明", "佘𠮷", "阿不都·热合曼", "岑𬀩"}),
    allowed=frozenset({"王明远", "岑𬀩"}),
    lead_numbers=frozenset({"XS-003", "线索〔2026〕二组-001"}),
    phrases=("反映", "谈到"),
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(hit.kind.value, hit.found) for hit in scan([("here", text)], RULES)]


@pytest.mark.parametrize(
    "text",
    [
        "据王明所说",
        "据王 明所说",
        "据王　明所说",
        "据王\n明所说",
        "据王\u200b明所说",
        "据王\u2060明\ufeff所说",
        "王\u00ad明",
        "⺩".replace("⺩", "王") + "明",
    ],
)
def test_a_blocked_name_is_found_whatever_stands_invisibly_inside(text):
    assert kinds(text) == [("name", "王明")]


@pytest.mark.parametrize("dot", "·•・‧∙⋅･．")
def test_every_dot_between_the_parts_of_a_name_is_one(dot):
    assert kinds(f"阿不都{dot}热合曼") == [("name", "阿不都·热合曼")]


def test_a_compatibility_spelling_is_the_same_name():
    rules = Rules(frozenset({"塚本"}), frozenset(), frozenset(), ())
    assert scan([("", "\ufa10本")], rules)  # CJK COMPATIBILITY IDEOGRAPH-FA10 is 塚


def test_a_blocked_name_inside_a_longer_allowed_one_is_no_hit():
    assert kinds("王明远同志负主要领导责任") == []
    assert kinds("王明远和王明") == [("name", "王明")]
    assert kinds("王明王明远") == [("name", "王明")]


def test_who_is_allowed_is_allowed_even_if_he_talked_too():
    assert kinds("岑𬀩同志") == []


def test_an_allowed_name_as_a_source_warns():
    assert kinds("岑𬀩反映，王明远 谈到") == [
        ("source_phrase", "王明远"),
        ("source_phrase", "岑𬀩"),
    ]


@pytest.mark.parametrize(
    "number", ["XS-003", "ＸＳ－００３", "XS - 003", "线索〔２０２６〕二组-001"]
)
def test_a_lead_number_blocks_in_every_width(number):
    assert [kind for kind, _ in kinds(f"见{number}号")] == ["lead"]


def test_every_place_is_told_with_what_stands_around_it():
    hits = scan([("a", "甲乙丙丁戊己庚辛壬王明癸子丑寅卯辰巳午未"), ("b", "王明")], RULES)
    assert [(hit.place, hit.context) for hit in hits] == [
        ("a", "乙丙丁戊己庚辛壬王明癸子丑寅卯辰巳午"),
        ("b", "王明"),
    ]


def test_a_release_holds_for_one_word_at_one_place_in_its_surroundings():
    (hit,) = scan([("a", "王明确要求")], RULES)
    released = {release_key(hit): "不是人名"}
    for place, text, open_ in (
        ("a", "王明确要求", False),
        ("b", "王明确要求", True),
        ("a", "据王明确认", True),
        ("a", "王明确要求，王明", True),
    ):
        hits = scan([(place, text)], RULES)
        assert any(not is_released(one, released) for one in hits) == open_


names = st.text(st.sampled_from("王明佘𠮷岑远 　\u200b，反映的"), max_size=12)


@given(names, st.sampled_from(["", " ", "\u3000", "\u200b", "\n"]), names)
def test_a_blocked_name_never_hides(before, between, after):
    found = kinds(f"{before}佘{between}𠮷{after}")
    assert ("name", "佘𠮷") in found


@given(st.text(max_size=200))
def test_any_text_is_scanned(text):
    for hit in scan([("", text)], RULES):
        assert hit.kind in HitKind
