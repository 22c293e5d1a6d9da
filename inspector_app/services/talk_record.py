"""The record of a talk: paragraphs that are typed, imported, attached to items, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.order_key import key_after, key_between
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.intake.transcript import Transcript, read_transcript
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created, Imported
from inspector_app.services.talks import paragraphs, require_open, state_of
from inspector_app.store.drafts import Draft, commit_drafts
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A paragraph that exists only as typing: its ids are fixed, so it is written once.

    Of several speakers, ``speaker`` is somebody of the roster, ``speaker_name`` anybody else.
    """

    id: str
    talk: str
    order: str
    kind: ParagraphKind
    entry: str
    said_at: str = ""
    speaker: str = ""
    speaker_name: str = ""


def begin_paragraph(
    mission: OpenMission, reader: Reader, talk: str, kind: ParagraphKind, *, after: str = ""
) -> NewParagraph:
    """Return a paragraph to be typed into, behind paragraph *after* or at the end."""
    existing = paragraphs(reader, talk)
    before, behind = existing[-1].text("order") if existing else "", ""
    for place, one in enumerate(existing):
        if one.id == after and place + 1 < len(existing):
            before, behind = one.text("order"), existing[place + 1].text("order")
    return paragraph_between(mission, talk, kind, before=before, behind=behind)


def paragraph_between(
    mission: OpenMission, talk: str, kind: ParagraphKind, *, before: str = "", behind: str = ""
) -> NewParagraph:
    """Return a paragraph to be typed into, between the order keys of its neighbours.

    For a window that knows paragraphs which are still on their way to the journal. Two
    laptops may have given the same key to two paragraphs: nothing fits between those, the
    new one then stands behind both.
    """
    apart = before < behind or not behind
    order = key_between(before, behind) if behind and apart else key_after(before)
    setting = mission.folder.setting
    return NewParagraph(setting.new_id(), talk, order, kind, setting.new_id(), setting.now()[11:16])


def keep_new_paragraph(mission: OpenMission, new: NewParagraph, text: str) -> None:
    """Keep what is typed into a new paragraph (draft lane)."""
    companions: dict[str, Json] = {
        "talk": new.talk,
        "order": new.order,
        "kind": new.kind.value,
        "said_at": new.said_at,
    }
    if new.speaker or new.speaker_name:
        companions["speaker"] = new.speaker or None
        companions["speaker_name"] = new.speaker_name or None
    mission.folder.drafts.keep(
        Draft(
            "paragraph",
            new.id,
            "text",
            mission.me,
            new.entry,
            text,
            mission.folder.setting.now(),
            Operation.CREATE,
            companions,
        )
    )


def keep_typing(
    mission: OpenMission,
    record: Record,
    field: str,
    text: str,
    *,
    entry: str,
    base: Sequence[str] | None = None,
) -> None:
    """Keep what is typed into a text field of a record (draft lane).

    *entry* is the id the entry will have: one for each spell of typing in a field. *base* is
    ``seen_of`` the field when typing began: what came in since is not overwritten unseen.
    """
    mission.folder.drafts.keep(
        Draft(
            record.type,
            record.id,
            field,
            mission.me,
            entry,
            text,
            mission.folder.setting.now(),
            base=base,
        )
    )


def seen_of(reader: Reader, record: Record, field: str) -> tuple[str, ...]:
    """Return the entries whose values stand in a field now: what somebody typing there sees."""
    return reader.state(record.type, record.id).seen(field)


def commit_typing(mission: OpenMission) -> Changes:
    """Turn all that was typed into entries: on leaving a field, locking, closing (store lane)."""
    return commit_drafts(mission.journal, mission.folder.drafts)


def add_paragraph(
    mission: OpenMission, talk: str, kind: ParagraphKind, text: str, *, after: str = ""
) -> Created:
    """Write a whole paragraph at once (store lane).

    A talk that is closed takes supplements only; one that is signed, too.
    """
    reader = mission.journal.reader
    if kind is ParagraphKind.SUPPLEMENT:
        record = reader.get("talk", talk)
        if record is None or state_of(record) in {TalkState.PLANNED, TalkState.HELD}:
            raise RefusedError("talk.supplement_too_early")
    else:
        require_open(reader, talk)
    new = begin_paragraph(mission, reader, talk, kind, after=after)
    write = mission.journal.create(
        "paragraph",
        {
            "talk": talk,
            "order": new.order,
            "kind": kind.value,
            "text": text,
            "said_at": new.said_at,
        },
        new.id,
    )
    return Created(write.record_id, mission.journal.write(write))


def set_paragraph(
    mission: OpenMission, paragraph: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change a paragraph's text or kind while the talk is open (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it.
    """
    _require_open_paragraph(mission.journal.reader, paragraph)
    return mission.journal.write(Write("paragraph", paragraph, fields, entry_id=entry))


def delete_paragraph(mission: OpenMission, paragraph: str, *, entry: str = "") -> Changes:
    """Take a paragraph out while the talk is open; the journal keeps it (store lane)."""
    _require_open_paragraph(mission.journal.reader, paragraph)
    write = Write("paragraph", paragraph, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def _require_open_paragraph(reader: Reader, paragraph: str) -> None:
    record = reader.get("paragraph", paragraph)
    if record is None:
        raise RefusedError("talk.gone")
    require_open(reader, record.text("talk"))


def preview_transcript(path: Path) -> Transcript:
    """Read a typed record, without taking it in; raises ``InputError`` in plain words."""
    return read_transcript(path)


def import_transcript(mission: OpenMission, talk: str, transcript: Transcript) -> Imported:
    """Append a typed record's paragraphs to a talk, all in one step (store lane).

    Raises ``RefusedError('talk.transcript_again')`` if the talk has paragraphs already.
    """
    reader = mission.journal.reader
    require_open(reader, talk)
    if paragraphs(reader, talk):
        raise RefusedError("talk.transcript_again")
    order = ""
    writes = []
    for paragraph in transcript.paragraphs:
        order = key_after(order)
        writes.append(
            mission.journal.create(
                "paragraph",
                {
                    "talk": talk,
                    "order": order,
                    "kind": paragraph.kind.value,
                    "text": paragraph.text,
                },
            )
        )
    changes = mission.journal.write(*writes)
    return Imported(changes, added=len(writes), ids=tuple(w.record_id for w in writes))
