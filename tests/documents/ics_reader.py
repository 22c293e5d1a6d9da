"""A strict small reader of RFC 5545, for the test of the writer: refuses what it does not know."""

import re
from datetime import UTC, datetime

_TEXT = {"SUMMARY", "LOCATION", "DESCRIPTION", "X-WR-CALNAME", "UID"}
_NEEDED = {"UID", "DTSTAMP", "DTSTART", "DTEND"}
_CALENDAR = {"VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME"}
_EVENT = _NEEDED | {"SUMMARY", "LOCATION", "DESCRIPTION", "CLASS", "STATUS"}


def unfolded(data: bytes) -> list[str]:
    """Return the logical lines; every physical one ends in CRLF and has 75 octets at most."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    lines: list[bytes] = []
    for line in physical:
        assert b"\r" not in line
        assert b"\n" not in line
        assert 0 < len(line) <= 75, line
        line.decode("utf-8")  # no character is cut
        if line.startswith((b" ", b"\t")):
            assert lines
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def unescaped(text: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text), text
    plain = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}
    assert not re.sub(r"\\[\\;,nN]", "", text).count("\\"), text
    return re.sub(r"\\[\\;,nN]", lambda found: plain[found[0]], text)


def moment(text: str) -> datetime:
    zone = UTC if text.endswith("Z") else None
    form = "%Y%m%dT%H%M%SZ" if zone else "%Y%m%dT%H%M%S"
    return datetime.strptime(text, form).replace(tzinfo=zone)


def read(data: bytes) -> tuple[dict[str, str], list[dict[str, object]]]:
    """Return the calendar's properties and its events."""
    lines = unfolded(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    calendar: dict[str, str] = {}
    events: list[dict[str, object]] = []
    current: dict[str, object] | None = None
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        if line == "BEGIN:VEVENT":
            assert current is None
            current = {}
        elif line == "END:VEVENT":
            assert current is not None
            assert current.keys() >= _NEEDED
            assert current["DTSTART"] < current["DTEND"]
            events.append(current)
            current = None
        elif current is None:
            assert name in _CALENDAR
            assert name not in calendar
            calendar[name] = unescaped(value) if name in _TEXT else value
        else:
            assert name in _EVENT
            assert name not in current
            if name in _TEXT:
                current[name] = unescaped(value)
            else:
                current[name] = moment(value) if name.startswith("DT") else value
    assert current is None
    assert {"VERSION", "PRODID"} <= calendar.keys()
    assert calendar["VERSION"] == "2.0"
    assert len({one["UID"] for one in events}) == len(events)
    return calendar, events
