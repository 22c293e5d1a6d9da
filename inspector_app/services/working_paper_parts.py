"""Parts of a working paper taken out, moved and changed; and where its proofs lead.

Every step takes the id of its entry, so that it can be taken back (``history.undo``).
"""

from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.order_key import key_after, key_between
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind, WorkingPaperState
from inspector_app.services.mission import OpenMission
from inspector_app.services.talks import paragraphs
from inspector_app.services.working_papers import require_open, state_of
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

#: Paragraphs that can prove something: what the talker said, and what was noted of it.
CITABLE = frozenset(
    {
        ParagraphKind.QUESTION.value,
        ParagraphKind.ANSWER.value,
        ParagraphKind.NOTE.value,
        ParagraphKind.CORRECTION.value,
        ParagraphKind.SUPPLEMENT.value,
    }
)
#: How many paragraphs of a talk stand around the cited one when it is shown.
_AROUND = 2


@dataclass(frozen=True, slots=True)
class CitedParagraph:
    """A paragraph of a talk with its number in the record."""

    record: Record
    number: int


@dataclass(frozen=True, slots=True)
class ProofView:
    """What a proof points at: a page of evidence, or a paragraph with those around it.

    A paper taken out since, or a talk this user may not read, leaves both ``None``.
    """

    proof: Record
    evidence: Record | None
    talk: Record | None
    around: tuple[CitedParagraph, ...]


def delete_working_paper(mission: OpenMission, paper: str, *, entry: str = "") -> Changes:
    """Take a draft out; one that was ever submitted stays, with its trace (handbook §1.5)."""
    record = mission.journal.reader.get("working_paper", paper)
    if record is None or state_of(record) is not WorkingPaperState.DRAFT:
        raise RefusedError("working_paper.frozen")
    write = Write("working_paper", paper, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def delete_fact(mission: OpenMission, fact: str, *, entry: str = "") -> Changes:
    """Take a fact out of an open paper."""
    require_open(mission.journal.reader, _paper_of_fact(mission.journal.reader, fact))
    return mission.journal.write(Write("fact", fact, op=Operation.DELETE, entry_id=entry))


def move_fact(mission: OpenMission, fact: str, *, down: bool, entry: str = "") -> Changes:
    """Move a fact one place up or down."""
    reader = mission.journal.reader
    paper = _paper_of_fact(reader, fact)
    require_open(reader, paper)
    facts = reader.find("fact", {"working_paper": paper}, order=[Order("order")])
    places = [one.id for one in facts]
    at = places.index(fact)
    target = at + (1 if down else -1)
    if not 0 <= target < len(places):
        return Changes()
    keys = [one.text("order") for one in facts]
    lower = keys[target] if down else (keys[target - 1] if target else "")
    upper = (keys[target + 1] if target + 1 < len(keys) else "") if down else keys[target]
    if upper and lower >= upper:  # two laptops gave two facts the same place: number all anew
        places.insert(target, places.pop(at))
        writes, key = [], ""
        for one in places:
            key = key_after(key)
            writes.append(Write("fact", one, {"order": key}))
        return mission.journal.write(*writes)
    key = key_between(lower, upper)
    return mission.journal.write(Write("fact", fact, {"order": key}, entry_id=entry))


def delete_proof(mission: OpenMission, proof: str, *, entry: str = "") -> Changes:
    """Take a proof from a fact of an open paper; the evidence itself stays."""
    reader = mission.journal.reader
    record = reader.get("proof", proof)
    require_open(reader, _paper_of_fact(reader, record.text("fact") if record else ""))
    return mission.journal.write(Write("proof", proof, op=Operation.DELETE, entry_id=entry))


def update_statement(
    mission: OpenMission, statement: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change what the person himself says to an open paper."""
    require_open(mission.journal.reader, _paper_of_statement(mission.journal.reader, statement))
    return mission.journal.write(Write("statement", statement, fields, entry_id=entry))


def delete_statement(mission: OpenMission, statement: str, *, entry: str = "") -> Changes:
    """Take a statement out of an open paper."""
    require_open(mission.journal.reader, _paper_of_statement(mission.journal.reader, statement))
    write = Write("statement", statement, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def _paper_of_fact(reader: Reader, fact: str) -> str:
    record = reader.get("fact", fact)
    return record.text("working_paper") if record else ""


def _paper_of_statement(reader: Reader, statement: str) -> str:
    record = reader.get("statement", statement)
    return record.text("working_paper") if record else ""


# --- proofs -----------------------------------------------------------------------------


def citable_paragraphs(reader: Reader, talk: str, search: str = "") -> list[CitedParagraph]:
    """Return the paragraphs of a talk that can prove something and hold *search*."""
    wanted = "".join(search.split())
    return [
        CitedParagraph(one, number)
        for number, one in enumerate(paragraphs(reader, talk), start=1)
        if one.text("kind") in CITABLE and wanted in "".join(one.text("text").split())
    ]


def proof_view(reader: Reader, proof: Record) -> ProofView:
    """Return what a proof points at."""
    if proof.text("evidence"):
        return ProofView(proof, reader.get("evidence", proof.text("evidence")), None, ())
    paragraph = reader.get("paragraph", proof.text("paragraph"))
    talk = reader.get("talk", paragraph.text("talk")) if paragraph else None
    if paragraph is None or talk is None:
        return ProofView(proof, None, None, ())
    numbered = [
        CitedParagraph(one, number)
        for number, one in enumerate(paragraphs(reader, talk.id), start=1)
    ]
    at = next((i for i, one in enumerate(numbered) if one.record.id == paragraph.id), None)
    if at is None:  # the paragraph was deleted from the talk
        return ProofView(proof, None, talk, ())
    return ProofView(proof, None, talk, tuple(numbered[max(0, at - _AROUND) : at + _AROUND + 1]))


def cited_by_report(reader: Reader, paper: str) -> list[Record]:
    """Return the blocks of the report that rest on a working paper."""
    return [one for one in reader.find("report_block") if paper in one.items("working_papers")]
