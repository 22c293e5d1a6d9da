"""Talks on their way to paper: the record to be signed, and the report on the number one's talk."""

from inspector_app.documents.papers.common import Person
from inspector_app.documents.papers.number_one_talk_report import (
    NumberOneTalkContent,
    number_one_talk_paper,
)
from inspector_app.documents.papers.talk_record import TalkRecordContent, Turn, talk_record_paper
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.vocabulary import ParagraphKind, TalkKind
from inspector_app.services.mission import (
    OpenMission,
    user_names,
)
from inspector_app.services.paper_words import (
    Printable,
    day_of,
    facts_of,
    paper_wording,
    passages_of,
    person_of,
    time_of,
    yes_no,
)
from inspector_app.services.speakers import kind_of, speaker_of
from inspector_app.services.talk_files import FileRole, talk_files
from inspector_app.services.talks import paragraphs


def talk_record_printable(mission: OpenMission, talk_id: str) -> Printable:
    """Gather the record of a talk, to be printed, read and signed."""
    reader = mission.reader
    facts, record = facts_of(reader, mission.id)
    talk = reader.get("talk", talk_id)
    if talk is None:
        raise RefusedError("talk.gone")
    names = user_names(reader)
    talker = reader.get("official", talk.text("official"))
    spoken = paragraphs(reader, talk_id)
    officials = {*talk.items("speakers"), *(one.text("speaker") for one in spoken)} - {""}
    people = reader.many("official", sorted(officials))
    speakers = [person_of(people[one]) for one in talk.items("speakers") if one in people]
    speakers += [Person(name) for name in talk.items("other_speakers")]
    kind = kind_of(talk)
    given = [one.evidence for one in talk_files(reader, talk) if one.role is FileRole.MATERIAL]
    materials = [one.text("title") for one in given]
    content = TalkRecordContent(
        mission=facts,
        classification=record.text("classification"),
        number=talk.text("number"),
        talker=person_of(talker),
        held_on=day_of(talk.text("starts_at")),
        starts=time_of(talk.text("starts_at")),
        ends=time_of(talk.text("ends_at")),
        place=talk.text("place"),
        interviewers=tuple(Person(names.get(one, "")) for one in talk.items("interviewers")),
        recorder=Person(names.get(talk.text("recorder"), "")),
        turns=tuple(
            Turn(ParagraphKind(p.text("kind")), p.text("text"), p.id, speaker_of(p, people))
            for p in spoken
        ),
        opening_done=talk.flag("opening_done"),
        read_back_done=talk.flag("read_back_done"),
        materials=(*materials, *filter(None, [talk.text("materials")])),
        party_member=yes_no(talker, "party_member"),
        speakers=tuple(speakers) if kind is TalkKind.GROUP else (),
        topic=talk.text("topic"),
        described_as=talk.text("described_as") if kind is TalkKind.UNNAMED else "",
    )
    return Printable(talk_record_paper(content, paper_wording(reader)))


def number_one_talk_printable(
    mission: OpenMission, report_id: str, *, draft: bool = False
) -> Printable:
    """Gather the report on the talk with a number one; addressed, for the leader to sign."""
    reader = mission.reader
    facts, record = facts_of(reader, mission.id)
    report = reader.get("number_one_talk_report", report_id)
    talk = reader.get("talk", report.text("talk")) if report else None
    if report is None or talk is None:
        raise RefusedError("number_one_talk.gone")
    names = user_names(reader)
    content = NumberOneTalkContent(
        mission=facts,
        classification=record.text("classification"),
        addressee=report.text("addressee"),
        number_one=person_of(reader.get("official", report.text("official"))),
        held_on=day_of(talk.text("starts_at")),
        starts=time_of(talk.text("starts_at")),
        ends=time_of(talk.text("ends_at")),
        place=talk.text("place"),
        interviewers=tuple(Person(names.get(one, "")) for one in talk.items("interviewers")),
        recorder=Person(names.get(talk.text("recorder"), "")),
        matters=passages_of(report.text("matters")),
        statements=passages_of(report.text("statements")),
        explanations=passages_of(report.text("explanations")),
        reminders=passages_of(report.text("reminders")),
        assessment=passages_of(report.text("assessment")),
        dated_on=day_of(report.text("dated_on")),
        draft=draft,
    )
    return Printable(number_one_talk_paper(content, paper_wording(reader)))
