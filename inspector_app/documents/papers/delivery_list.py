"""移交清单: what a package to headquarters holds, to be checked and signed on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspector_app.documents.papers.common import (
    MissionFacts,
    Words,
    classification,
    counted_footer,
    field,
    signatures,
)
from inspector_app.documents.tree import (
    Align,
    Block,
    Column,
    Heading,
    Marks,
    Paper,
    Paragraph,
    Table,
    text,
)
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file in the package: its size in bytes and its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DeliveredCount:
    """How many records of one kind the package holds; the kind in words."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class DeliveryListContent:
    """A package as it was made. ``files`` are its contents, ``sha256`` that of the package."""

    mission: MissionFacts
    classification: str
    package_id: str
    sequence: int
    file_name: str
    size: int
    sha256: str
    made_on: date | None
    sender: str
    recipients: tuple[str, ...]
    counts: tuple[DeliveredCount, ...]
    files: tuple[DeliveredFile, ...]


def _package(content: DeliveryListContent, words: Words) -> Iterator[Block]:
    yield field(words, "delivery.package_id", content.package_id)
    yield field(words, "delivery.sequence", str(content.sequence))
    yield field(words, "delivery.made_on", words.date(content.made_on))
    yield field(words, "delivery.sender", content.sender)
    yield field(words, "delivery.recipients", words.joined(content.recipients))
    yield field(words, "delivery.file", content.file_name)
    yield field(words, "delivery.size", words("delivery.bytes", size=f"{content.size:,}"))
    yield field(words, "delivery.sha256", content.sha256)


def _tables(content: DeliveryListContent, words: Words) -> Iterator[Block]:
    yield Heading(1, words("delivery.counts"))
    counts = tuple((count.kind, str(count.count)) for count in content.counts)
    yield Table((Column(words("delivery.kind_of"), 4), Column(words("delivery.count"), 1)), counts)
    yield Heading(1, words("delivery.files"))
    columns = (
        Column(words("delivery.row"), 1.0),
        Column(words("delivery.name"), 3.7, Align.LEFT),
        Column(words("delivery.file_size"), 1.6, Align.RIGHT),
        Column("SHA-256", 5.9, Align.LEFT),
    )
    files = tuple(
        (str(number), file.name, f"{file.size:,}", file.sha256)
        for number, file in enumerate(content.files, 1)
    )
    yield Table(columns, files)


def delivery_list_paper(content: DeliveryListContent, wording: Wording) -> Paper:
    """Return the list of a package, with lines for both sides to sign on."""
    words = Words(wording, content.mission)
    blocks: list[Block] = [
        *_package(content, words),
        *_tables(content, words),
        Paragraph(text(words("delivery.check")), keep_next=True),
    ]
    blocks += signatures(words, ["delivery.sign_sender", "delivery.sign_recipient"])
    return Paper(
        kind=words("delivery.kind"),
        title=words.lines("delivery.title"),
        blocks=tuple(blocks),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )
