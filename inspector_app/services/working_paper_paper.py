"""A working paper on its way to paper: the form that is signed by hand."""

from inspector_app.documents.papers.common import Person
from inspector_app.documents.papers.working_paper import (
    Fact,
    Responsibility,
    SignOff,
    SignOffRole,
    Statement,
    WorkingPaperContent,
    working_paper_paper,
)
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import (
    FindingClass,
    Purpose,
)
from inspector_app.services.mission import (
    OpenMission,
    user_names,
)
from inspector_app.services.paper_words import (
    Printable,
    day_of,
    facts_of,
    paper_wording,
    person_of,
)
from inspector_app.services.talks import paragraphs
from inspector_app.services.working_papers import WorkingPaperView, working_paper_view
from inspector_app.store.reader import Reader


def working_paper_printable(mission: OpenMission, paper_id: str) -> Printable:
    """Gather a working paper as the form that is signed by hand."""
    reader = mission.reader
    facts, record = facts_of(reader, mission.id)
    view = working_paper_view(reader, mission.id, paper_id)
    paper = view.paper
    content = WorkingPaperContent(
        mission=facts,
        classification=record.text("classification"),
        number=paper.text("number"),
        draft_number=paper.text("draft_number"),
        title=paper.text("title"),
        finding_class=FindingClass(paper.text("finding_class")),
        concerns_number_one=paper.flag("concerns_number_one"),
        sources=paper.text("sources"),
        facts=tuple(
            Fact(
                f.fact.text("text"),
                tuple(proof_label(reader, proof) for proof in f.proofs),
                f.fact.text("method"),
                f.fact.text("when"),
                f.fact.text("where"),
            )
            for f in view.facts
        ),
        analysis=paper.text("analysis"),
        basis=paper.text("basis"),
        responsibility=Responsibility(
            paper.text("responsible_body"),
            *(
                _people(reader, paper, field)
                for field in ("first_responsible", "main_leaders", "supervising")
            ),
        ),
        statements=tuple(
            Statement(
                person_of(reader.get("official", one.text("official"))),
                one.text("text"),
                day_of(one.text("given_on")),
            )
            for one in view.statements
        ),
        sign_offs=_sign_offs(reader, view),
    )
    return Printable(working_paper_paper(content, paper_wording(reader)))


def _people(reader: Reader, paper: Record, field: str) -> tuple[Person, ...]:
    found = reader.many("official", list(paper.items(field)))
    return tuple(person_of(found.get(one)) for one in paper.items(field))


def _sign_offs(reader: Reader, view: WorkingPaperView) -> tuple[SignOff, ...]:
    names = user_names(reader)
    signed = {s.purpose: s for s in view.standing}
    paper = view.paper
    undertakers = "、".join(names.get(one, "") for one in paper.items("undertakers"))
    planned = (
        (SignOffRole.UNDERTAKER, Purpose.WORKING_PAPER_UNDERTAKE, undertakers),
        (
            SignOffRole.REVIEWER,
            Purpose.WORKING_PAPER_REVIEW,
            names.get(paper.text("reviewer"), ""),
        ),
        (SignOffRole.LEADER, Purpose.WORKING_PAPER_APPROVE, ""),
    )
    return tuple(
        SignOff(
            role,
            name or (signed[purpose].signer_name if purpose in signed else ""),
            day_of(signed[purpose].signed_at) if purpose in signed else None,
        )
        for role, purpose, name in planned
    )


def proof_label(reader: Reader, proof: Record) -> str:
    """Return where a proof is found: 《title》第 n 页, or 谈话记录 T-001 第 n 段."""
    words = paper_wording(reader)
    if proof.text("evidence"):
        evidence = reader.get("evidence", proof.text("evidence"))
        title = evidence.text("title") if evidence else ""
        number = evidence.text("number") if evidence else ""
        if proof.number("page"):
            return words.text(
                "proof.page", number=number, title=title, page=proof.number("page") or 1
            )
        return words.text("proof.file", number=number, title=title)
    paragraph = reader.get("paragraph", proof.text("paragraph"))
    talk = reader.get("talk", paragraph.text("talk")) if paragraph else None
    if paragraph is None or talk is None:
        return proof.text("note")
    order = [one.id for one in paragraphs(reader, talk.id)]
    place = order.index(paragraph.id) + 1 if paragraph.id in order else 0
    return words.text("proof.paragraph", number=talk.text("number"), paragraph=place)
