"""Calendar files (.ics, RFC 5545), so that a plan can be taken along in any calendar program.

Our own small writer: UTF-8, CRLF, lines folded at 75 octets without cutting a character
(3.1), texts escaped (3.3.11), local time as on paper (3.3.5, form 1: the inspected body is
where the laptop is, and no table of time zones is needed).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from inspector_app.documents.cleaning import clean

#: Octets of a line without its end (RFC 5545, 3.1).
LINE_OCTETS = 75
_PRODUCT = "-//Inspector//Talks//ZH"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``uid`` stays the same when it is moved, so that it replaces the earlier one."""

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    place: str = ""
    description: str = ""
    tentative: bool = True


def calendar_file(events: Iterable[Event], *, name: str, made: datetime) -> bytes:
    """Return a calendar of *events*; *made* is when, in UTC. Private, without alarms."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, made)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(event: Event, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{event.starts:%Y%m%dT%H%M%S}"
    yield f"DTEND:{event.ends:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    yield "CLASS:CONFIDENTIAL"
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    words = clean(text)
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, escaped)
    return words


def _folded(line: str) -> Iterator[bytes]:
    """Give a line in pieces of at most 75 octets; further ones begin with a space."""
    piece = b""
    for character in line:
        octets = character.encode("utf-8")
        if len(piece) + len(octets) > LINE_OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece
