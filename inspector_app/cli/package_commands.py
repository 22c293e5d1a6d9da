"""``inspector package``: make, show, and take headquarters' receipt in."""

import argparse
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import Console
from inspector_app.cli.files import read_small_bytes
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.missing import blocking
from inspector_app.exchange.receipt import Verdict
from inspector_app.services.certification import confirm_headquarters, headquarters_fingerprint
from inspector_app.services.delivery import delivery_missing, make_delivery, suggested_name
from inspector_app.services.delivery_contents import absent_evidence
from inspector_app.services.missing_words import missing_text
from inspector_app.services.mission import mission_record
from inspector_app.services.packages import PackageView, show_to_team
from inspector_app.services.receipts import deliveries, take_receipt
from inspector_app.services.report import current_report
from inspector_app.services.report_paper import report_printable
from inspector_app.services.session import Surroundings
from inspector_app.system.fonts import find_fonts


def add_package_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("package", help=console.words("help.package"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = actions.add_parser("make", help=console.words("help.package_make"))
    make.add_argument("mission", type=Path, help=console.words("help.folder"))
    make.add_argument("--out", type=Path, metavar="FILE", help=console.words("help.package_out"))
    make.add_argument(
        "--fingerprint-confirmed", action="store_true", help=console.words("help.confirmed")
    )
    show = actions.add_parser("show", help=console.words("help.package_show"))
    show.add_argument("mission", type=Path, help=console.words("help.folder"))
    show.add_argument("file", type=Path, help=console.words("help.package_file"))
    receipt = actions.add_parser("receipt", help=console.words("help.package_receipt"))
    receipt.add_argument("mission", type=Path, help=console.words("help.folder"))
    receipt.add_argument("file", type=Path, help=console.words("help.receipt_file"))
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
        standing += absent_evidence(mission)
        if standing:
            wording = mission.wording
            words = [missing_text(one, wording) for one in standing]
            shown = headquarters_fingerprint(mission.reader, mission.id)
            unconfirmed = any(one.code == "delivery_hq_unconfirmed" for one in standing)
            if unconfirmed:
                words.append(console.words("package.compare", fingerprint=shown))
            return console.no({"made": False, "missing": words, "hq_fingerprint": shown}, words)
        report = current_report(mission.reader)
        if report is None:
            raise RefusedError("cli.no_report")
        printable = report_printable(mission, report.id)
        papers = {"report.pdf": printable.pdf(find_fonts()), "report.docx": printable.docx()}
        target: Path = args.out or Path(suggested_name(mission))
        if not target.absolute().parent.is_dir():
            raise InputError("cli.no_such_folder", folder=str(target.parent))
        made = make_delivery(mission, target, papers=papers)
        files = made.info.manifest.files
        return console.result(
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


def show_package(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Say who made a package, for whom, and what is in it."""
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        view = show_to_team(mission, args.file)
        known = {user.text("seal_key"): user.text("name") for user in mission.reader.find("user")}
        record = mission_record(mission.reader, mission.id)
        known |= {record.text("hq_seal_key"): record.text("hq_name")}
    return tell_package(view, console, known)


def tell_package(view: PackageView, console: Console, known: dict[str, str]) -> int:
    """Print what a package says of itself; *known* are names by key."""
    return console.result(
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
            console.words("package.to", to=console.names(known.get(key) or key for key in view.to)),
            *(console.words("package.file", name=one.name, size=one.size) for one in view.files),
        ],
    )


def package_receipt(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Take headquarters' receipt into the mission; exit 1 if it says that nothing was received."""
    data = read_small_bytes(args.file)
    with unlocked(args, console, args.mission, surroundings) as sitting:
        mission = sitting.mission
        take_receipt(mission, data)
        text = data.decode("utf-8-sig")
        rows = deliveries(mission.reader, mission.id)
        receipt = next(r.receipt for r in rows if r.receipt and r.package.text("receipt") == text)
    values: dict[str, object] = {
        "register_number": receipt.register_number,
        "verdict": receipt.verdict.value,
        "note": receipt.note,
    }
    if receipt.verdict is Verdict.REFUSED:
        refused = console.words("package.refused", number=receipt.register_number)
        return console.no(values, [refused, *receipt.note.splitlines()])
    taken = console.words("package.receipt_taken", number=receipt.register_number)
    return console.result(values, [taken])
