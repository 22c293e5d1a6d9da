"""What the builders of papers share: facts of the mission, words, dates, passages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from inspector_app.documents.tree import (
    Align,
    Classification,
    Footer,
    PageMark,
    Paragraph,
    SignatureLine,
    Span,
    Text,
    text,
)
from inspector_app.domain.errors import RefusedError
from inspector_app.system.fonts import Role
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class MissionFacts:
    """Names that papers bear: the inspected body, the team, the committee that sent it."""

    body: str
    team: str
    committee: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's name and office (职务, with the body where it is not clear)."""

    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the leader's text.

    ``working_papers`` are the numbers it rests on; ``source`` is the id of its record, which
    leads from the paper back to it.
    """

    text: str
    working_papers: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of papers in one language, filled with the mission's names."""

    wording: Wording
    mission: MissionFacts

    def __call__(self, key: str, **params: str | int) -> str:
        """Return the words of ``papers.<key>``."""
        names = {
            "body": self.mission.body,
            "team": self.mission.team,
            "committee": self.mission.committee,
        }
        return self.wording.text(f"papers.{key}", **names, **params)

    def lines(self, key: str, **params: str | int) -> tuple[str, ...]:
        """Return the words of a title in the lines the wording gives it."""
        return tuple(self(key, **params).split("\n"))

    def date(self, day: date | None) -> str:
        """Return a day in words, or the words for a day that is not recorded."""
        if day is None:
            return self("not_recorded")
        return self("date", year=day.year, month=day.month, day=day.day)

    def period(self, start: time | None, end: time | None) -> str:
        """Return from when to when something went on."""
        if start is None or end is None:
            return self("not_recorded")
        return self(
            "period",
            from_hour=start.hour,
            from_minute=f"{start.minute:02}",
            to_hour=end.hour,
            to_minute=f"{end.minute:02}",
        )

    def joined(self, items: Iterable[str]) -> str:
        """Return the items as an enumeration, or the words for none recorded."""
        return self("comma").join(item for item in items if item) or self("not_recorded")

    def person(self, person: Person) -> str:
        """Return a name with the office."""
        if not person.office:
            return person.name
        return self("person", name=person.name, office=person.office)

    def cited(self, passage: Passage) -> str:
        """Return the passage with the numbers of its working papers behind it."""
        if not passage.working_papers:
            return passage.text
        return self("cited", text=passage.text, numbers=self("comma").join(passage.working_papers))


def classification(mark: str) -> Classification | None:
    """Return a mission's mark, e.g. ``工作秘密`` or ``机密★1年``, as classification."""
    word, _, period = mark.strip().partition("★")
    return Classification(word, period) if word else None


def labelled(words: Words, label: str, value: str) -> Text:
    """Return ``label：value`` with the label in 黑体."""
    return text(Span(words("label", label=words(label)), Role.HEITI), value)


def field(words: Words, label: str, value: str) -> Paragraph:
    """Return a line of a record: label and value, further lines under the value."""
    content = labelled(words, label, value or words("not_recorded"))
    return Paragraph(content, indent=0, hang=2, align=Align.LEFT)


def passages(words: Words, items: Iterable[Passage], *, cite: bool = True) -> Iterator[Paragraph]:
    """Give the passages that are not empty as paragraphs."""
    for passage in items:
        if passage.text.strip():
            content = words.cited(passage) if cite else passage.text
            yield Paragraph(text(content), source=passage.source)


def required(
    words: Words, part: str, items: Iterable[Paragraph], *, draft: bool
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a part that may not be blank.

    A draft says that something is to be filled in; for a final paper an empty part raises
    ``RefusedError("papers.incomplete")`` that names it.
    """
    found = tuple(items)
    if found:
        return found
    if not draft:
        raise RefusedError("papers.incomplete", part=part)
    return (Paragraph(text(Span(words("to_be_filled"), Role.KAITI))),)


def signatures(words: Words, labels: Iterable[str], *, dated: bool = True) -> list[SignatureLine]:
    """Return lines to sign on, one for each of the labels' keys, all on one page."""
    keys = list(labels)
    date_to_fill = words("date_to_fill") if dated else ""
    return [
        SignatureLine(words("label", label=words(key)), date_to_fill, keep_next=number < len(keys))
        for number, key in enumerate(keys, 1)
    ]


def signed_footer(words: Words, label: str) -> Footer:
    """Return the footer of a record that is signed page by page."""
    return Footer(
        PageMark.OF_TOTAL,
        signature_label=words("label", label=words(label)),
        of_total=words("page_of_total", page="{page}", pages="{pages}"),
    )


def counted_footer(words: Words) -> Footer:
    """Return a footer that says page n of m."""
    return Footer(
        PageMark.OF_TOTAL, of_total=words("page_of_total", page="{page}", pages="{pages}")
    )
