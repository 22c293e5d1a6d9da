"""Take in a talk that was recorded in a word processor: match it, then plan and fill in one go."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.intake.text import clean_name
from inspector_app.intake.transcript import Transcript
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Imported
from inspector_app.services.talk_record import import_transcript, preview_transcript
from inspector_app.services.talks import paragraphs, plan_talk, state_of, update_talk
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class TranscriptMatch:
    """What a typed record says, and who and which talk that is in the mission.

    ``officials`` bear the talker's name: one is a match, several want a choice, none wants a
    roster. ``talks`` are planned talks with him that have no record yet. ``unknown`` are
    names of the team that nobody bears.
    """

    transcript: Transcript
    officials: tuple[Record, ...]
    talks: tuple[Record, ...]
    interviewers: tuple[str, ...]
    recorder: str
    unknown: tuple[str, ...]

    def count(self, kind: ParagraphKind) -> int:
        """Return how many paragraphs of a kind were recognised."""
        return Counter(one.kind for one in self.transcript.paragraphs)[kind]


def read_talk_file(path: Path) -> Transcript:
    """Read a typed record, without taking it in; raises ``InputError`` in plain words."""
    return preview_transcript(path)


def match_transcript(reader: Reader, transcript: Transcript) -> TranscriptMatch:
    """Find the people a record names, and the talk that was planned for it."""
    facts = transcript.facts
    subject = clean_name(facts.subject)
    people = [one for one in reader.find("official") if clean_name(one.text("name")) == subject]
    officials = tuple(people) if subject else ()
    team = {clean_name(user.text("name")): user.id for user in reader.find("user")}
    named = [clean_name(name) for name in (*facts.interviewers, facts.recorder) if name]
    return TranscriptMatch(
        transcript=transcript,
        officials=officials,
        talks=tuple(one for person in officials for one in waiting_talks(reader, person.id)),
        interviewers=tuple(
            team[name] for name in map(clean_name, facts.interviewers) if name in team
        ),
        recorder=team.get(clean_name(facts.recorder), ""),
        unknown=tuple(dict.fromkeys(name for name in named if name not in team)),
    )


def waiting_talks(reader: Reader, official: str) -> list[Record]:
    """Return the talks planned with somebody that have no record yet."""
    planned = reader.find("talk", {"official": official}, order=[Order("starts_at")])
    open_states = {TalkState.PLANNED, TalkState.HELD}
    return [
        talk
        for talk in planned
        if state_of(talk) in open_states and not paragraphs(reader, talk.id)
    ]


def take_in_transcript(
    mission: OpenMission, match: TranscriptMatch, *, official: str, talk: str = ""
) -> Imported:
    """Fill a planned *talk* with a typed record, or make a new one for *official* (store lane).

    Time, place and people come from the record where it names them and otherwise from the
    plan. Returns the talk's id first. Raises what ``plan_talk``, ``update_talk`` and
    ``import_transcript`` raise; then nothing was taken in, except that a new talk may have
    been planned.
    """
    if not official:
        raise RefusedError("talk.transcript_whose")
    facts = match.transcript.facts
    changes = Changes()
    starts, ends = facts.period.starts_at, facts.period.ends_at
    timed = len(starts) > len("yyyy-mm-dd")
    if not talk:
        made = plan_talk(
            mission,
            official=official,
            interviewers=match.interviewers,
            recorder=match.recorder,
            number=_free_number(mission.journal.reader, facts.number),
            starts_at=starts if timed else "",
            ends_at=ends,
            place=facts.place,
            state=TalkState.HELD,
        )
        talk, changes = made.id, made.changes
        fields: dict[str, Json] = {}
    else:
        given: dict[str, Json] = {
            "starts_at": starts if timed else None,
            "ends_at": ends or None,
            "place": facts.place or None,
            "interviewers": list(match.interviewers) or None,
            "recorder": match.recorder or None,
        }
        fields = {name: value for name, value in given.items() if value is not None}
    fields["state"] = TalkState.HELD.value
    if match.count(ParagraphKind.OPENING):
        fields["opening_done"] = True
    if match.count(ParagraphKind.READ_BACK):
        fields["read_back_done"] = True
    changes |= update_talk(mission, talk, entry="", **fields)
    taken = import_transcript(mission, talk, match.transcript)
    return Imported(changes | taken.changes, added=taken.added, ids=(talk, *taken.ids))


def _free_number(reader: Reader, wanted: str) -> str:
    """Return the number the record bears, unless another talk bears it already."""
    return wanted if wanted and not reader.count("talk", {"number": wanted}) else ""
