"""``inspector report build`` and ``inspector search``."""

import argparse
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import NO, OK, Console
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import Severity
from inspector_app.services.missing_words import missing_text
from inspector_app.services.papers import note_export, report_printable
from inspector_app.services.report import current_report
from inspector_app.services.report_checks import report_missing
from inspector_app.services.session import Surroundings
from inspector_app.store.search import search
from inspector_app.system.fonts import find_fonts
from inspector_app.system.safe_files import write_atomically


def add_report_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("report", help=console.words("help.report"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser("build", help=console.words("help.report_build"))
    build.add_argument("mission", type=Path)
    build.add_argument("--out", type=Path, default=Path(), help=console.words("help.out"))
    build.add_argument("--draft", action="store_true", help=console.words("help.draft"))
    add_access_options(build, console)
    build.set_defaults(run=build_report)
    find = commands.add_parser("search", help=console.words("help.search"))
    find.add_argument("mission", type=Path)
    find.add_argument("query")
    find.add_argument("--limit", type=int, default=50, help=console.words("help.limit"))
    add_access_options(find, console)
    find.set_defaults(run=search_mission)


def build_report(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Write the report as PDF and DOCX; without ``--draft`` only when nothing blocks it."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        report = current_report(mission.reader)
        if report is None:
            raise RefusedError("cli.no_report")
        missing = report_missing(mission.reader, mission.id, report.id)
        blocked = [one for one in missing if one.severity is Severity.BLOCK]
        words = [missing_text(one, mission.wording) for one in missing]
        if blocked and not args.draft:
            console.result(
                {"built": False, "missing": words},
                [console.words("report.blocked", count=len(blocked)), *words],
            )
            return NO
        printable = report_printable(mission, report.id, draft=bool(args.draft))
        args.out.mkdir(parents=True, exist_ok=True)
        files = {
            args.out / "report.pdf": printable.pdf(find_fonts()),
            args.out / "report.docx": printable.docx(),
        }
        for path, data in files.items():
            write_atomically(path, data)
        note_export(mission, "report", report.id)
        console.result(
            {"built": True, "files": [str(path) for path in files], "missing": words},
            [*(console.words("report.written", path=str(path)) for path in files), *words],
        )
    return OK


def search_mission(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Find records by words; exit 1 when there are none."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        while sitting.index():
            pass
        hits = search(sitting.mission.reader, args.query, args.limit)
        console.result(
            {
                "hits": [
                    {"type": h.record_type, "id": h.record_id, "excerpt": h.excerpt} for h in hits
                ]
            },
            [f"{console.wording.text(f'records.{h.record_type}.label')}　{h.excerpt}" for h in hits]
            or [console.words("search.nothing")],
        )
    return OK if hits else NO
