"""The printed papers of a delivery: gathered from the mission, rendered beside the work."""

from collections.abc import Callable
from dataclasses import dataclass

from inspector_app.domain.errors import RefusedError
from inspector_app.exchange.names import safe_part
from inspector_app.services.delivery_contents import REPORT_PAPER, approved_papers
from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable
from inspector_app.services.report import current_report
from inspector_app.services.report_paper import report_printable
from inspector_app.services.talk_papers import number_one_talk_printable
from inspector_app.services.working_paper_paper import working_paper_printable
from inspector_app.store.reader import Order
from inspector_app.system.fonts import FontSet

#: Told how many papers are printed of how many, and which is next; may raise to cancel.
PaperProgress = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class ToPrint:
    """One paper: its name in the package and what is to be rendered."""

    name: str
    printable: Printable

    def render(self, fonts: FontSet) -> bytes:
        """Render it as its name says; raises ``KnownError('papers.missing_glyph')``."""
        return self.printable.pdf(fonts) if self.name.endswith(".pdf") else self.printable.docx()


def papers_to_deliver(mission: OpenMission) -> list[ToPrint]:
    """Gather what is printed for headquarters (window's thread).

    The report as PDF and DOCX, the reports on talks with number ones, and the working papers
    whose approval holds. Raises ``RefusedError`` ``delivery.no_report`` and what
    ``report_paper.report_printable`` raises.
    """
    reader = mission.reader
    report = current_report(reader)
    if report is None:
        raise RefusedError("delivery.no_report")
    printable = report_printable(mission, report.id)
    found = [
        ToPrint(REPORT_PAPER, printable),
        ToPrint(REPORT_PAPER.replace(".pdf", ".docx"), printable),
    ]
    told = reader.find("number_one_talk_report", order=[Order("dated_on")])
    for place, record in enumerate(told, start=1):
        number = f"-{place}" if len(told) > 1 else ""
        name = f"number-one-talk-report{number}.pdf"
        found.append(ToPrint(name, number_one_talk_printable(mission, record.id)))
    taken: set[str] = set()
    for paper in approved_papers(reader, mission.id):
        number = safe_part(paper.text("number") or paper.text("draft_number"), most=40)
        if number.casefold() in taken:  # two laptops may have given the same number
            number = f"{number}-{paper.id}"
        taken.add(number.casefold())
        printed = working_paper_printable(mission, paper.id)
        found.append(ToPrint(f"working-paper-{number}.pdf", printed))
    return found


def print_papers(
    papers: list[ToPrint], fonts: FontSet, *, progress: PaperProgress | None = None
) -> dict[str, bytes]:
    """Render *papers* by name (work lane); raises ``KnownError('papers.missing_glyph')``."""
    printed = {}
    for place, paper in enumerate(papers):
        if progress is not None:
            progress(place, len(papers), paper.name)
        printed[paper.name] = paper.render(fonts)
    return printed
