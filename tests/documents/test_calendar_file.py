"""Calendar files read back as they were written, by a reader that is not the writer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.documents.calendar_file import Event, calendar_file
from inspector_app.documents.cleaning import clean
from tests.documents.ics_reader import read

MADE = datetime(2026, 10, 21, 7, 0, 5, tzinfo=UTC)
START = datetime(2026, 10, 22, 9, 0)  # noqa: DTZ001 - local time as on paper
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from('甲𬀩㛃喆\\;,:"\n\r\t nN 示例'), st.characters(codec="utf-8")
    ),
    max_size=120,
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.integers(1, 2000)), max_size=4), TEXTS)
def test_whatever_is_written_is_read_back(given_events, name):
    events = [
        Event(
            f"{number}@x",
            START + timedelta(days=number),
            START + timedelta(days=number, minutes=minutes),
            summary,
            place,
            description,
        )
        for number, (summary, place, description, minutes) in enumerate(given_events)
    ]
    calendar, found = read(calendar_file(events, name=name, made=MADE))
    assert calendar["X-WR-CALNAME"] == clean(name)
    assert len(found) == len(events)
    for event, one in zip(events, found, strict=True):
        assert (one["DTSTART"], one["DTEND"]) == (event.starts, event.ends)
        assert one["SUMMARY"] == clean(event.summary)
        assert one.get("LOCATION", "") == clean(event.place)
        assert one.get("DESCRIPTION", "") == clean(event.description)
        assert one["DTSTAMP"] == MADE


def test_the_same_plan_gives_the_same_bytes():
    event = Event("a@x", START, START + timedelta(hours=1), "谈话", "一室", tentative=False)
    first, second = (calendar_file([event], name="示例", made=MADE) for _ in range(2))
    assert first == second
    assert b"STATUS:CONFIRMED\r\n" in first
    assert read(first)[1][0]["CLASS"] == "CONFIDENTIAL"
