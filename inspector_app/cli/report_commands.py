"""``inspector report build`` and ``inspector search``."""

import argparse
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import Console
from inspector_app.cli.files import write_result
from inspector_app.cli.parser import at_least_one
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import blocking
from inspector_app.services.missing_words import missing_text
from inspector_app.services.paper_words import note_export
from inspector_app.services.report import current_report
from inspector_app.services.report_checks import report_missing
from inspector_app.services.report_paper import report_printable
from inspector_app.services.session import Surroundings
from inspector_app.store.search import search
from inspector_app.system.fonts import find_fonts


def add_report_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("report", help=console.words("help.report"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser("build", help=console.words("help.report_build"))
    build.add_argument("mission", type=Path, help=console.words("help.folder"))
    build.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help=console.words("help.out")
    )
    build.add_argument("--draft", action="store_true", help=console.words("help.draft"))
    add_access_options(build, console)
    build.set_defaults(run=build_report)
    find = commands.add_parser("search", help=console.words("help.search"))
    find.add_argument("mission", type=Path, help=console.words("help.folder"))
    find.add_argument("query", help=console.words("help.query"))
    find.add_argument(
        "--limit", type=at_least_one, default=50, metavar="N", help=console.words("help.limit")
    )
    add_access_options(find, console)
    find.set_defaults(run=search_mission)


def build_report(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Write the report as PDF and DOCX; without ``--draft`` only when nothing blocks it."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        report = current_report(mission.reader)
        if report is None:
            raise RefusedError("cli.no_report")
        missing = report_missing(mission.reader, mission.id, report.id, user=mission.me)
        standing = blocking(missing)
        wording = mission.wording
        words = [missing_text(one, wording) for one in missing]
        if standing and not args.draft:
            reasons = [console.words("report.blocked", count=len(standing))]
            reasons += [missing_text(one, wording) for one in standing]
            return console.no({"built": False, "missing": words}, reasons)
        printable = report_printable(mission, report.id, draft=bool(args.draft))
        papers = {"report.pdf": printable.pdf(find_fonts()), "report.docx": printable.docx()}
        files = [args.out / name for name in papers]
        for path, data in zip(files, papers.values(), strict=True):
            write_result(path, data)
        note_export(mission, "report", report.id)
        return console.result(
            {"built": True, "files": [str(path) for path in files], "missing": words},
            [*(console.words("report.written", path=str(path)) for path in files), *words],
        )


def search_mission(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Find records by words; exit 1 when there are none."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        while sitting.index():
            pass
        hits = search(sitting.mission.reader, args.query, args.limit)
        found: dict[str, object] = {
            "hits": [{"type": h.record_type, "id": h.record_id, "excerpt": h.excerpt} for h in hits]
        }
        if not hits:
            return console.no(found, [console.words("search.nothing")])
        wording = sitting.mission.wording
        return console.result(
            found,
            [f"{wording.text(f'records.{h.record_type}.label')}　{h.excerpt}" for h in hits],
        )
