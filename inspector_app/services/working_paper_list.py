"""The list of working papers: all of them, read in few statements."""

from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import WorkingPaperState
from inspector_app.services.working_papers import (
    OPEN_STATES,
    FactView,
    PaperParts,
    missing_of,
    state_of,
    working_papers,
)
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A working paper in a list; ``missing`` counts what an open one still lacks."""

    paper: Record
    state: WorkingPaperState
    missing: int


def working_paper_rows(reader: Reader) -> list[PaperRow]:
    """Return all working papers as a list shows them, read in few statements."""
    papers = working_papers(reader)
    proofs: dict[str, list[Record]] = {}
    for proof in reader.find("proof"):
        proofs.setdefault(proof.text("fact"), []).append(proof)
    facts: dict[str, list[FactView]] = {}
    for fact in reader.find("fact", order=[Order("order")]):
        view = FactView(fact, tuple(proofs.get(fact.id, ())))
        facts.setdefault(fact.text("working_paper"), []).append(view)
    statements: dict[str, list[Record]] = {}
    for one in reader.find("statement"):
        statements.setdefault(one.text("working_paper"), []).append(one)
    rows = []
    for paper in papers:
        parts = PaperParts(
            paper, tuple(facts.get(paper.id, ())), tuple(statements.get(paper.id, ()))
        )
        state = state_of(paper)
        missing = len(missing_of(reader, parts)) if state in OPEN_STATES else 0
        rows.append(PaperRow(paper, state, missing))
    return rows
