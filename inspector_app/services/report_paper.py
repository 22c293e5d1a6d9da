"""The report on its way to paper: from its blocks and the records they cite."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspector_app.documents.papers.common import Passage
from inspector_app.documents.papers.lists import ProblemRow, WorkingPaperRow
from inspector_app.documents.papers.report import (
    Annexes,
    NumberOne,
    OpinionOn,
    Problem,
    ProblemGroup,
    ReportContent,
    Requirement,
    TalkCoverage,
    report_paper,
)
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import (
    BlockKind,
    Capacity,
    Duty,
    FindingClass,
    Opinion,
    Purpose,
    Section,
)
from inspector_app.services.approvals import approvals
from inspector_app.services.checklist import Checklist
from inspector_app.services.mission import (
    OpenMission,
    certified,
)
from inspector_app.services.paper_words import (
    Printable,
    day_of,
    facts_of,
    paper_wording,
    passages_of,
)
from inspector_app.services.report import SECTION_OF, ReportView, report_view, with_typing
from inspector_app.services.statistics import category_counts, talk_statistics
from inspector_app.store.reader import Reader

#: How long the manifestation of a problem in the annexed list gets, in characters.
_MANIFESTATION = 110


def report_printable(
    mission: OpenMission,
    report_id: str,
    *,
    draft: bool | None = None,
    typed: Mapping[tuple[str, str], str] | None = None,
) -> Printable:
    """Gather the report. As a draft it shows its gaps; a final one may have none.

    *typed* holds texts that are being typed, by block id and field: for the preview. Raises
    ``RefusedError('papers.incomplete')`` when a final report lacks a part.
    """
    content = report_content(mission.reader, mission.id, mission.checklist, report_id, typed=typed)
    if draft is not None:
        content = replace(content, draft=draft)
    return Printable(report_paper(content, paper_wording(mission.reader)))


def report_content(
    reader: Reader,
    mission_id: str,
    checklist: Checklist,
    report_id: str,
    *,
    typed: Mapping[tuple[str, str], str] | None = None,
) -> ReportContent:
    """Return everything the report says, from its blocks and the records they cite."""
    facts, mission = facts_of(reader, mission_id)
    view = with_typing(report_view(reader, report_id), typed or {})
    numbers = {
        paper.id: paper.text("number") or paper.text("draft_number")
        for paper in reader.find("working_paper")
    }
    gathered = _Gathered(reader, view, numbers)
    figures = talk_statistics(reader, checklist)
    coverage = TalkCoverage(figures.talks, figures.work_asked, figures.life_asked)
    return ReportContent(
        mission=facts,
        classification=mission.text("classification"),
        addressee=view.report.text("addressee"),
        overview=gathered.passages(Section.OVERVIEW),
        problems=tuple(gathered.group(one) for one in FindingClass),
        number_ones=tuple(gathered.number_one(p, coverage) for p in view.number_ones),
        suggestions=gathered.passages(Section.SUGGESTIONS),
        other=gathered.passages(Section.OTHER),
        dated_on=day_of(view.report.text("dated_on")),
        title=view.report.text("title"),
        annexes=Annexes(
            problems=gathered.problem_rows(),
            working_papers=_approved_papers(reader, mission_id),
            talks=category_counts(reader, checklist),
        ),
        draft=not view.report.flag("final"),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The blocks of a report as passages, problems and requirements."""

    reader: Reader
    view: ReportView
    numbers: dict[str, str]

    def cited(self, block: Record) -> tuple[str, ...]:
        return tuple(self.numbers[p] for p in block.items("working_papers") if p in self.numbers)

    def passage(self, block: Record) -> Passage:
        return Passage(block.text("text"), self.cited(block), block.id)

    def passages(self, section: Section, official: str = "") -> tuple[Passage, ...]:
        return tuple(self.passage(block) for block in self.view.blocks(section, official))

    def group(self, finding_class: FindingClass) -> ProblemGroup:
        blocks = self.view.blocks(SECTION_OF[finding_class])
        problems = [b for b in blocks if b.text("kind") == BlockKind.PROBLEM.value]
        others = [b for b in blocks if b.text("kind") != BlockKind.PROBLEM.value]
        return ProblemGroup(
            finding_class,
            tuple(
                Problem(b.text("heading"), passages_of(b.text("text")), self.cited(b), b.id)
                for b in problems
            ),
            tuple(self.passage(b) for b in others),
        )

    def number_one(self, person: Record, coverage: TalkCoverage) -> NumberOne:
        opinions = self.view.blocks(Section.OPINION, person.id)
        return NumberOne(
            name=person.text("name"),
            office=person.text("office"),
            capacity=Capacity(person.text("capacity") or Capacity.PARTY_SECRETARY.value),
            first_responsibility=self.passages(Section.FIRST_RESPONSIBILITY, person.id),
            integrity=self.passages(Section.INTEGRITY, person.id),
            opinions=tuple(
                OpinionOn(
                    Duty(block.text("duty")),
                    Opinion(block.text("opinion")) if block.text("opinion") else None,
                    self.passage(block),
                )
                for block in opinions
                if block.text("duty")
            ),
            requirements=tuple(
                Requirement(
                    text=block.text("text"),
                    deadline=day_of(block.text("deadline")),
                    responsible=self.responsible(block),
                    working_papers=self.cited(block),
                    source=block.id,
                )
                for block in self.view.blocks(Section.REQUIREMENTS, person.id)
                if block.text("kind") == BlockKind.REQUIREMENT.value
            ),
            no_requirement=tuple(
                self.passage(block)
                for block in self.view.blocks(Section.REQUIREMENTS, person.id)
                if block.text("kind") == BlockKind.NO_PROBLEM.value
            ),
            coverage=coverage,
        )

    def responsible(self, block: Record) -> str:
        people = self.reader.many("official", list(block.items("responsible")))
        names = [people[i].text("name") for i in block.items("responsible") if i in people]
        return "、".join([*names, *filter(None, [block.text("responsible_text")])])

    def problem_rows(self) -> tuple[ProblemRow, ...]:
        """One row for each problem of the four 落实 and each fact about a number one."""
        papers = {paper.id: paper for paper in self.reader.find("working_paper")}
        rows: list[ProblemRow] = []
        for finding_class in FindingClass:
            rows += [
                self._row(finding_class, block, papers)
                for block in self.view.blocks(SECTION_OF[finding_class])
                if block.text("kind") == BlockKind.PROBLEM.value
            ]
        return tuple(rows)

    def _row(
        self, finding_class: FindingClass, block: Record, papers: dict[str, Record]
    ) -> ProblemRow:
        cited = [papers[p] for p in block.items("working_papers") if p in papers]
        named = [
            person
            for paper in cited
            for field in ("first_responsible", "main_leaders", "supervising")
            for person in paper.items(field)
        ]
        people = self.reader.many("official", list(dict.fromkeys(named)))
        names = [people[one].text("name") for one in dict.fromkeys(named) if one in people]
        bodies = [
            paper.text("responsible_body") for paper in cited if paper.text("responsible_body")
        ]
        return ProblemRow(
            finding_class=finding_class,
            problem=block.text("heading"),
            manifestation=opening(block.text("text")),
            responsible="、".join([*dict.fromkeys(bodies), *names]),
            working_papers=self.cited(block),
        )


def opening(text: str) -> str:
    """Return the first sentences of a finding, enough to say how it shows: for a list."""
    flat = text.replace("\n", "")
    sentences = [part for part in re.split(r"(?<=[。；！？])", flat) if part]
    shown = ""
    for sentence in sentences:
        if shown and len(shown) + len(sentence) > _MANIFESTATION:
            break
        shown += sentence
    return shown


def _approved_papers(reader: Reader, mission_id: str) -> tuple[WorkingPaperRow, ...]:
    rows = []
    trusted = certified(reader, mission_id)
    for paper in reader.find("working_paper"):
        signed = [
            view
            for view in approvals(
                reader,
                mission_id,
                subject_type="working_paper",
                subject=paper.id,
                purposes=(Purpose.WORKING_PAPER_APPROVE,),
                trusted=trusted,
            )
            if view.counts
        ]
        if signed:
            rows.append(
                WorkingPaperRow(
                    paper.text("number"),
                    paper.text("title"),
                    FindingClass(paper.text("finding_class")),
                    day_of(signed[-1].signed_at),
                )
            )
    return tuple(sorted(rows, key=lambda row: row.number))
