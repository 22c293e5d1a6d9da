"""Papers of the time before entry, gathered from records: letter, record of a briefing, check."""

from collections.abc import Sequence
from datetime import date

from inspector_app.documents.extract import located_text
from inspector_app.documents.papers.briefing_record import (
    AnsweredItem,
    BriefingRecordContent,
    HandedOver,
    briefing_record_paper,
)
from inspector_app.documents.papers.entry_certificate import (
    CheckedLine,
    EntryCertificateContent,
    Mark,
    entry_certificate_paper,
)
from inspector_app.documents.papers.inquiry_letter import (
    AskedItem,
    AskedPerson,
    InquiryContent,
    inquiry_paper,
)
from inspector_app.documents.tree import Paper
from inspector_app.domain.briefing import BriefingForm
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import Severity
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.source_protection import HitKind, scan
from inspector_app.domain.vocabulary import Capacity
from inspector_app.services.briefing import organ_name
from inspector_app.services.briefing_papers import papers_of
from inspector_app.services.entry_check import Check, check_text
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.services.number_one_profile import (
    LineState,
    ProfileLine,
    briefing_lines,
    in_order,
)
from inspector_app.services.paper_words import (
    Printable,
    day_of,
    facts_of,
    paper_wording,
    passages_of,
    person_of,
)
from inspector_app.services.roster import number_ones
from inspector_app.services.source_checks import source_rules
from inspector_app.store.reader import Reader
from inspector_app.system.wording import Wording

_SAID = frozenset({LineState.HAS, LineState.NONE, LineState.NOT_PROVIDED})


def inquiry_printable(mission: OpenMission, briefing: str) -> Printable:
    """Gather the letter to one organ (window's thread): what it is asked about each number one.

    Restricted items are for the team's eyes and not asked. The letter leaves the team, so it
    names no source. Raises ``RefusedError``: ``record.gone``, ``briefing.no_number_one``,
    ``briefing.no_items``, and ``briefing.names_source`` with the ``found`` names or numbers.
    """
    reader = mission.reader
    asked = _briefing(reader, briefing)
    facts, own = facts_of(reader, mission.id)
    words = paper_wording(reader)
    people = in_order(number_ones(reader))
    if not people:
        raise RefusedError("briefing.no_number_one")
    items = _asked([briefing_lines(reader, asked, person.id) for person in people])
    if not items:
        raise RefusedError("briefing.no_items")
    content = InquiryContent(
        mission=facts,
        classification=own.text("classification"),
        sender=own.text("office") or facts.team,
        number=asked.text("letter_number"),
        addressee=organ_name(reader, asked),
        people=tuple(_person(person, words) for person in people),
        items=items,
        note=asked.text("letter_note"),
        contact=asked.text("contact"),
        entry_on=day_of(own.text("entry_on")),
        due_on=day_of(asked.text("due_on")),
        dated_on=day_of(asked.text("sent_on")),
    )
    paper = inquiry_paper(content, words)
    _require_no_source(reader, mission.id, paper)
    return Printable(paper)


def _require_no_source(reader: Reader, mission_id: str, paper: Paper) -> None:
    pieces = [(piece.path, piece.text) for piece in located_text(paper)]
    hits = scan(pieces, source_rules(reader, mission_id))
    found = dict.fromkeys(hit.found for hit in hits if hit.kind is not HitKind.SOURCE_PHRASE)
    if found:
        raise RefusedError("briefing.names_source", found="、".join(found))


def _briefing(reader: Reader, briefing: str) -> Record:
    record = reader.get("briefing", briefing)
    if record is None or record.deleted:
        raise RefusedError("record.gone")
    return record


def _asked(people: Sequence[Sequence[ProfileLine]]) -> tuple[AskedItem, ...]:
    """Return each theme once, with the places of the people it is asked about."""
    about: dict[tuple[str, str], list[int]] = {}
    lines: dict[tuple[str, str], ProfileLine] = {}
    for place, own in enumerate(people):
        for line in own:
            hidden = line.item is not None and line.item.audience != Audience.TEAM.value
            theme = "".join(line.theme.split())
            if hidden or not theme:
                continue
            key = line.head.value, theme
            lines.setdefault(key, line)
            if place not in about.setdefault(key, []):
                about[key].append(place)
    return tuple(AskedItem(line.head, line.theme, tuple(about[key])) for key, line in lines.items())


def _person(person: Record, words: Wording) -> AskedPerson:
    capacity = person.text("capacity")
    known = capacity in frozenset(Capacity)
    return AskedPerson(
        person_of(person),
        words.text(f"terms.capacity.{capacity}") if known else "",
        person.text("in_office_since"),
        person.text("left_on"),
    )


def briefing_record_printable(mission: OpenMission, briefing: str) -> Printable:
    """Gather the record of one organ's briefing (window's thread).

    Raises ``RefusedError('record.gone')``.
    """
    reader = mission.reader
    record = _briefing(reader, briefing)
    facts, own = facts_of(reader, mission.id)
    words = paper_wording(reader)
    names = user_names(reader)
    content = BriefingRecordContent(
        mission=facts,
        classification=own.text("classification"),
        organ=organ_name(reader, record),
        letter_number=record.text("letter_number"),
        sent_on=day_of(record.text("sent_on")),
        received_on=day_of(record.text("received_on")),
        held_on=day_of(record.text("held_on")),
        forms=forms_in_words(record, words),
        briefed_by=record.text("briefed_by"),
        listeners=tuple(names.get(user, "") for user in record.items("listeners")),
        main_points=passages_of(record.text("main_points")),
        about=tuple(
            (person_of(person), _answers(briefing_lines(reader, record, person.id), words))
            for person in in_order(number_ones(reader))
        ),
        papers=tuple(
            HandedOver(
                paper.text("title"),
                paper.number("copies") or 1,
                day_of(paper.text("received_on")),
                day_of(paper.text("returned_on")),
            )
            for paper in papers_of(reader, briefing)
        ),
    )
    return Printable(briefing_record_paper(content, words))


def forms_in_words(briefing: Record, words: Wording) -> tuple[str, ...]:
    """Return how an organ briefed the team; what was written in own words before stands last."""
    known = [
        words.text(f"terms.briefing_form.{form.value}")
        for form in BriefingForm
        if form.value in briefing.items("forms")
    ]
    return (*known, briefing.text("form")) if briefing.text("form") else tuple(known)


def _answers(lines: Sequence[ProfileLine], words: Wording) -> tuple[AnsweredItem, ...]:
    return tuple(
        AnsweredItem(
            line.head,
            line.theme,
            words.text(f"terms.item_state.{line.state.value}") if line.state in _SAID else "",
            line.text,
            line.item.text("as_of") if line.item is not None else "",
        )
        for line in lines
    )


def entry_certificate_printable(mission: OpenMission, checks: Sequence[Check]) -> Printable:
    """Gather the certificate of the entry check as *checks* stand now (window's thread)."""
    reader = mission.reader
    facts, own = facts_of(reader, mission.id)
    words = paper_wording(reader)
    content = EntryCertificateContent(
        mission=facts,
        classification=own.text("classification"),
        entry_on=day_of(own.text("entry_on")),
        checked_on=date.fromisoformat(mission.today()),
        lines=tuple(
            CheckedLine(check_text(check, words), _mark(check), check.reason) for check in checks
        ),
    )
    return Printable(entry_certificate_paper(content, words))


def _mark(check: Check) -> Mark:
    if check.done:
        return Mark.DONE
    if check.reason:
        return Mark.REASONED
    return Mark.NOTED if check.severity is Severity.NOTE else Mark.OPEN
