"""What papers share on their way from records: words, names, dates, and the export's trace."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from inspector_app.documents.papers.common import MissionFacts, Passage, Person
from inspector_app.documents.tree import Paper
from inspector_app.domain.record import Record
from inspector_app.services.mission import (
    OpenMission,
    mission_record,
    vocabulary,
)
from inspector_app.store.access_log import AccessKind
from inspector_app.store.reader import Reader
from inspector_app.system.fonts import FontSet
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper ready to be rendered, on any thread.

    The libraries that render take a third of the program's start, so they wait until then.
    """

    paper: Paper

    def pdf(self, fonts: FontSet) -> bytes:
        """Render as PDF; raises ``KnownError('papers.missing_glyph')``."""
        from inspector_app.documents.pdf.render import render_pdf  # noqa: PLC0415

        return render_pdf(self.paper, fonts)

    def docx(self) -> bytes:
        """Render as DOCX."""
        from inspector_app.documents.word.render import render_docx  # noqa: PLC0415

        return render_docx(self.paper)


def paper_wording(reader: Reader) -> Wording:
    """Return the words of papers: Chinese, with the mission's vocabulary."""
    return Wording("zh_CN", vocabulary(reader))


def facts_of(reader: Reader, mission_id: str) -> tuple[MissionFacts, Record]:
    """Return the names that papers bear, and the mission record."""
    mission = mission_record(reader, mission_id)
    facts = MissionFacts(
        mission.text("body_name"), mission.text("team_name"), mission.text("sending_committee")
    )
    return facts, mission


def day_of(text: str) -> date | None:
    """Return a recorded date, or ``None``."""
    return date.fromisoformat(text[:10]) if text else None


def time_of(text: str) -> time | None:
    """Return the time of day of a recorded moment, or ``None``."""
    return datetime.fromisoformat(text).time() if len(text) > len("yyyy-mm-dd") else None


def passages_of(text: str) -> tuple[Passage, ...]:
    """Return a text as passages, one for each line."""
    return tuple(Passage(line.strip()) for line in re.split(r"\n+", text) if line.strip())


def yes_no(record: Record | None, field: str) -> bool | None:
    """Return a yes/no, ``None`` when it is not recorded."""
    value = record.values.get(field) if record else None
    return value if isinstance(value, bool) else None


def person_of(record: Record | None) -> Person:
    """Return somebody with name and office."""
    return Person(record.text("name"), record.text("office")) if record else Person("")


def note_export(mission: OpenMission, record_type: str, record_id: str) -> None:
    """Log that a paper was saved outside the folder (store lane)."""
    mission.folder.access.note(AccessKind.EXPORT, record_type, record_id)
