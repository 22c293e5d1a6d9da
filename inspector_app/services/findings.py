"""Which working papers carry findings: approved by the leader, over what they say today."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Purpose, WorkingPaperState
from inspector_app.services.approvals import approvals
from inspector_app.services.mission import certified
from inspector_app.services.working_papers import state_of
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Findings:
    """All working papers by id, and the ids of those whose approval holds."""

    papers: Mapping[str, Record]
    approved: frozenset[str]


def findings_of(reader: Reader, mission_id: str) -> Findings:
    """Return the working papers, each approval checked once."""
    papers = {paper.id: paper for paper in reader.find("working_paper")}
    trusted = certified(reader, mission_id)
    approved = set()
    for paper in papers.values():
        if state_of(paper) is not WorkingPaperState.APPROVED:
            continue
        signatures = approvals(
            reader,
            mission_id,
            subject_type="working_paper",
            subject=paper.id,
            purposes=(Purpose.WORKING_PAPER_APPROVE,),
            trusted=trusted,
        )
        if any(signature.counts for signature in signatures):
            approved.add(paper.id)
    return Findings(papers, frozenset(approved))
