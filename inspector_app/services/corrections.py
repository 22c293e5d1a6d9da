"""What was changed in a talk's record after it was read back: visible as such, with who and when.

The record that the talker heard is what stood when the read-back was ticked. What is changed,
added or taken out behind that is a correction: the old words stay in sight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.entry import Entry, Operation
from inspector_app.domain.record import Record
from inspector_app.services.mission import user_names
from inspector_app.store.reader import Order, Reader


class CorrectionKind(StrEnum):
    """What was done to a paragraph."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Correction:
    """A paragraph that is not as it was read back.

    ``before`` are the words that were read back, empty for what was added; ``author`` and
    ``moment`` (yyyy-mm-dd hh:mm, by his laptop) tell of the last change.
    """

    kind: CorrectionKind
    before: str
    author: str
    moment: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one talk by paragraph, and the paragraphs that were taken out."""

    by_paragraph: Mapping[str, Correction]
    removed: tuple[Record, ...] = ()


def corrections(reader: Reader, talk: Record) -> Corrections:
    """Return what was changed in a talk's record since it was read back.

    A tick that was taken back does not count: the record went on then.
    """
    tick = _tick(reader, talk)
    if tick is None:
        return Corrections({})
    own = reader.find("paragraph", {"talk": talk.id}, order=[Order("order")], deleted=True)
    later: dict[str, list[Entry]] = {}
    for entry in reader.entries_behind(tick, "paragraph", [one.id for one in own]):
        later.setdefault(entry.body.record_id, []).append(entry)
    names = user_names(reader)
    found: dict[str, Correction] = {}
    removed = []
    for one in own:
        correction = _correction(reader, one, later.get(one.id, ()), names)
        if correction is None:
            continue
        found[one.id] = correction
        if correction.kind is CorrectionKind.REMOVED:
            removed.append(one)
    return Corrections(found, tuple(removed))


def _tick(reader: Reader, talk: Record) -> str | None:
    """Return the entry that ticked the read-back which holds."""
    if not talk.flag("read_back_done"):
        return None
    tick = None
    for written in reader.history("talk", talk.id, "read_back_done"):
        if written.value is not True:
            tick = None
        elif tick is None:
            tick = written.entry
    return tick


def _correction(
    reader: Reader, paragraph: Record, later: Sequence[Entry], names: Mapping[str, str]
) -> Correction | None:
    if not later:
        return None
    behind = {entry.stub.id for entry in later}
    before = ""
    existed = False
    for entry in reader.entries("paragraph", paragraph.id):
        if entry.stub.id not in behind:
            existed = True
            if "text" in entry.body.new:
                before = str(entry.body.new["text"] or "")
    if paragraph.deleted:
        kind = CorrectionKind.REMOVED
        if not existed:
            return None  # came and went behind the read-back
    elif not existed:
        kind = CorrectionKind.ADDED
    elif paragraph.text("text") == before:
        return None
    else:
        kind = CorrectionKind.CHANGED
    last = [e for e in later if e.body.op is Operation.DELETE or "text" in e.body.new] or later
    body = last[-1].body
    moment = body.claimed_at[:16].replace("T", " ")
    return Correction(kind, before, names.get(body.author, ""), moment)
