"""``inspector import``: roster, transcript, evidence; each with a dry run, row by row."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import NO, OK, Console
from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import evidence, roster, talk_record
from inspector_app.services.mission import OpenMission
from inspector_app.services.session import Surroundings


def add_import_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("import", help=console.words("help.import"))
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for name, run in (
        ("roster", import_roster),
        ("transcript", import_transcript),
        ("evidence", import_evidence),
    ):
        one = kinds.add_parser(name, help=console.words(f"help.import_{name}"))
        one.add_argument("mission", type=Path)
        one.add_argument("file", type=Path)
        one.add_argument("--dry-run", action="store_true", help=console.words("help.dry_run"))
        if name == "transcript":
            one.add_argument("--talk", metavar="NUMBER", help=console.words("help.talk"))
        if name == "roster":
            one.add_argument(
                "--new",
                metavar="ROWS",
                default="",
                help=console.words("help.new_rows"),
            )
        add_access_options(one, console)
        one.set_defaults(run=run)


def import_roster(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Import a roster, or say row by row what an import would do."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        preview = roster.preview_roster(mission.reader, args.file)
        rows = [
            {
                "row": match.row.number,
                "name": match.row.name,
                "what": match.kind.value,
                "category": match.row.category.value,
                "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in match.changes],
            }
            for match in preview.matches
        ]
        problems = [
            {"row": p.row, "message": console.wording.text(p.wording, row=p.row, **p.params)}
            for p in preview.reading.problems
        ]
        notes = [
            console.wording.text(p.wording, row=p.row, **p.params) for p in preview.reading.notes
        ]
        lines = [_row_line(console, row) for row in rows] + notes
        lines += [str(problem["message"]) for problem in problems]
        if args.dry_run:
            console.result({"rows": rows, "problems": problems, "notes": notes}, lines)
            return NO if problems else OK
        new = [
            int(part) for part in args.new.replace("，", ",").split(",") if part.strip().isdigit()
        ]
        done = roster.import_roster(mission, preview, new=new)
        console.result(
            {
                "added": done.added,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "rows": rows,
            },
            [
                *lines,
                console.words(
                    "import.roster_done",
                    added=done.added,
                    changed=done.changed,
                    unchanged=done.unchanged,
                ),
            ],
        )
    return OK


def _row_line(console: Console, row: Mapping[str, object]) -> str:
    return console.words(
        "import.row",
        row=str(row["row"]),
        name=str(row["name"]),
        what=console.words(f"import.what_{row['what']}"),
    )


def import_transcript(
    args: argparse.Namespace, console: Console, surroundings: Surroundings
) -> int:
    """Import a typed talk record into a planned talk, or show what would be read."""
    transcript = talk_record.preview_transcript(args.file)
    counts = {
        kind.value: sum(p.kind is kind for p in transcript.paragraphs) for kind in ParagraphKind
    }
    problems = [console.wording.text(p.wording, **p.params) for p in transcript.problems]
    facts = {k: str(v) for k, v in asdict(transcript.facts).items() if isinstance(v, str) and v}
    shown: dict[str, object] = {
        "facts": facts,
        "paragraphs": counts,
        "problems": problems,
        "dry_run": bool(args.dry_run),
    }
    lines = [f"{console.words('import.fact_' + name)}：{value}" for name, value in facts.items()]
    lines.append(
        console.words("import.paragraphs", questions=counts["question"], answers=counts["answer"])
    )
    lines += problems
    if args.dry_run:
        if not args.as_json:
            lines += [
                f"{number:4} [{console.wording.text('terms.paragraph_kind.' + p.kind.value)}] {p.text}"
                for number, p in enumerate(transcript.paragraphs, start=1)
            ]
        console.result(shown, lines)
        return OK
    with unlocked(args, console, args.mission, surroundings) as sitting:
        talk = _talk(sitting.mission, args.talk or transcript.facts.number)
        done = talk_record.import_transcript(sitting.mission, talk, transcript)
        console.result(
            {**shown, "added": done.added},
            [*lines, console.words("import.added", count=done.added)],
        )
    return OK


def _talk(mission: OpenMission, number: str) -> str:
    found = mission.reader.find("talk", {"number": number}) if number else []
    if not found:
        raise InputError("cli.no_such_talk", number=number or "—")
    return found[0].id


def import_evidence(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Take a file in as evidence, or say what it is."""
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
    if args.dry_run:
        console.result(shown, lines)
        return OK
    with unlocked(args, console, args.mission, surroundings) as sitting:
        made = evidence.add_evidence(sitting.mission, args.file)
        record = sitting.mission.reader.get("evidence", made.id)
        number = record.text("number") if record else ""
        console.result(
            {**shown, "number": number}, [*lines, console.words("import.numbered", number=number)]
        )
    return OK
