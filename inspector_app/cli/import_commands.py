"""``inspector import``: roster, transcript, evidence; each with a dry run, row by row."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import OK, Console
from inspector_app.cli.parser import day, row_numbers
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.intake.matching import MatchKind, RosterMatch
from inspector_app.services import evidence, roster, talk_intake
from inspector_app.services.mission import OpenMission
from inspector_app.services.session import Surroundings
from inspector_app.services.talk_intake import TranscriptMatch
from inspector_app.services.talks import paragraphs, require_open
from inspector_app.store.reader import Reader


def add_import_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("import", help=console.words("help.import"))
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    people = kinds.add_parser("roster", help=console.words("help.import_roster"))
    talk = kinds.add_parser("transcript", help=console.words("help.import_transcript"))
    file = kinds.add_parser("evidence", help=console.words("help.import_evidence"))
    for one, run in (
        (people, import_roster),
        (talk, import_transcript),
        (file, import_evidence),
    ):
        one.add_argument("mission", type=Path, help=console.words("help.folder"))
        one.add_argument("file", type=Path, help=console.words("help.import_file"))
        one.add_argument("--dry-run", action="store_true", help=console.words("help.dry_run"))
        add_access_options(one, console)
        one.set_defaults(run=run)
    for name in ("new", "same"):
        people.add_argument(
            f"--{name}",
            type=row_numbers,
            default=(),
            metavar="ROWS",
            help=console.words(f"help.{name}_rows"),
        )
    talk.add_argument("--talk", metavar="NUMBER", help=console.words("help.talk"))
    for name in ("title", "source", "supplier"):
        help_ = console.words(f"help.evidence_{name}")
        file.add_argument(f"--{name}", default="", metavar="TEXT", help=help_)
    file.add_argument(
        "--obtained-on",
        type=day,
        metavar="YYYY-MM-DD",
        help=console.words("help.evidence_obtained_on"),
    )


# --- roster -----------------------------------------------------------------------------


def import_roster(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Import a roster, or say row by row what an import would do."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        preview = roster.preview_roster(mission.reader, args.file)
        problems = [
            {"row": p.row, "message": console.wording.text(p.wording, row=p.row, **p.params)}
            for p in preview.reading.problems
        ]
        notes = [
            console.wording.text(p.wording, row=p.row, **p.params) for p in preview.reading.notes
        ]
        names = {one.id: one.text("name") for one in mission.reader.find("official")}
        rows = [_row(one, names) for one in preview.matches]
        values: dict[str, object] = {
            "sheet": preview.reading.sheet,
            "header_row": preview.reading.header_row,
            "rows": rows,
            "problems": problems,
            "notes": notes,
            "unknown_columns": list(preview.reading.unknown_columns),
        }
        lines = [_row_line(console, row) for row in rows] + notes
        wrong = [str(problem["message"]) for problem in problems]
        if args.dry_run:
            return console.no(values, wrong, lines) if wrong else console.result(values, lines)
        try:
            done = roster.import_roster(
                mission, preview, same=_same(preview.matches, args.same), new=args.new
            )
        except RefusedError as error:
            reasons = [*wrong, console.wording.error(error)]
            return console.no({"error": error.code, **values}, reasons, lines)
        counts = {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
        return console.result(
            {**counts, **values}, [*lines, console.words("import.roster_done", **counts)]
        )


def _same(matches: Sequence[RosterMatch], rows: Sequence[int]) -> dict[int, str]:
    """Return who the doubtful *rows* are: the first that each may be."""
    return {
        match.row.number: match.candidates[0]
        for match in matches
        if match.row.number in rows and match.candidates
    }


def _row(match: RosterMatch, names: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {
        "row": match.row.number,
        "name": match.row.name,
        "what": match.kind.value,
        "category": match.row.category.value,
        "changes": [asdict(change) for change in match.changes],
    }
    if match.kind is MatchKind.POSSIBLY_SAME:
        values["reason"] = match.reason
        values["candidates"] = [names.get(one, "") for one in match.candidates]
    if match.other_row is not None:
        values["other_row"] = match.other_row
    return values


def _row_line(console: Console, row: Mapping[str, object]) -> str:
    words = console.wording
    what = words.text(f"intake.match.{row['what']}", other_row=str(row.get("other_row", "")))
    line = console.words("import.row", row=str(row["row"]), name=str(row["name"]), what=what)
    if "reason" in row:
        line += console.words("import.why", reason=words.text(f"intake.match.{row['reason']}"))
    changes = row["changes"]
    for change in changes if isinstance(changes, list) else ():
        line += "\n" + console.words(
            "import.change",
            field=words.text(f"records.official.fields.{change['field']}"),
            old=_shown(console, change["old"]),
            new=_shown(console, change["new"]),
        )
    return line


def _shown(console: Console, value: object) -> str:
    if isinstance(value, bool):
        return console.words("import.yes" if value else "import.no")
    return console.words("import.nothing") if value in (None, "") else str(value)


# --- talk records -----------------------------------------------------------------------


def import_transcript(
    args: argparse.Namespace, console: Console, surroundings: Surroundings
) -> int:
    """Import a typed talk record, or show what would be read and into which talk."""
    transcript = talk_intake.read_talk_file(args.file)
    counts = {
        kind.value: sum(p.kind is kind for p in transcript.paragraphs) for kind in ParagraphKind
    }
    problems = [console.wording.text(p.wording, **p.params) for p in transcript.problems]
    facts = {k: str(v) for k, v in asdict(transcript.facts).items() if isinstance(v, str) and v}
    facts |= {"interviewers": console.names(transcript.facts.interviewers)}
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        match = talk_intake.match_transcript(mission.reader, transcript)
        official, talk = _whose(mission.reader, match, args.talk)
        number = talk.text("number") if talk else ""
        shown: dict[str, object] = {
            "facts": facts,
            "paragraphs": counts,
            "problems": problems,
            "talk": number,
            "official": official.text("name"),
            "unknown": list(match.unknown),
        }
        lines = [
            console.words("import.fact", label=console.words(f"import.fact_{name}"), value=value)
            for name, value in facts.items()
            if value
        ]
        lines.append(
            console.words(
                "import.paragraphs", questions=counts["question"], answers=counts["answer"]
            )
        )
        key = "import.into_talk" if talk else "import.into_new_talk"
        lines.append(console.words(key, number=number, name=official.text("name")))
        if match.unknown:
            lines.append(console.words("import.unknown_people", names=console.names(match.unknown)))
        lines += problems
        if args.dry_run:
            lines += [
                console.words(
                    "import.paragraph",
                    number=place,
                    kind=console.wording.text(f"terms.paragraph_kind.{p.kind.value}"),
                    text=p.text,
                )
                for place, p in enumerate(transcript.paragraphs, start=1)
            ]
            return console.result(shown, lines)
        done = talk_intake.take_in_transcript(
            mission, match, official=official.id, talk=talk.id if talk else ""
        )
        record = mission.reader.get("talk", done.ids[0])
        shown["talk"] = record.text("number") if record else number
        return console.result(
            {**shown, "added": done.added},
            [*lines, console.words("import.added", count=done.added, number=str(shown["talk"]))],
        )


def _whose(
    reader: Reader, match: TranscriptMatch, wanted: str | None
) -> tuple[Record, Record | None]:
    """Return the talker and the planned talk of a record; no talk when one is to be made.

    Raises ``InputError`` ``cli.no_such_talk``, ``cli.talker_unknown``, ``cli.several_talks``
    and ``RefusedError`` for a talk that has its record already.
    """
    number = wanted or match.transcript.facts.number
    named = reader.find("talk", {"number": number}) if number else []
    if wanted and not named:
        raise InputError("cli.no_such_talk", number=wanted)
    talker = match.transcript.facts.subject
    if named:
        talk = require_open(reader, named[0].id)
        official = reader.get("official", talk.text("official"))
        if official is None:
            raise InputError("cli.talker_unknown", name=talker or "—")
        if paragraphs(reader, talk.id):
            raise RefusedError("talk.transcript_again")
        return official, talk
    if len(match.officials) != 1:
        raise InputError("cli.talker_unknown", name=talker or "—")
    if len(match.talks) > 1:
        numbers = "、".join(talk.text("number") for talk in match.talks)
        raise InputError("cli.several_talks", name=talker, numbers=numbers)
    return match.officials[0], match.talks[0] if match.talks else None


# --- evidence ---------------------------------------------------------------------------


def import_evidence(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Take a file in as evidence, or say what it is and whether it is here already."""
    captured = evidence.preview_evidence(args.file)
    shown: dict[str, object] = {
        "name": captured.name,
        "media_type": captured.media_type,
        "size": captured.size,
        "sha256": captured.sha256,
        "pages": captured.pages,
    }
    lines = [
        console.words(
            "import.evidence",
            name=captured.name,
            type=captured.media_type,
            size=captured.size,
            sha256=captured.sha256,
        )
    ]
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        again = [
            one.text("number") for one in evidence.same_content(mission.reader, captured.sha256)
        ]
        shown["same_content"] = again
        if again:
            lines.append(console.words("import.same_content", numbers=console.names(again)))
        if not args.dry_run:
            number = _taken(mission, args)
            shown["number"] = number
            lines.append(console.words("import.numbered", number=number))
        console.result(shown, lines)
    return OK


def _taken(mission: OpenMission, args: argparse.Namespace) -> str:
    made = evidence.add_evidence(
        mission,
        args.file,
        title=args.title,
        source=args.source,
        supplier=args.supplier,
        obtained_on=args.obtained_on or "",
    )
    record = mission.reader.get("evidence", made.id)
    return record.text("number") if record else ""
