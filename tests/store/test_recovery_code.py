"""The recovery code on paper: forgiving to hands, strict on errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.store.recovery_code import ALPHABET, groups, new_code, same_group, secret_of

#: One real code, always the same: tests are named by it, and it holds a 0 and a 1 to mistype.
CODE = "MWED1N-R1HRCS-8XKTS5-0SXP45-ASE6ZV-KXQJMG"


def test_a_code_is_six_groups_of_six():
    assert [len(group) for group in CODE.split("-")] == [6] * 6
    assert set(CODE) <= set(ALPHABET + "-")
    assert groups(CODE) == tuple(CODE.split("-"))
    assert len({new_code() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "retyped",
    [
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        f"  {CODE}\n",
        CODE.replace("-", "－"),
        CODE.replace("0", "O").replace("1", "l"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in CODE),
        CODE.replace("-", "——"),
    ],
)
def test_ways_of_typing_make_no_difference(retyped):
    assert secret_of(retyped) == secret_of(CODE)


@given(st.integers(0, 35), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_a_typing_error(place, character):
    plain = CODE.replace("-", "")
    typed = plain[:place] + character + plain[place + 1 :]
    if typed == plain:
        assert secret_of(typed) == secret_of(CODE)
        return
    with pytest.raises(InputError) as caught:
        secret_of(typed)
    assert caught.value.code == "store.recovery_typo"


@given(st.integers(0, 34))
def test_two_characters_changed_round_are_a_typing_error(place):
    plain = CODE.replace("-", "")
    typed = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    if typed != plain:
        with pytest.raises(InputError) as caught:
            secret_of(typed)
        assert caught.value.code == "store.recovery_typo"


@pytest.mark.parametrize(("typed", "found"), [("", 0), (CODE[:-1], 35), (CODE + "7", 37)])
def test_a_wrong_length_is_counted(typed, found):
    with pytest.raises(InputError) as caught:
        secret_of(typed)
    assert caught.value.code == "store.recovery_length"
    assert caught.value.params == {"found": found, "expected": 36}


@pytest.mark.parametrize("stranger", ["U", "口", "!", "𠮷"])
def test_a_character_that_no_code_has_is_named(stranger):
    with pytest.raises(InputError) as caught:
        secret_of(stranger + CODE[1:])
    assert caught.value.code == "store.recovery_character"
    assert caught.value.params == {"character": stranger}


@given(st.text(max_size=80))
def test_any_text_is_answered_in_plain_words(typed):
    with pytest.raises(InputError):
        secret_of(typed)


def test_retyping_a_group_proves_that_it_was_noted_down():
    fourth = CODE.split("-")[3]
    assert same_group(CODE, 4, f" {fourth.lower()} ")
    assert not same_group(CODE, 4, fourth[:-1])
    assert not same_group(CODE, 4, "")
    assert not same_group(CODE, 3, fourth) or groups(CODE)[2] == fourth
