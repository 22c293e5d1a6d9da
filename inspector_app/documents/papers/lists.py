"""The lists annexed to the report: problems and working papers; as tables and spreadsheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.documents.papers.common import Words
from inspector_app.documents.spreadsheet import CellKind, SheetColumn, write_sheet
from inspector_app.documents.tree import Align, Column, Table
from inspector_app.domain.vocabulary import FindingClass


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem: which of the four 落实, how it shows, who answers, what it rests on."""

    finding_class: FindingClass
    problem: str
    manifestation: str
    responsible: str
    working_papers: tuple[str, ...]
    in_report: bool = True


@dataclass(frozen=True, slots=True)
class WorkingPaperRow:
    """One approved working paper."""

    number: str
    title: str
    finding_class: FindingClass
    approved_on: date | None


def _problem_cells(words: Words, rows: Iterable[ProblemRow]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            words(f"finding_class.{row.finding_class.value}"),
            row.problem,
            row.manifestation,
            row.responsible,
            "\n".join(row.working_papers),
            words("yes") if row.in_report else words("no"),
        )
        for number, row in enumerate(rows, 1)
    ]


def problem_table(words: Words, rows: Iterable[ProblemRow]) -> Table:
    """Return 问题清单."""
    columns = (
        Column(words("problems.number"), 1.3),
        Column(words("problems.class"), 2.1),
        Column(words("problems.problem"), 3.4, Align.JUSTIFY),
        Column(words("problems.manifestation"), 5.8, Align.JUSTIFY),
        Column(words("problems.responsible"), 2.2),
        Column(words("problems.working_papers"), 1.8),
        Column(words("problems.in_report"), 1.3),
    )
    return Table(columns, tuple(_problem_cells(words, rows)))


def problem_sheet(words: Words, rows: Iterable[ProblemRow]) -> bytes:
    """Return 问题清单 as .xlsx."""
    columns = (
        SheetColumn(words("problems.number"), 6, CellKind.INTEGER),
        SheetColumn(words("problems.class"), 16),
        SheetColumn(words("problems.problem"), 36),
        SheetColumn(words("problems.manifestation"), 60),
        SheetColumn(words("problems.responsible"), 18),
        SheetColumn(words("problems.working_papers"), 18),
        SheetColumn(words("problems.in_report"), 10),
    )
    cells = _problem_cells(words, rows)
    return write_sheet(words("problems.title"), columns, _numbered(cells))


def _numbered(cells: Sequence[tuple[str, ...]]) -> list[tuple[str | int, ...]]:
    return [(number, *row[1:]) for number, row in enumerate(cells, 1)]


def working_paper_table(words: Words, rows: Iterable[WorkingPaperRow]) -> Table:
    """Return 底稿目录."""
    columns = (
        Column(words("working_papers.row"), 1.3),
        Column(words("working_papers.number"), 3.2),
        Column(words("working_papers.subject"), 6, Align.JUSTIFY),
        Column(words("working_papers.class"), 2.8),
        Column(words("working_papers.approved"), 3),
    )
    return Table(
        columns,
        tuple(
            (
                str(number),
                row.number,
                row.title,
                words(f"finding_class.{row.finding_class.value}"),
                words.date(row.approved_on),
            )
            for number, row in enumerate(rows, 1)
        ),
    )
