"""Working papers (底稿): one matter each, facts with proofs, three signatures by three people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import Missing, Severity
from inspector_app.domain.order_key import key_after
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import (
    Decision,
    FindingClass,
    Purpose,
    WorkingPaperState,
)
from inspector_app.services.approvals import ApprovalView, approval_write, approvals
from inspector_app.services.mission import OpenMission, setting
from inspector_app.services.results import Created
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

PURPOSES = (
    Purpose.WORKING_PAPER_UNDERTAKE,
    Purpose.WORKING_PAPER_REVIEW,
    Purpose.WORKING_PAPER_APPROVE,
)
OPEN_STATES = frozenset({WorkingPaperState.DRAFT, WorkingPaperState.RETURNED})
_NEXT = {
    Purpose.WORKING_PAPER_UNDERTAKE: (WorkingPaperState.DRAFT, WorkingPaperState.SUBMITTED),
    Purpose.WORKING_PAPER_REVIEW: (WorkingPaperState.SUBMITTED, WorkingPaperState.REVIEWED),
    Purpose.WORKING_PAPER_APPROVE: (WorkingPaperState.REVIEWED, WorkingPaperState.APPROVED),
}
PAGE = "working_paper"


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with the proofs that carry it."""

    fact: Record
    proofs: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class PaperParts:
    """A working paper with what belongs to it."""

    paper: Record
    facts: tuple[FactView, ...]
    statements: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class WorkingPaperView:
    """A working paper with everything on it."""

    paper: Record
    state: WorkingPaperState
    facts: tuple[FactView, ...]
    statements: tuple[Record, ...]
    signatures: tuple[ApprovalView, ...]
    missing: tuple[Missing, ...]

    @property
    def editable(self) -> bool:
        """Say whether it may still be changed: before submission or after a return."""
        return self.state in OPEN_STATES

    @property
    def standing(self) -> tuple[ApprovalView, ...]:
        """Return the signatures that hold: over today's content, given since the last return."""
        returned = [
            place for place, s in enumerate(self.signatures) if s.decision is Decision.RETURN
        ]
        since = self.signatures[returned[-1] + 1 :] if returned else self.signatures
        return tuple(s for s in since if s.counts)

    @property
    def approved(self) -> bool:
        """Say whether the leader's approval holds over what the paper says today."""
        return any(s.purpose is Purpose.WORKING_PAPER_APPROVE for s in self.standing)


def state_of(paper: Record) -> WorkingPaperState:
    """Return the state of a working paper."""
    return WorkingPaperState(paper.text("state") or WorkingPaperState.DRAFT.value)


def working_papers(reader: Reader) -> list[Record]:
    """Return all working papers, by number and, before they have one, by draft number."""
    return sorted(
        reader.find("working_paper"),
        key=lambda p: (p.text("number") or "~", p.text("draft_number"), p.id),
    )


def working_paper_view(reader: Reader, mission_id: str, paper_id: str) -> WorkingPaperView:
    """Return one working paper whole. Raises ``RefusedError`` if it is not there."""
    paper = _paper(reader, paper_id)
    facts = tuple(
        FactView(fact, tuple(reader.find("proof", {"fact": fact.id})))
        for fact in reader.find("fact", {"working_paper": paper_id}, order=[Order("order")])
    )
    statements = tuple(reader.find("statement", {"working_paper": paper_id}))
    missing = missing_of(reader, PaperParts(paper, facts, statements))
    signatures = tuple(
        approvals(
            reader,
            mission_id,
            subject_type="working_paper",
            subject=paper_id,
            purposes=PURPOSES,
        )
    )
    return WorkingPaperView(paper, state_of(paper), facts, statements, signatures, tuple(missing))


def _paper(reader: Reader, paper_id: str) -> Record:
    paper = reader.get("working_paper", paper_id)
    if paper is None or paper.deleted:
        raise RefusedError("working_paper.gone")
    return paper


def missing_of(reader: Reader, view: PaperParts) -> list[Missing]:
    """Return what a working paper lacks before it can be signed."""
    paper = view.paper
    name = paper.text("number") or paper.text("draft_number")

    def block(code: str, target: Mapping[str, str], **params: str | int) -> Missing:
        return Missing(
            f"working_paper_{code}",
            Severity.BLOCK,
            PAGE,
            {"paper": name, **params},
            {"working_paper": paper.id, **target},
        )

    def field(code: str, name: str, **params: str | int) -> Missing:
        return block(code, {"field": name}, **params)

    found: list[Missing] = []
    least = setting(reader, "working_paper.least_undertakers", 2)
    if len(paper.items("undertakers")) < least:
        found.append(field("undertakers", "undertakers", least=least))
    if not paper.text("title").strip():
        found.append(field("title", "title"))
    if not paper.text("finding_class"):
        found.append(field("class", "finding_class"))
    if not view.facts:
        found.append(field("facts", "facts"))
    for number, one in enumerate(view.facts, start=1):
        place = {"fact": one.fact.id}
        if not one.fact.text("text").strip():
            found.append(block("fact_text", place, fact=number))
        if not one.proofs:
            found.append(block("proof", place, fact=number))
        elif any(_needs_page(reader, proof) for proof in one.proofs):
            found.append(block("page", place, fact=number))
    if not paper.items("first_responsible") and not paper.text("responsible_body").strip():
        found.append(field("responsible", "responsible_body"))
    if not paper.text("basis").strip():
        found.append(field("basis", "basis"))
    found += [
        block("statement_text", {"statement": one.id})
        for one in view.statements
        if not one.text("text").strip()
    ]
    return found


def _needs_page(reader: Reader, proof: Record) -> bool:
    """Say whether a proof points at a paper of several pages without saying which."""
    evidence = reader.get("evidence", proof.text("evidence")) if proof.text("evidence") else None
    return evidence is not None and (evidence.number("pages") or 1) > 1 and not proof.number("page")


# --- writing (store lane) ---------------------------------------------------------------


def create_working_paper(
    mission: OpenMission,
    *,
    title: str,
    finding_class: FindingClass,
    undertakers: Sequence[str],
    **fields: Json,
) -> Created:
    """Start a working paper; it gets a draft number at once and its number from the leader."""
    reader = mission.journal.reader
    write = mission.journal.create(
        "working_paper",
        {
            "title": title,
            "finding_class": finding_class.value,
            "undertakers": list(undertakers),
            "state": WorkingPaperState.DRAFT.value,
            "draft_number": _number(reader, "draft_number", "Y-"),
            **fields,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def _number(reader: Reader, field: str, prefix: str) -> str:
    numbers = [p.text(field) for p in reader.find("working_paper", deleted=True)]
    taken = [int(n[len(prefix) :]) for n in numbers if n.startswith(prefix)]
    return f"{prefix}{max(taken, default=0) + 1:03d}"


def require_open(reader: Reader, paper_id: str) -> None:
    """Raise ``RefusedError('working_paper.frozen')`` for a paper that was submitted."""
    if state_of(_paper(reader, paper_id)) not in OPEN_STATES:
        raise RefusedError("working_paper.frozen")


def update_working_paper(
    mission: OpenMission, paper: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change fields while the paper is a draft or was returned.

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``RefusedError('working_paper.frozen')`` otherwise: what was signed stays.
    """
    require_open(mission.journal.reader, paper)
    return mission.journal.write(Write("working_paper", paper, fields, entry_id=entry))


def add_fact(
    mission: OpenMission,
    paper: str,
    *,
    text: str,
    method: str = "",
    when: str = "",
    where: str = "",
) -> Created:
    """Add a fact at the end."""
    reader = mission.journal.reader
    require_open(reader, paper)
    facts = reader.find("fact", {"working_paper": paper}, order=[Order("order")])
    write = mission.journal.create(
        "fact",
        {
            "working_paper": paper,
            "order": key_after(facts[-1].text("order") if facts else ""),
            "text": text,
            "method": method or None,
            "when": when or None,
            "where": where or None,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def update_fact(mission: OpenMission, fact: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change a fact of an open paper; *entry* as in ``update_working_paper``."""
    reader = mission.journal.reader
    record = reader.get("fact", fact)
    require_open(reader, record.text("working_paper") if record else "")
    return mission.journal.write(Write("fact", fact, fields, entry_id=entry))


def add_proof(
    mission: OpenMission,
    fact: str,
    *,
    evidence: str = "",
    page: int | None = None,
    paragraph: str = "",
    note: str = "",
) -> Created:
    """Let a page of a paper or a paragraph of a talk prove a fact.

    Raises ``RefusedError('working_paper.no_such_page')`` for a page the paper has not.
    """
    reader = mission.journal.reader
    record = reader.get("fact", fact)
    require_open(reader, record.text("working_paper") if record else "")
    file = reader.get("evidence", evidence) if evidence else None
    pages = file.number("pages") if file else None
    if page is not None and (page < 1 or (pages is not None and page > pages)):
        raise RefusedError("working_paper.no_such_page", page=page, pages=pages or 0)
    write = mission.journal.create(
        "proof",
        {
            "fact": fact,
            "evidence": evidence or None,
            "page": page,
            "paragraph": paragraph or None,
            "note": note or None,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def add_statement(
    mission: OpenMission, paper: str, *, official: str, text: str, given_on: str = ""
) -> Created:
    """Record what the person himself says to it: beside the facts, never among them."""
    require_open(mission.journal.reader, paper)
    write = mission.journal.create(
        "statement",
        {
            "working_paper": paper,
            "official": official,
            "text": text,
            "given_on": given_on or None,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def next_purpose(state: WorkingPaperState) -> Purpose | None:
    """Return which signature a working paper waits for, ``None`` when it has all three."""
    if state in OPEN_STATES:
        return Purpose.WORKING_PAPER_UNDERTAKE
    waiting = {expected: purpose for purpose, (expected, _following) in _NEXT.items()}
    return waiting.get(state)


def signing_refusal(view: WorkingPaperView, purpose: Purpose, user: str) -> RefusedError | None:
    """Return why *user* may not sign now, his right aside (``domain.rights``); else ``None``."""
    if next_purpose(view.state) is not purpose:
        return RefusedError("working_paper.out_of_turn")
    if view.missing:
        return RefusedError("working_paper.not_ready", count=len(view.missing))
    undertakes = purpose is Purpose.WORKING_PAPER_UNDERTAKE
    if undertakes and user not in view.paper.items("undertakers"):
        return RefusedError("working_paper.not_undertaker")
    if any(s.signer == user for s in view.standing):
        return RefusedError("working_paper.same_person")
    return None


def sign_working_paper(mission: OpenMission, paper: str, purpose: Purpose) -> Changes:
    """Sign as one who undertook it, who reviews it, or as the leader who approves it.

    The last signature gives the paper its number. Raises ``RefusedError``:
    ``working_paper.not_ready`` while something is missing, ``working_paper.out_of_turn``,
    ``working_paper.same_person`` (three signatures are by three people).
    """
    reader = mission.journal.reader
    view = working_paper_view(reader, mission.id, paper)
    refusal = signing_refusal(view, purpose, mission.me)
    if refusal is not None:
        raise refusal
    _expected, following = _NEXT[purpose]
    fields: dict[str, Json] = {"state": following.value}
    if purpose is Purpose.WORKING_PAPER_APPROVE and not view.paper.text("number"):
        fields["number"] = _number(reader, "number", "B-")
    return mission.journal.write(
        approval_write(mission, purpose=purpose, subject_type="working_paper", subject=paper),
        Write("working_paper", paper, fields),
    )


def return_working_paper(mission: OpenMission, paper: str, *, reason: str) -> Changes:
    """Send a submitted paper back with a reason; the trace stays (reviewer or leader)."""
    reader = mission.journal.reader
    state = state_of(_paper(reader, paper))
    if not reason.strip():
        raise RefusedError("working_paper.return_needs_reason")
    if state in OPEN_STATES:
        raise RefusedError("working_paper.out_of_turn")
    purpose = (
        Purpose.WORKING_PAPER_REVIEW
        if state is WorkingPaperState.SUBMITTED
        else Purpose.WORKING_PAPER_APPROVE
    )
    return mission.journal.write(
        approval_write(
            mission,
            purpose=purpose,
            subject_type="working_paper",
            subject=paper,
            decision=Decision.RETURN,
            reason=reason,
        ),
        Write(
            "working_paper",
            paper,
            {"state": WorkingPaperState.RETURNED.value, "return_reason": reason},
        ),
    )
