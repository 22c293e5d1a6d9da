"""了解情况函: an organ is asked about the number one before entry, item by item (article 9).

A letter (信函格式, GB/T 9704-2012, 10.1) with a form to fill in annexed for each number one: what
comes back can be recorded line by line. It names nobody but the number ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspector_app.documents.papers.common import MissionFacts, Person, Words, classification
from inspector_app.documents.tree import (
    Align,
    Attachment,
    Block,
    Closing,
    Column,
    Heading,
    LetterHead,
    Marks,
    Numbered,
    Paper,
    Paragraph,
    Table,
    text,
)
from inspector_app.domain.vocabulary import Head
from inspector_app.system.wording import Wording

#: Room to write by hand in a cell of the form.
_ROOM = "\n"
_YEAR, _MONTH = len("yyyy"), len("yyyy-mm")


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """A number one; ``since`` and ``left`` are as exact as known: yyyy, yyyy-mm or yyyy-mm-dd."""

    person: Person
    capacity: str = ""
    since: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class AskedItem:
    """What is asked: the theme, under work or life, about whom (places in the people's list)."""

    head: Head
    theme: str
    about: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InquiryContent:
    """The letter to one organ.

    ``sender`` is the office in whose name it goes; an empty ``number`` and ``dated_on`` are
    filled in by hand.
    """

    mission: MissionFacts
    classification: str
    sender: str
    number: str
    addressee: str
    people: tuple[AskedPerson, ...]
    items: tuple[AskedItem, ...]
    note: str = ""
    contact: str = ""
    entry_on: date | None = None
    due_on: date | None = None
    dated_on: date | None = None


def rough_date(words: Words, day: str) -> str:
    """Return a date as exact as it is known, in words."""
    if len(day) > _MONTH:
        return words.date(date.fromisoformat(day))
    if len(day) > _YEAR:
        return words("inquiry.month", year=int(day[:4]), month=int(day[5:7]))
    return words("inquiry.year", year=int(day)) if day else ""


def _person(words: Words, asked: AskedPerson) -> str:
    capacity = words("inquiry.capacity", capacity=asked.capacity) if asked.capacity else ""
    who = words("inquiry.person", name=asked.person.name, office=asked.person.office) + capacity
    since, left = rough_date(words, asked.since), rough_date(words, asked.left)
    if left:
        return words("inquiry.in_office", who=who, since=since or words("not_recorded"), left=left)
    return words("inquiry.in_office_since", who=who, since=since) if since else f"{who}。"


def _paragraph(words: str) -> Paragraph:
    return Paragraph(text(words))


def _blocks(content: InquiryContent, words: Words) -> Iterator[Block]:
    when = words.date(content.entry_on) if content.entry_on else words("inquiry.soon")
    yield _paragraph(words("inquiry.opening", when=when))
    yield Heading(1, words("inquiry.people"))
    for asked in content.people:
        yield _paragraph(_person(words, asked))
    yield Heading(1, words("inquiry.items"))
    for head in Head:
        themes = dict.fromkeys(item.theme for item in content.items if item.head is head)
        if themes:
            yield Heading(2, words(f"inquiry.{head.value}"))
            for theme in themes:
                yield Numbered(3, text(words("inquiry.item", theme=theme)))
    if content.note.strip():
        yield Heading(2, words("inquiry.further"))
        yield _paragraph(content.note.strip())
    yield Heading(1, words("inquiry.how"))
    yield _paragraph(words("inquiry.form"))
    due = words.date(content.due_on) if content.due_on else words("date_to_fill")
    yield _paragraph(words("inquiry.due", due=due, sender=content.sender))
    yield _paragraph(words("inquiry.care"))
    if content.contact.strip():
        yield _paragraph(words("inquiry.contact", contact=content.contact.strip()))


def _form(content: InquiryContent, place: int, words: Words) -> Attachment:
    """Return the form that the organ fills in about one number one."""
    columns = (
        Column(words("inquiry.form_number"), 1.2),
        Column(words("inquiry.form_head"), 1.4),
        Column(words("inquiry.form_item"), 4, Align.LEFT),
        Column(words("inquiry.form_state"), 2.2),
        Column(words("inquiry.form_text"), 6, Align.LEFT),
        Column(words("inquiry.form_as_of"), 2.2),
    )
    items = [item for item in content.items if place in item.about]
    rows = tuple(
        (str(number), words(f"head.{item.head.value}"), item.theme, "", _ROOM, "")
        for number, item in enumerate(items, 1)
    )
    name = content.people[place].person.name
    title = words("inquiry.form_title", name=name)
    note = Paragraph(text(words("inquiry.form_note")), indent=0)
    return Attachment(title, (Table(columns, rows), note))


def inquiry_paper(content: InquiryContent, wording: Wording) -> Paper:
    """Return the letter with its forms."""
    words = Words(wording, content.mission)
    return Paper(
        kind=words("inquiry.kind"),
        title=words.lines("inquiry.title"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        red_head=LetterHead(content.sender, content.number or words("inquiry.no_number")),
        addressee=content.addressee,
        closing=Closing(
            (content.sender,),
            words.date(content.dated_on) if content.dated_on else words("date_to_fill"),
        ),
        attachments=tuple(_form(content, place, words) for place in range(len(content.people))),
        attachment_word=words("attachment"),
        language=wording.language,
    )
