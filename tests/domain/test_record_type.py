"""Declarations: what a field allows, names that are taken, audiences by how few read them."""

from dataclasses import replace

import pytest

from inspector_app.domain.canonical import MAX_SAFE_INTEGER
from inspector_app.domain.record_type import (
    COMMON,
    Field,
    Kind,
    RecordType,
    boolean,
    by_name,
    choice,
    day,
    integer,
    moment,
    narrowest,
    reference,
    references,
    text,
    texts,
)
from inspector_app.domain.records import HQ_TYPES, MISSION_TYPES


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (text("f"), ""),
        (text("f"), "岑𬀩"),
        (integer("f"), 0),
        (integer("f"), -MAX_SAFE_INTEGER),
        (boolean("f"), False),
        (day("f"), "2026-03-05"),
        (day("f"), "2024-02-29"),
        (moment("f"), "2026-03-05T14:30"),
        (moment("f"), "2026-03-05"),
        (choice("f", ("a", "b")), "b"),
        (reference("f", "talk"), "id"),
        (references("f", "talk"), ["x", "y"]),
        (references("f", "talk"), ()),
        (texts("f"), ["一"]),
    ],
)
def test_what_a_field_allows(field, value):
    assert field.problem(value) is None
    assert field.problem(None) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (text("f"), 5),
        (text("f"), ["x"]),
        (text("f"), True),
        (integer("f"), "5"),
        (integer("f"), True),
        (integer("f"), MAX_SAFE_INTEGER + 1),
        (integer("f"), 1.5),
        (boolean("f"), 1),
        (boolean("f"), "true"),
        (day("f"), "2026-02-30"),
        (day("f"), "20260305"),
        (day("f"), "2026-W10-4"),
        (day("f"), "2026-03-05T00:00"),
        (day("f"), "２０２６-03-05"),
        (day("f"), ""),
        (moment("f"), "2026-03-05T25:00"),
        (moment("f"), "2026-03-05T14:30:15"),
        (moment("f"), "2026-03-05 14:30"),
        (choice("f", ("a", "b")), "c"),
        (choice("f", ("a", "b")), ""),
        (references("f", "talk"), "x"),
        (references("f", "talk"), [1]),
        (texts("f"), {"add": ["x"]}),
    ],
)
def test_what_a_field_refuses(field, value):
    assert field.problem(value)


@pytest.mark.parametrize(
    "fields",
    [
        (text("a"), text("a")),
        (text("a"), text("b", aliases=("a",))),
        (text("a", aliases=("x",)), text("b", aliases=("x",))),
        *((text(name),) for name in COMMON),
    ],
)
def test_a_name_stands_for_one_thing(fields):
    with pytest.raises(ValueError, match="declared twice"):
        RecordType("thing", fields)


def test_two_types_do_not_share_a_name():
    with pytest.raises(ValueError, match="declared twice"):
        by_name((RecordType("a", ()), RecordType("a", ())))


def test_a_field_is_found_by_its_names():
    declared = RecordType("thing", (text("title", aliases=("name", "caption")),))
    assert declared.field("caption") == declared.field("title")
    assert declared.canonical_name("name") == "title"
    assert declared.canonical_name("colour") == "colour"
    assert declared.field("colour") is None
    assert declared.accepts("name")
    assert not declared.accepts("/a/b")
    assert replace(declared, dynamic=True).accepts("/a/b")


@pytest.mark.parametrize(
    ("values", "fewest"),
    [
        (["team", "leader"], "leader"),
        (["team", "named"], "named"),
        ([None, "team"], None),
        (["named", None], "named"),
        (["team"], "team"),
        (["team", "everybody"], "leader"),
        ([7, "named"], "leader"),
    ],
)
def test_the_fewest_readers_hold(values, fewest):
    assert narrowest(values) == fewest
    assert narrowest(reversed(values)) == fewest


# --- what is declared -------------------------------------------------------------------

TYPES = {**HQ_TYPES, **MISSION_TYPES}


def test_every_pointer_leads_to_a_declared_type():
    for types in (MISSION_TYPES, HQ_TYPES):
        targets = {
            (declared.name, field.name, field.target)
            for declared in types.values()
            for field in declared.fields
            if field.kind in {Kind.REFERENCE, Kind.REFERENCES}
        }
        assert {one for one in targets if one[2] not in types} == set()


def test_every_parent_is_a_field_that_points_somewhere():
    for declared in TYPES.values():
        if declared.parent:
            field = declared.field(declared.parent)
            assert isinstance(field, Field)
            assert field.target or declared.field(f"{declared.parent}_type")


def test_every_choice_has_choices_and_every_name_is_plain():
    for declared in TYPES.values():
        for field in declared.fields:
            assert bool(field.choices) == (field.kind is Kind.CHOICE)
            assert field.name.isidentifier()
            assert field.name == field.name.lower()
            assert not field.name.startswith("_")
