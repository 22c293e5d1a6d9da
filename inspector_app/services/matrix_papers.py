"""The must-ask matrix on its way to paper and to a spreadsheet, as it is filtered on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.documents.papers.must_ask_matrix import (
    MatrixContent,
    MatrixItem,
    MatrixTalk,
    must_ask_matrix_paper,
    must_ask_matrix_sheet,
)
from inspector_app.domain.must_ask import MustAskItem
from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable, day_of, facts_of, paper_wording
from inspector_app.services.talk_lists import TalkRow, item_totals


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """What of the matrix is shown: talks and items; ``said`` names the filters in words."""

    rows: Sequence[TalkRow]
    items: Sequence[MustAskItem]
    said: str = ""


def _content(mission: OpenMission, part: MatrixPart) -> MatrixContent:
    facts, record = facts_of(mission.reader, mission.id)
    language = "zh_CN"
    totals = item_totals(part.rows, part.items)
    return MatrixContent(
        mission=facts,
        classification=record.text("classification"),
        items=[
            MatrixItem(i.code, i.label.get(language, ""), i.head, t.kinds, t.open)
            for i, t in zip(part.items, totals, strict=True)
        ],
        talks=[
            MatrixTalk(
                number=row.talk.text("number"),
                talker=row.name,
                category=row.category,
                on=day_of(row.talk.text("starts_at")),
                kinds=row.kinds,
                open=frozenset(i.code for i in part.items if row.is_open(i)),
            )
            for row in part.rows
        ],
        on=day_of(mission.today()),
        shown=part.said,
    )


def matrix_printable(mission: OpenMission, part: MatrixPart) -> Printable:
    """Gather the matrix to be printed."""
    return Printable(must_ask_matrix_paper(_content(mission, part), paper_wording(mission.reader)))


def matrix_sheet(mission: OpenMission, part: MatrixPart) -> bytes:
    """Return the matrix as .xlsx."""
    return must_ask_matrix_sheet(_content(mission, part), paper_wording(mission.reader))
