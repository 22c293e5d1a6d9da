"""The list of working papers: all of them, read in few statements."""

from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.domain.rights import may_sign
from inspector_app.domain.vocabulary import Purpose, Role, WorkingPaperState
from inspector_app.services.mission import OpenMission, role_of
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


def awaiting(mission: OpenMission) -> int:
    """Return how many working papers wait for the user who unlocked: to sign, or to mend."""
    reader, me = mission.reader, mission.me
    role = role_of(reader, me)
    return sum(_waits_for(paper, me, role) for paper in reader.find("working_paper"))


def _waits_for(paper: Record, user: str, role: Role) -> bool:
    state = state_of(paper)
    if state is WorkingPaperState.RETURNED:
        return user in paper.items("undertakers")
    if state is WorkingPaperState.SUBMITTED:
        return paper.text("reviewer") in {"", user} and may_sign(role, Purpose.WORKING_PAPER_REVIEW)
    return state is WorkingPaperState.REVIEWED and may_sign(role, Purpose.WORKING_PAPER_APPROVE)
