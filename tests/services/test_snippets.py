"""Words under short keys: shipped, changed for a mission, found before the caret."""

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.services.snippets import (
    Snippet,
    filled,
    matching,
    set_snippet,
    snippets,
    typed_key,
)
from tests.mission_fixture import small_mission


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def known(small):
    return {one.key: one.text for one in snippets(small.mission.reader)}


def test_shipped_ones_are_there_and_can_be_changed_added_and_taken_out(small):
    assert known(small)["bqc"] == "不清楚。"
    set_snippet(small.mission, "bqc", "我不清楚这件事。")
    set_snippet(small.mission, "YL", "园林绿化工程")
    set_snippet(small.mission, "jt", "")
    found = known(small)
    assert found["bqc"] == "我不清楚这件事。"
    assert found["yl"] == "园林绿化工程"
    assert "jt" not in found
    set_snippet(small.mission, "jt", "请讲具体。")
    assert known(small)["jt"] == "请讲具体。"


@pytest.mark.parametrize("key", ["", "不", "a b", "a" * 13, "a-b"])
def test_refuses_what_is_no_short_key(small, key):
    with pytest.raises(InputError) as refused:
        set_snippet(small.mission, key, "词")
    assert refused.value.code == "talk.snippet_key"


def test_refuses_a_whole_speech(small):
    with pytest.raises(InputError) as refused:
        set_snippet(small.mission, "a", "长" * 501)
    assert refused.value.code == "talk.snippet_long"


@pytest.mark.parametrize(
    ("before", "typed"), [("答bqc", "bqc"), ("说 BQC", "BQC"), ("没有", ""), ("", ""), ("a b", "b")]
)
def test_the_short_key_is_what_stands_before_the_caret(before, typed):
    assert typed_key(before) == typed


def test_the_longest_key_wins():
    both = (Snippet("c", "短"), Snippet("bc", "长"))
    assert matching(both, "abc").text == "长"
    assert matching(both, "xC").text == "短"
    assert matching(both, "") is None
    assert matching(both, "abd") is None


def test_the_time_stands_where_it_is_asked_for():
    assert filled(Snippet("sj", "【{time}】"), "15:04") == "【15:04】"
