"""The list of evidence: filtered and sorted ids, and what kind of file each one is."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.record import Record
from inspector_app.services.evidence_use import use_counts
from inspector_app.store.reader import Order, Reader
from inspector_app.store.search import folded


class FileKind(StrEnum):
    """What a file is to its reader; worded under ``evidence.kinds``."""

    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"
    TABLE = "table"
    RECORDING = "recording"
    ARCHIVE = "archive"
    OTHER = "other"


_KINDS = {
    "application/pdf": FileKind.PDF,
    "application/ofd": FileKind.DOCUMENT,
    "application/msword": FileKind.DOCUMENT,
    "application/rtf": FileKind.DOCUMENT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": FileKind.DOCUMENT,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": FileKind.DOCUMENT,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": FileKind.TABLE,
    "application/vnd.ms-excel": FileKind.TABLE,
    "application/zip": FileKind.ARCHIVE,
    "application/vnd.rar": FileKind.ARCHIVE,
    "application/x-7z-compressed": FileKind.ARCHIVE,
}
_FAMILIES = {
    "image": FileKind.PICTURE,
    "audio": FileKind.RECORDING,
    "video": FileKind.RECORDING,
    "text": FileKind.DOCUMENT,
}


def kind_of(media_type: str) -> FileKind:
    """Return what kind of file a media type is."""
    family = _FAMILIES.get(media_type.split("/", maxsplit=1)[0], FileKind.OTHER)
    return _KINDS.get(media_type, family)


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What to list. ``text`` are words that all have to be there; empty means everything."""

    text: str = ""
    kind: FileKind | None = None
    unused: bool = False
    restricted: bool = False


_SEARCHED = ("number", "title", "file_name", "source", "supplier", "note")


#: What can be sorted by that is no column of its own.
_COMPUTED = frozenset({"kind", "used", "tags"})


def evidence_ids(
    reader: Reader,
    wanted: EvidenceFilter,
    *,
    order: str = "number",
    descending: bool = False,
) -> list[str]:
    """Return the ids of the evidence that *wanted* names, sorted by a field of the record.

    ``kind`` and ``used`` can be sorted by, too.
    """
    if wanted == EvidenceFilter() and order not in _COMPUTED:
        sort = [Order(order, descending=descending), Order("number")]
        return reader.ids("evidence", order=sort)
    counts: Counter[str] = Counter()
    if wanted.unused or order == "used":
        counts = use_counts(reader)
    computed: dict[str, Callable[[Record], tuple[int, str]]] = {
        "kind": lambda one: (list(FileKind).index(kind_of(one.text("media_type"))), ""),
        "used": lambda one: (counts[one.id], ""),
        "tags": lambda one: (0, "、".join(one.items("tags"))),
    }
    in_sql = order not in computed
    sort = [Order(order, descending=descending)] if in_sql else []
    found = reader.find("evidence", order=[*sort, Order("number")])
    if not in_sql:
        found.sort(key=computed[order], reverse=descending)
    words = folded(wanted.text).split()
    return [
        one.id
        for one in found
        if (wanted.kind is None or kind_of(one.text("media_type")) is wanted.kind)
        and (not wanted.unused or not counts[one.id])
        and (not wanted.restricted or one.audience != "team")
        and _holds(one, words)
    ]


def _holds(one: Record, words: list[str]) -> bool:
    if not words:
        return True
    parts = [one.text(name) for name in _SEARCHED]
    text = folded("\n".join([*parts, *one.items("tags"), one.text("sha256")]))
    return all(word in text for word in words)
