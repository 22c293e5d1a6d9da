"""Folders of other releases: earlier ones open and show all, later ones are left alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.domain.record_type import RecordType, choice, integer, text, texts
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.store.driver import transaction
from inspector_app.store.folder import is_current
from inspector_app.store.journal import Write
from inspector_app.store.projection import snapshot
from inspector_app.store.schema import NOT_PROJECTED, write_state
from inspector_app.store.search import index_pending, search
from tests.store.laptops import LEADER, MEMBER, OTHER, exchange, receive
from tests.store.make_release_journal import make, shown

DATA = Path(__file__).parents[1] / "data"


def with_types(**changed):
    return {**MISSION_TYPES, **changed}


def talk_without(*names):
    fields = MISSION_TYPES["talk"].fields
    return replace(MISSION_TYPES["talk"], fields=tuple(f for f in fields if f.name not in names))


def schema(folder):
    """Return every table of the file with its columns, indexes and keys, as SQL."""
    rows = folder.journal.reader.rows(
        "SELECT type, name, tbl_name, sql FROM main.sqlite_master ORDER BY type, name"
    )
    return [row for row in rows if not str(row[1]).startswith("search_index_")]


def test_a_column_that_a_release_brings_shows_what_was_kept_for_it(team):
    """An older program took in a field that it did not know; the newer one shows it."""
    older = with_types(talk=talk_without("materials", "place"))
    old = team.laptop("dev-old", types=older)
    new = team.laptop("dev-new")
    a = new.open(LEADER)
    talk = a.journal.create("talk", {"number": "T-1", "place": "一室", "materials": "材料"})
    a.journal.write(talk)
    b = old.open(LEADER)
    exchange(a, b)
    assert b.reader.get("talk", talk.record_id).values["materials"] == "材料"
    assert "materials" not in [
        row[1] for row in b.journal.db.execute("PRAGMA table_info(rec_talk)")
    ]
    fresh = schema(a)
    old.types = MISSION_TYPES
    b = old.open(LEADER)
    assert schema(b) == fresh
    assert snapshot(b.reader) == snapshot(a.reader)
    assert b.reader.ids("talk", {"materials": "材料"}) == [talk.record_id]
    assert old.verify(LEADER).problems == ()


def test_a_type_that_a_release_brings_shows_what_was_kept_for_it(team):
    older = {name: one for name, one in MISSION_TYPES.items() if name != "task"}
    old = team.laptop("dev-old", types=older)
    a = team.laptop("dev-new").open(LEADER)
    task = a.journal.create("task", {"title": "核对合同"})
    a.journal.write(task)
    exchange(a, old.open(LEADER))
    old.types = MISSION_TYPES
    b = old.open(LEADER)
    assert b.reader.get("task", task.record_id).text("title") == "核对合同"
    index_pending(b.journal.reader)
    assert [hit.record_id for hit in search(b.reader, "合同")] == [task.record_id]
    # And back: the older program forgets nothing.
    old.types = older
    old.open(LEADER)
    old.types = MISSION_TYPES
    assert old.open(LEADER).reader.get("task", task.record_id).text("title") == "核对合同"


def test_a_renamed_field_and_one_of_another_kind(team):
    before = with_types(thing=RecordType("thing", (text("caption"), text("people"), text("grade"))))
    people = replace(texts("people"), convert=lambda value: str(value).split("、"))
    grade = replace(integer("grade"), convert=lambda value: int(str(value)))
    after = with_types(
        thing=RecordType("thing", (text("title", aliases=("caption",)), people, grade), version=2)
    )
    laptop = team.laptop("dev-a", types=before)
    folder = laptop.open(LEADER)
    thing = folder.journal.create("thing", {"caption": "甲", "people": "张、李", "grade": "三"})
    folder.journal.write(thing)
    laptop.types = after
    folder = laptop.open(LEADER)
    record = folder.reader.get("thing", thing.record_id)
    assert (record.text("title"), record.items("people")) == ("甲", ("张", "李"))
    assert record.values["grade"] == "三"  # not to be read as a number: kept as it is
    folder.journal.write(
        Write("thing", thing.record_id, {"title": "乙", "people": ["李", "王"], "grade": 3})
    )
    record = folder.reader.get("thing", thing.record_id)
    assert (record.text("title"), record.items("people")) == ("乙", ("李", "王"))
    assert record.number("grade") == 3
    assert folder.reader.conflicts() == []
    assert laptop.verify(LEADER).problems == ()


def test_a_choice_that_was_taken_away_is_still_read(team):
    before = with_types(thing=RecordType("thing", (choice("c", ("a", "b")),)))
    laptop = team.laptop("dev-a", types=before)
    folder = laptop.open(LEADER)
    thing = folder.journal.create("thing", {"c": "b"})
    folder.journal.write(thing)
    laptop.types = with_types(thing=RecordType("thing", (choice("c", ("a",)),)))
    folder = laptop.open(LEADER)
    assert folder.reader.get("thing", thing.record_id).text("c") == "b"
    with pytest.raises(ValueError, match="not one of"):
        folder.journal.write(Write("thing", thing.record_id, {"c": "b", "extra": 1}))


def test_an_audience_by_default_that_a_release_narrows_closes_what_lay_open(team):
    before = with_types(thing=RecordType("thing", (text("a", searchable=True),)))
    laptop = team.laptop("dev-a", types=before)
    folder = laptop.open(MEMBER)
    thing = folder.journal.create("thing", {"a": "示例"})
    folder.journal.write(thing)
    index_pending(folder.journal.reader)
    narrowed = RecordType(
        "thing", (text("a", searchable=True),), audience=MISSION_TYPES["lead"].audience
    )
    laptop.types = with_types(thing=narrowed)
    assert laptop.open(LEADER).reader.get("thing", thing.record_id).audience == "leader"
    other = laptop.open(OTHER)
    assert other.reader.get("thing", thing.record_id) is None
    assert search(other.reader, "示例") == []
    assert laptop.open(MEMBER).reader.get("thing", thing.record_id).text("a") == "示例"
    assert laptop.verify(OTHER).problems == ()


def test_what_is_not_searchable_any_more_leaves_the_index(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    folder.journal.write(folder.journal.create("task", {"title": "核对合同"}))
    index_pending(folder.journal.reader)
    laptop.types = with_types(task=RecordType("task", (text("title"),)))
    folder = laptop.open(LEADER)
    index_pending(folder.journal.reader)
    assert search(folder.reader, "合同") == []


def test_opening_again_makes_nothing_anew(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    folder.journal.write(folder.journal.create("task", {"title": "核对合同"}))
    while index_pending(folder.journal.reader):
        pass
    assert is_current(folder.journal.db, MISSION_TYPES)
    laptop.close()
    before = {file.name: file.read_bytes() for file in laptop.path.iterdir() if file.is_file()}
    folder = laptop.open(LEADER)
    assert folder.journal.reader.rows("SELECT count(*) FROM index_queue") == [(0,)]
    laptop.close()
    after = {file.name: file.read_bytes() for file in laptop.path.iterdir() if file.is_file()}
    assert after == before


def test_a_folder_of_a_later_format_is_refused_and_left_as_it_is(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    with transaction(folder.journal.db):
        write_state(folder.journal.db, "format", "2")
        folder.journal.db.execute("DROP TABLE rec_talk")
    laptop.close()
    before = {file.name: file.read_bytes() for file in laptop.path.iterdir() if file.is_file()}
    with pytest.raises(KnownError) as caught:
        laptop.open(LEADER)
    assert caught.value.code == "store.newer_folder"
    after = {file.name: file.read_bytes() for file in laptop.path.iterdir() if file.is_file()}
    assert after == before


def test_every_table_is_a_projection_or_named_as_none(team):
    folder = team.laptop("dev-a").open(LEADER)
    tables = folder.journal.reader.rows(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    projected = {f"rec_{name}" for name in MISSION_TYPES} | {"rec_answer", "conflict"}
    shadows = {f"search_index_{part}" for part in ("data", "idx", "docsize", "config")}
    assert {str(row[0]) for row in tables} == projected | NOT_PROJECTED | shadows


# --- journals of releases ---------------------------------------------------------------


def test_the_journal_of_this_release_can_be_written(tmp_path):
    """The script that makes the fixture of the next release works, and covers every type."""
    make(tmp_path / "journal.json")
    told = json.loads((tmp_path / "journal.json").read_text(encoding="utf-8"))
    types = {entry["body"]["record_type"] for entry in told["entries"]}
    assert types == set(MISSION_TYPES) | {"ballad"}
    with pytest.raises(FileExistsError):
        make(tmp_path / "journal.json")


@pytest.mark.parametrize("journal", sorted(DATA.glob("journal-*.json")), ids=lambda path: path.stem)
def test_a_journal_of_every_release_rebuilds(team, journal):
    """What an earlier program wrote shows the same today; see ``tests/data/README.md``."""
    told = json.loads(journal.read_text(encoding="utf-8"))
    laptop = team.laptop("dev-a", known=False)
    folder = laptop.open(LEADER)
    merged = receive(folder, told["entries"])
    assert merged.added == len(told["entries"])
    assert [list(fork) for fork in merged.forks] == told["forks"]
    assert shown(folder.reader) == told["shown"]
    assert laptop.verify(LEADER).problems == ()
