from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.intake.matching import FieldChange, KnownOfficial, MatchKind, match_roster
from inspector_app.intake.roster import RosterRow

ZHANG = RosterRow(
    number=2, name="张三", gender="男", birth="1970-03", body="示例局", office="副局长",
    category=TalkCategory.DEPUTY, contact="示例",
)  # fmt: skip


def known(row: RosterRow, official_id: str = "o1", **changed) -> KnownOfficial:
    return KnownOfficial(official_id, {**row.fields(), **changed})


def one(row, *officials):
    (match,) = match_roster([row], officials)
    return match


def test_somebody_never_seen_is_new():
    assert one(ZHANG).kind is MatchKind.NEW
    other = known(replace(ZHANG, name="李四", office="处长"))
    assert one(ZHANG, other).kind is MatchKind.NEW


def test_the_same_row_again_changes_nothing():
    match = one(ZHANG, known(ZHANG))
    assert (match.kind, match.official_id, match.changes) == (MatchKind.UNCHANGED, "o1", ())


def test_a_new_office_is_a_change_where_the_birth_proves_the_person():
    promoted = replace(ZHANG, office="局长", body="示例二局")
    match = one(promoted, known(ZHANG))
    assert match.kind is MatchKind.CHANGED
    assert match.changes == (
        FieldChange("body", "示例局", "示例二局"),
        FieldChange("office", "副局长", "局长"),
    )


def test_an_empty_cell_takes_nothing_away_and_a_poorer_date_neither():
    bare = RosterRow(
        2, "张三", birth="1970", body="示例局", office="副局长", category=TalkCategory.DEPUTY
    )
    assert one(bare, known(ZHANG)).kind is MatchKind.UNCHANGED
    richer = replace(ZHANG, birth="1970-03-08")
    assert one(richer, known(ZHANG)).changes == (FieldChange("birth", "1970-03", "1970-03-08"),)


def test_a_derived_category_does_not_overrule_what_a_person_decided():
    derived = replace(ZHANG, category=TalkCategory.ORDINARY, derived=frozenset({"category"}))
    assert one(derived, known(ZHANG)).kind is MatchKind.UNCHANGED
    blank = known(ZHANG, category=None)
    assert one(derived, blank).changes == (FieldChange("category", None, "O"),)


def test_one_name_and_two_births_are_two_people_perhaps():
    match = one(replace(ZHANG, birth="1985-01"), known(ZHANG))
    assert (match.kind, match.reason) == (MatchKind.POSSIBLY_SAME, "same_name_other_birth")
    assert match.candidates == ("o1",)


def test_one_name_and_another_office_without_births_is_left_to_a_person():
    match = one(replace(ZHANG, birth="", office="处长"), known(ZHANG))
    assert (match.kind, match.reason) == (MatchKind.POSSIBLY_SAME, "same_name_other_office")
    assert match.changes == (FieldChange("office", "副局长", "处长"),)


def test_another_gender_is_never_the_same_for_certain():
    assert one(replace(ZHANG, gender="女"), known(ZHANG)).kind is MatchKind.POSSIBLY_SAME


def test_among_namesakes_the_one_who_fits_is_taken():
    other = known(replace(ZHANG, birth="1985-01", office="科员"), "o2")
    assert one(ZHANG, other, known(ZHANG)).official_id == "o1"
    twice = one(replace(ZHANG, birth=""), known(ZHANG), known(ZHANG, "o2"))
    assert (twice.kind, twice.reason) == (MatchKind.POSSIBLY_SAME, "several")
    assert twice.candidates == ("o1", "o2")


def test_one_character_off_in_the_same_office_may_be_a_slip():
    match = one(replace(ZHANG, name="张叁"), known(ZHANG))
    assert (match.kind, match.reason) == (MatchKind.POSSIBLY_SAME, "similar_name")
    assert one(replace(ZHANG, name="张叁", office="处长"), known(ZHANG)).kind is MatchKind.NEW
    assert one(replace(ZHANG, name="张叁", birth="1985"), known(ZHANG)).kind is MatchKind.NEW
    assert one(replace(ZHANG, name="李四"), known(ZHANG)).kind is MatchKind.NEW


def test_a_row_that_repeats_another_is_a_duplicate():
    again = replace(ZHANG, number=9, birth="1970")
    namesake = replace(ZHANG, number=10, birth="1985-01", office="科员")
    matches = match_roster([ZHANG, again, namesake], [])
    assert [match.kind for match in matches] == [
        MatchKind.NEW, MatchKind.DUPLICATE_IN_FILE, MatchKind.NEW,
    ]  # fmt: skip
    assert matches[1].other_row == 2


def test_no_official_is_taken_twice():
    moved = replace(ZHANG, number=9, office="局长")
    matches = match_roster([ZHANG, moved], [known(ZHANG)])
    assert [match.kind for match in matches] == [MatchKind.UNCHANGED, MatchKind.DUPLICATE_IN_FILE]
    assert matches[1].other_row == 2


NAMES = st.sampled_from(["张三", "张叁", "李四", "𠮷喆"])
ROWS = st.lists(
    st.builds(
        RosterRow,
        number=st.integers(2, 99),
        name=NAMES,
        gender=st.sampled_from(["", "男", "女"]),
        birth=st.sampled_from(["", "1970", "1970-03", "1985-01"]),
        body=st.sampled_from(["", "示例局"]),
        office=st.sampled_from(["", "局长", "科员"]),
    ),
    max_size=8,
)


@given(ROWS, ROWS)
def test_every_row_gets_one_answer_and_no_official_two(rows, recorded):
    officials = [known(row, f"o{index}") for index, row in enumerate(recorded)]
    matches = match_roster(rows, officials)
    assert [match.row for match in matches] == rows
    ids = [match.official_id for match in matches if match.official_id]
    assert len(ids) == len(set(ids))
    for match in matches:
        assert (match.official_id is not None) == (
            match.kind in {MatchKind.CHANGED, MatchKind.UNCHANGED}
        )
        assert bool(match.candidates) == (match.kind is MatchKind.POSSIBLY_SAME)


@given(ROWS)
def test_importing_twice_finds_nothing_new(rows):
    """What was taken in as new is found again, unless the roster itself is in doubt."""
    fresh = [m.row for m in match_roster(rows, []) if m.kind is MatchKind.NEW]
    officials = [known(row, f"o{index}") for index, row in enumerate(fresh)]
    for match in match_roster(fresh, officials):
        assert match.kind is not MatchKind.NEW
        if match.official_id is not None:
            assert match.kind is MatchKind.UNCHANGED
