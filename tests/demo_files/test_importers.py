"""The files enter by the importers that users have, and nothing of the story gets lost there."""

from collections import Counter

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.intake.matching import KnownOfficial, match_roster
from inspector_app.intake.roster import read_roster
from inspector_app.intake.transcript import read_transcript


def test_first_roster_is_read_without_a_complaint(files, roster):
    reading = read_roster(files / "roster.xlsx")
    assert [row.name for row in reading.rows] == list(roster)
    assert not reading.problems
    assert not reading.unknown_columns
    (one,) = [row for row in reading.rows if row.number_one]
    assert (one.name, one.category, one.capacity) == ("岑𬀩", "N", "both")


def test_second_roster_shows_who_is_new_changed_or_perhaps_the_same(files):
    known = [
        KnownOfficial(str(number), row.fields())
        for number, row in enumerate(read_roster(files / "roster.xlsx").rows)
    ]
    matches = match_roster(read_roster(files / "roster-update.xls").rows, known)
    kinds = Counter(match.kind.value for match in matches)
    assert kinds == {"unchanged": 44, "changed": 3, "new": 2, "possibly_same": 1}
    (doubtful,) = [match for match in matches if match.kind == "possibly_same"]
    assert doubtful.row.name == "耿吉"
    assert [known[int(number)].text("name") for number in doubtful.candidates] == ["耿𠮷"]


def test_third_roster_has_every_kind_of_slip(files):
    reading = read_roster(files / "roster-errors.csv")
    assert {problem.code for problem in reading.problems} >= {
        "no_name",
        "bad_date",
        "no_such_day",
        "bad_gender",
        "bad_category",
        "bad_yes_no",
    }
    assert {row.name for row in reading.rows} == {"鲜于渺", "仉督"}
    matches = match_roster(reading.rows, [])
    assert [match.kind.value for match in matches] == ["new", "duplicate_in_file", "new"]


def test_every_transcript_gives_its_facts_and_answers(files, talks):
    for talk in talks:
        read = read_transcript(files / talk["file"])
        facts = read.facts
        assert facts.number == talk["number"]
        assert facts.subject == talk["talker"], talk["number"]
        assert list(facts.interviewers) == talk["interviewers"], talk["number"]
        assert facts.recorder == talk["recorder"], talk["number"]
        assert facts.place == talk["place"], talk["number"]
        assert facts.period.starts_at == f"{talk['starts_at']:%Y-%m-%dT%H:%M}", talk["number"]
        assert facts.period.ends_at == f"{talk['ends_at']:%Y-%m-%dT%H:%M}", talk["number"]
        for answer in talk["answers"]:
            kinds = [part.kind.value for part in read.paragraphs if answer["find"] in part.text]
            assert kinds == ["answer"], (talk["number"], answer["item"])


@pytest.mark.parametrize("name", ["notice.doc", "talk-outline.wps"])
def test_old_formats_are_answered_with_how_to_convert(files, name):
    with pytest.raises(InputError) as refused:
        read_transcript(files / "legacy" / name)
    assert refused.value.code == "intake.old_word"
