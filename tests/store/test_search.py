"""Search finds what is there: the same as looking through every text, for any query."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inspector_app.domain.entry import Operation
from inspector_app.store.journal import Write
from inspector_app.store.search import (
    Hit,
    excerpt,
    folded,
    index_pending,
    phrase_query,
    search,
    segmented,
)
from tests.store.laptops import LEADER, Team

#: Common, rare (extensions A, B, E, F), radicals, full-width, Latin, digits, signs, combining.
ALPHABET = "巡视察党组的了〇々㛃䶮喆𠮷𬀩𫖯⼀豈ＡａＢ１ﬁabé\u0301ß20·，。%\"'*()^-_:\\𝔘 \u3000\n"
TEXTS = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=30)
QUERIES = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=5) | st.text(
    st.sampled_from("巡视察党组的"), min_size=1, max_size=3
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, issued):
    team = Team(tmp_path_factory.mktemp("search"), issued)
    yield team.laptop("dev-a").open(LEADER)
    team.close()


@pytest.fixture
def fresh(team):
    return team.laptop("dev-a").open(LEADER)


def index(folder):
    while index_pending(folder.journal.reader, 50):
        pass


def wrote(folder, text, record_type="official", field="name", **more):
    write = folder.journal.create(record_type, {field: text, **more})
    folder.journal.write(write)
    return write.record_id


def looked_through(folder, query):
    """Find by looking at every text, as a person would."""
    words = folded(query).split()
    return {
        record.id
        for record in folder.journal.reader.find("official")
        if words and all(word in folded(record.text("name")) for word in words)
    }


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(QUERIES, min_size=4, max_size=8))
@example(["张三说\n李四"], ["三 四", "三说李", "说\n李", "張", "  ", "\u3000", "%", '"', "''"])
def test_every_query_finds_what_looking_finds(folder, texts, queries):
    for text in texts:
        wrote(folder, text)
    index(folder)
    for query in queries:
        hits = [hit.record_id for hit in search(folder.reader, query, limit=10_000)]
        assert len(hits) == len(set(hits))
        assert set(hits) - {LEADER, "member", "other"} == looked_through(folder, query)


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_any_piece_of_a_name_or_sentence_finds_it(folder, length):
    text = "岑𬀩于2026年三月向第二巡察组反映ＡＢ公司問題（示例）𠮷。"
    record = wrote(folder, text)
    index(folder)
    for start in range(len(text) - length + 1):
        piece = text[start : start + length]
        assert record in {hit.record_id for hit in search(folder.reader, piece, limit=10_000)}


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        '"x" OR "y"',
        "NOT a",
        "a AND",
        "AND",
        "NEAR(a b)",
        "body:x",
        "-x",
        "x*",
        "^x",
        "(",
        ")",
        "{a b}",
        "a + b",
        "';--",
        "\\",
        "%",
        "_",
        "\x00",
        "a\x00b",
        "\ufffe",
        "x" * 5000,
        "巡 " * 500,
    ],
)
def test_whatever_is_typed_is_only_text(folder, query):
    record = wrote(folder, f"前{query}后")
    index(folder)
    hits = {hit.record_id for hit in search(folder.reader, query, limit=10_000)}
    assert hits - {LEADER, "member", "other"} == looked_through(folder, query)
    assert record in hits


def test_nothing_finds_nothing(folder):
    for query in ("", " ", "\u3000\n\t"):
        assert search(folder.reader, query) == []
        assert phrase_query(query) == ""


def test_newest_first_and_no_more_than_asked(fresh):
    ids = [wrote(fresh, f"甲某{n}") for n in range(5)]
    index(fresh)
    assert [hit.record_id for hit in search(fresh.reader, "甲某", 3)] == ids[:1:-1]
    assert search(fresh.reader, "甲某", 0) == []


def test_answers_of_forms_are_found(fresh):
    talk = wrote(fresh, "T-1", "talk", "number")
    form = wrote(fresh, "收受土特产", "submission", "/work/W1", subject_type="talk", subject=talk)
    index(fresh)
    assert search(fresh.reader, "土特") == [Hit("submission", form, "收受土特产")]
    fresh.journal.write(Write("submission", form, {"/work/W1": "无反映"}))
    index(fresh)
    assert search(fresh.reader, "土特") == []
    assert len(search(fresh.reader, "无反映")) == 1


def test_what_is_deleted_or_belongs_to_it_is_not_found(fresh):
    talk = wrote(fresh, "T-1", "talk", "number")
    paragraph = wrote(fresh, "某事", "paragraph", "text", talk=talk)
    index(fresh)
    assert [hit.record_id for hit in search(fresh.reader, "某事")] == [paragraph]
    fresh.journal.write(Write("talk", talk, op=Operation.DELETE))
    assert search(fresh.reader, "某事") == []  # even before the index has followed
    assert search(fresh.reader, "T-1") == []
    fresh.journal.write(Write("talk", talk, op=Operation.RESTORE))
    index(fresh)
    assert [hit.record_id for hit in search(fresh.reader, "某事")] == [paragraph]
    fresh.journal.write(Write("paragraph", paragraph, op=Operation.DELETE))
    index(fresh)
    assert search(fresh.reader, "某事") == []
    rows = fresh.journal.reader.rows("SELECT count(*) FROM search_text WHERE text LIKE '%某事%'")
    assert rows == [(0,)]


def test_what_is_rewritten_is_found_by_its_new_words_only(fresh):
    record = wrote(fresh, "旧名")
    index(fresh)
    fresh.journal.write(Write("official", record, {"name": "新名"}))
    assert index_pending(fresh.journal.reader) == 0
    assert search(fresh.reader, "旧名") == []
    assert [hit.record_id for hit in search(fresh.reader, "新")] == [record]


def test_what_leaves_the_index_is_erased_from_it(fresh):
    record = wrote(fresh, "𬀩")
    index(fresh)
    blocks = "SELECT block FROM search_index_data"
    token = segmented("𬀩").encode()
    assert any(token in block for (block,) in fresh.journal.reader.rows(blocks))
    fresh.journal.write(Write("official", record, {"audience": "leader"}))
    assert not any(token in block for (block,) in fresh.journal.reader.rows(blocks))
    assert [hit.record_id for hit in search(fresh.reader, "𬀩")] == [record]  # from memory


def test_indexing_goes_in_slices_and_can_be_interrupted(fresh):
    for number in range(7):
        wrote(fresh, f"示例{number}")
    index(fresh)
    for number in range(7):
        wrote(fresh, f"示例又{number}")
    assert index_pending(fresh.journal.reader, 3) == 4
    assert len(search(fresh.reader, "又")) == 3
    assert index_pending(fresh.journal.reader, 3) == 1
    assert index_pending(fresh.journal.reader, 3) == 0
    assert index_pending(fresh.journal.reader, 3) == 0
    assert len(search(fresh.reader, "又")) == 7


@given(TEXTS, st.integers(0, 200))
def test_an_excerpt_is_short_and_shows_the_word(text, before):
    whole = "甲" * before + text + "乙" * 100
    word = folded(text).split()
    shown = excerpt(whole, word[0] if word else "乙")
    assert len(shown) <= 82
    if word and len(word[0]) < 20 and len(folded(whole)) == len(whole):
        assert word[0] in folded(shown)
