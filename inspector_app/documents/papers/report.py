"""巡视/巡察报告: the report of an inspection, with the section on the number one set apart.

Article 9 asks for that section: first responsibility and integrity listed separately, a
definite opinion, and requirements of rectification. None of the four may be blank; that no
problem was found has to be said.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from inspector_app.documents.papers.common import (
    MissionFacts,
    Passage,
    Words,
    classification,
    passages,
    required,
)
from inspector_app.documents.papers.lists import (
    ProblemRow,
    WorkingPaperRow,
    problem_table,
    working_paper_table,
)
from inspector_app.documents.papers.statistics import CategoryCount, statistics_table
from inspector_app.documents.tree import (
    Attachment,
    Block,
    Closing,
    Heading,
    Marks,
    Numbered,
    Paper,
    Paragraph,
    RedHead,
    text,
)
from inspector_app.domain.vocabulary import Capacity, Duty, FindingClass, Opinion
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem under one of the four 落实: its title, and the passages that set it out."""

    title: str
    passages: tuple[Passage, ...]
    working_papers: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems under one of the four 落实.

    ``introduction`` stands before them, or says that none was found.
    """

    finding_class: FindingClass
    problems: tuple[Problem, ...] = ()
    introduction: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class OpinionOn:
    """The team's definite opinion on one side of the number one: a grade, words, or both."""

    duty: Duty
    opinion: Opinion | None = None
    words: Passage | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of rectification: by when, and who answers for it."""

    text: str
    deadline: date | None
    responsible: str
    working_papers: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class TalkCoverage:
    """In how many talks the number one's work and life were asked about."""

    talks: int
    work: int
    life: int


@dataclass(frozen=True, slots=True)
class NumberOne:
    """The section on one number one; a body may have two, each with a section.

    ``office`` is the office as printed (党组书记、局长); the section's words follow ``capacity``.
    With no requirement, ``no_requirement`` says why none is made.
    """

    name: str
    office: str
    capacity: Capacity
    first_responsibility: tuple[Passage, ...]
    integrity: tuple[Passage, ...]
    opinions: tuple[OpinionOn, ...]
    requirements: tuple[Requirement, ...]
    no_requirement: tuple[Passage, ...] = ()
    coverage: TalkCoverage | None = None


@dataclass(frozen=True, slots=True)
class Annexes:
    """What is annexed; a part that is not given is left out."""

    problems: tuple[ProblemRow, ...] | None = None
    working_papers: tuple[WorkingPaperRow, ...] | None = None
    talks: tuple[CategoryCount, ...] | None = None


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything the report says.

    Without ``title`` the wording's title stands (line ends in either are kept), without
    ``red_head`` it is a 白头 paper. ``cite`` prints the numbers of working papers behind the
    passages. A ``draft`` may have gaps, which it shows; a final report may not.
    """

    mission: MissionFacts
    classification: str
    addressee: str
    overview: tuple[Passage, ...]
    problems: tuple[ProblemGroup, ...]
    number_ones: tuple[NumberOne, ...]
    suggestions: tuple[Passage, ...]
    other: tuple[Passage, ...] = ()
    dated_on: date | None = None
    title: str = ""
    copy_number: str = ""
    red_head: RedHead | None = None
    annexes: Annexes = Annexes()
    cite: bool = True
    draft: bool = False


@dataclass(frozen=True, slots=True)
class _Chapters:
    """The builder of the chapters: content and words side by side."""

    content: ReportContent
    words: Words

    def _part(self, heading: Heading, items: tuple[Passage, ...]) -> Iterator[Block]:
        paragraphs = passages(self.words, items, cite=self.content.cite)
        yield heading
        yield from required(self.words, heading.text, paragraphs, draft=self.content.draft)

    def overview(self) -> Iterator[Block]:
        """Give 基本情况和总体评价."""
        yield from self._part(Heading(1, self.words("report.overview")), self.content.overview)

    def problems(self) -> Iterator[Block]:
        """Give 发现的主要问题, under the four 落实 in their order."""
        yield Heading(1, self.words("report.problems"))
        given = {group.finding_class: group for group in self.content.problems}
        for finding_class in FindingClass:
            group = given.get(finding_class, ProblemGroup(finding_class))
            yield from self._group(group)

    def _group(self, group: ProblemGroup) -> Iterator[Block]:
        heading = Heading(2, self.words(f"report.{group.finding_class.value}"))
        introduction = tuple(passages(self.words, group.introduction, cite=self.content.cite))
        yield heading
        if not group.problems:
            yield from required(self.words, heading.text, introduction, draft=self.content.draft)
            return
        yield from introduction
        for problem in group.problems:
            yield from self._problem(problem)

    def _problem(self, problem: Problem) -> Iterator[Block]:
        first, *rest = problem.passages or (Passage(""),)
        title = self.words("report.problem", title=problem.title.rstrip("。."))
        opening = Passage(title + first.text, (*problem.working_papers, *first.working_papers))
        words = self.words.cited(opening) if self.content.cite else opening.text
        yield Numbered(3, text(words), source=problem.source or first.source)
        yield from passages(self.words, rest, cite=self.content.cite)

    def number_one(self, person: NumberOne) -> Iterator[Block]:
        """Give the section on one number one with its four blocks."""
        words, capacity = self.words, person.capacity.value
        alone = len(self.content.number_ones) == 1
        key = "report.number_one" if alone else f"report.number_one_{capacity}"
        yield Heading(1, words(key, name=person.name, office=person.office))
        yield Paragraph(text(words("report.who", name=person.name, office=person.office)))
        if person.coverage is not None:
            asked = person.coverage
            sentence = words("report.coverage", talks=asked.talks, work=asked.work, life=asked.life)
            yield Paragraph(text(sentence))
        duties = Heading(2, words(f"report.responsibility_{capacity}"))
        yield from self._part(duties, person.first_responsibility)
        yield from self._part(Heading(2, words("report.integrity")), person.integrity)
        opinion = Heading(2, words("report.opinion"))
        yield opinion
        yield from required(words, opinion.text, self._opinions(person), draft=self.content.draft)
        yield from self._requirements(person)

    def _opinions(self, person: NumberOne) -> Iterator[Paragraph]:
        for given in person.opinions:
            own = given.words or Passage("")
            grade = ""
            if given.opinion is not None:
                grade = self.words(
                    "report.graded",
                    side=self._side(person, given.duty),
                    grade=self.words(f"opinion.{given.opinion.value}"),
                )
            cited = replace(own, text=grade + own.text.strip())
            yield from passages(self.words, (cited,), cite=self.content.cite)

    def _side(self, person: NumberOne, duty: Duty) -> str:
        if duty is Duty.INTEGRITY:
            return self.words("report.integrity")
        return self.words(f"report.responsibility_{person.capacity.value}")

    def _requirements(self, person: NumberOne) -> Iterator[Block]:
        heading = Heading(2, self.words("report.requirements"))
        yield heading
        if not person.requirements:
            none = passages(self.words, person.no_requirement, cite=self.content.cite)
            yield from required(self.words, heading.text, none, draft=self.content.draft)
            return
        for requirement in person.requirements:
            yield self._requirement(heading.text, requirement)

    def _requirement(self, part: str, requirement: Requirement) -> Numbered:
        complete = requirement.deadline is not None and requirement.responsible.strip()
        if not complete:
            # refuses unless it is a draft
            required(self.words, part, (), draft=self.content.draft)
        missing = self.words("to_be_filled")
        sentence = self.words(
            "report.requirement",
            text=requirement.text.rstrip("。."),
            responsible=requirement.responsible.strip() or missing,
            deadline=self.words.date(requirement.deadline) if requirement.deadline else missing,
        )
        cited = Passage(sentence, requirement.working_papers)
        words = self.words.cited(cited) if self.content.cite else sentence
        return Numbered(3, text(words), source=requirement.source)

    def suggestions(self) -> Iterator[Block]:
        """Give 意见建议."""
        heading = Heading(1, self.words("report.suggestions"))
        yield from self._part(heading, self.content.suggestions)

    def other(self) -> Iterator[Block]:
        """Give 其他需要说明的情况, if there is any."""
        if any(passage.text.strip() for passage in self.content.other):
            yield from self._part(Heading(1, self.words("report.other")), self.content.other)

    def annexes(self) -> Iterator[Attachment]:
        """Give the annexes that are given."""
        annexes, words = self.content.annexes, self.words
        if annexes.problems is not None:
            table = problem_table(words, annexes.problems)
            yield Attachment(words("problems.title"), (table,))
        if annexes.working_papers is not None:
            listed = working_paper_table(words, annexes.working_papers)
            yield Attachment(words("working_papers.title"), (listed,))
        if annexes.talks is not None:
            counted = statistics_table(words, annexes.talks)
            note = Paragraph(text(words("statistics.note")))
            yield Attachment(words("statistics.title"), (counted, note))


def report_paper(content: ReportContent, wording: Wording) -> Paper:
    """Return the report.

    Raises ``RefusedError("papers.incomplete")`` if a final report has a part that may not be
    blank, naming the part.
    """
    words = Words(wording, content.mission)
    chapters = _Chapters(content, words)
    blocks: list[Block] = [*chapters.overview(), *chapters.problems()]
    for person in content.number_ones:
        blocks += chapters.number_one(person)
    if not content.number_ones:
        # there is always a number one to report on
        required(words, words("report.number_one"), (), draft=content.draft)
    blocks += [*chapters.suggestions(), *chapters.other()]
    return Paper(
        kind=words("report.kind"),
        title=tuple(content.title.split("\n")) if content.title else words.lines("report.title"),
        blocks=tuple(blocks),
        marks=Marks(content.copy_number, classification(content.classification)),
        red_head=content.red_head,
        addressee=content.addressee,
        closing=Closing(
            (content.mission.team,), words.date(content.dated_on) if content.dated_on else ""
        ),
        attachments=tuple(chapters.annexes()),
        attachment_word=words("attachment"),
        language=wording.language,
    )
