"""``inspector package``: make, show, and take headquarters' receipt in."""

import argparse
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import NO, OK, Console
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import blocking
from inspector_app.services.certification import confirm_headquarters
from inspector_app.services.delivery import delivery_missing, make_delivery, suggested_name
from inspector_app.services.missing_words import missing_text
from inspector_app.services.packages import PackageView, show_to_team
from inspector_app.services.papers import report_printable
from inspector_app.services.receipts import deliveries, take_receipt
from inspector_app.services.report import current_report
from inspector_app.services.session import Surroundings
from inspector_app.system.fonts import find_fonts
from inspector_app.system.safe_files import os_errors

_MOST_RECEIPT_BYTES = 1024 * 1024


def add_package_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("package", help=console.words("help.package"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = actions.add_parser("make", help=console.words("help.package_make"))
    make.add_argument("mission", type=Path)
    make.add_argument("--out", type=Path, help=console.words("help.package_file"))
    make.add_argument(
        "--fingerprint-confirmed", action="store_true", help=console.words("help.confirmed")
    )
    show = actions.add_parser("show", help=console.words("help.package_show"))
    show.add_argument("mission", type=Path)
    show.add_argument("file", type=Path, help=console.words("help.package_file"))
    receipt = actions.add_parser("receipt", help=console.words("help.package_receipt"))
    receipt.add_argument("mission", type=Path)
    receipt.add_argument("file", type=Path)
    for one, run in ((make, make_package), (show, show_package), (receipt, package_receipt)):
        add_access_options(one, console)
        one.set_defaults(run=run)


def make_package(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Make the delivery for headquarters; say what is missing if it cannot be made."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        if args.fingerprint_confirmed:
            confirm_headquarters(mission)
        standing = blocking(delivery_missing(mission.reader, mission.id))
        if standing:
            words = [missing_text(one, mission.wording) for one in standing]
            console.result({"made": False, "missing": words}, words)
            return NO
        report = current_report(mission.reader)
        if report is None:
            raise RefusedError("cli.no_report")
        printable = report_printable(mission, report.id)
        papers = {"report.pdf": printable.pdf(find_fonts()), "report.docx": printable.docx()}
        target: Path = args.out or Path(suggested_name(mission))
        made = make_delivery(mission, target, papers=papers)
        files = made.info.manifest.files
        console.result(
            {
                "made": True,
                "file": str(made.path),
                "sha256": made.info.sha256,
                "size": made.info.size,
                "files": [one.name for one in files],
                "counts": made.counts,
            },
            [
                console.words(
                    "package.made", path=str(made.path), files=len(files), size=made.info.size
                ),
                console.words("package.sha256", sha256=made.info.sha256),
            ],
        )
    return OK


def show_package(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Say who made a package, for whom, and what is in it."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        view = show_to_team(sitting.mission, args.file)
        print_view(view, console)
    return OK


def print_view(view: PackageView, console: Console) -> None:
    """Print what a package says of itself."""
    console.result(
        {
            "kind": view.kind.value,
            "package": view.package_id,
            "mission": view.mission_id,
            "sequence": view.sequence,
            "created": view.created,
            "sender": view.sender_name,
            "role": view.sender_role,
            "to": list(view.to),
            "counts": view.counts,
            "files": [{"name": one.name, "size": one.size} for one in view.files],
        },
        [
            console.words(
                "package.kind",
                kind=console.wording.text(f"terms.package_kind.{view.kind.value}"),
                sequence=view.sequence,
                created=view.created,
            ),
            console.words("package.from", sender=view.sender_name),
            console.words("package.to", to=", ".join(view.to)),
            *(console.words("package.file", name=one.name, size=one.size) for one in view.files),
        ],
    )


def package_receipt(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Take headquarters' receipt into the mission."""
    with os_errors(args.file), args.file.open("rb") as stream:
        data = stream.read(_MOST_RECEIPT_BYTES)
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        take_receipt(mission, data)
        rows = deliveries(mission.reader, mission.id)
        numbers = [row.receipt.register_number for row in rows if row.receipt is not None]
        console.result(
            {"register_numbers": [str(number) for number in numbers]},
            [console.words("package.receipt_taken", number=str(n)) for n in numbers[:1]],
        )
    return OK
