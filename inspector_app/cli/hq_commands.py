"""``inspector hq``: new, card, certify, receive, register."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_app.cli.access import choose_user, read_passphrase
from inspector_app.cli.console import NO, OK, Console
from inspector_app.services.hq import HqSitting, certify, create_hq, hq_card, open_hq
from inspector_app.services.receiving import receive
from inspector_app.services.register import register_json, register_sheet, register_text
from inspector_app.services.session import Surroundings
from inspector_app.store.key_slots import calibrated
from inspector_app.system.safe_files import os_errors, write_atomically

HQ_ENDING = ".hq"
_MOST_REQUEST_BYTES = 1024 * 1024


def add_hq_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("hq", help=console.words("help.hq"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help=console.words("help.hq_new"))
    new.add_argument("folder", type=Path)
    new.add_argument("--name", required=True, help=console.words("help.hq_name"))
    new.add_argument("--officer", required=True, help=console.words("help.hq_officer"))
    new.set_defaults(run=new_hq)
    card = actions.add_parser("card", help=console.words("help.hq_card"))
    card.add_argument("folder", type=Path)
    card.add_argument("--out", type=Path, default=Path("hq-card.json"))
    card.set_defaults(run=write_hq_card)
    certified = actions.add_parser("certify", help=console.words("help.hq_certify"))
    certified.add_argument("folder", type=Path)
    certified.add_argument("request", type=Path, help=console.words("help.hq_request"))
    certified.add_argument("--out", type=Path, default=Path("certificate.json"))
    certified.set_defaults(run=certify_leader)
    taken = actions.add_parser("receive", help=console.words("help.hq_receive"))
    taken.add_argument("folder", type=Path)
    taken.add_argument("file", type=Path, help=console.words("help.package_file"))
    taken.add_argument("--receipt", type=Path, default=Path("receipt.txt"))
    taken.set_defaults(run=receive_delivery)
    listed = actions.add_parser("register", help=console.words("help.hq_register"))
    listed.add_argument("folder", type=Path)
    listed.add_argument("--xlsx", type=Path)
    listed.set_defaults(run=show_register)
    for one in (new, card, certified, taken, listed):
        one.add_argument("--user", metavar="NAME", help=console.words("help.user"))
        one.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help=console.words("help.passphrase_file"),
        )


@contextmanager
def _unlocked(
    args: argparse.Namespace, console: Console, surroundings: Surroundings
) -> Iterator[HqSitting]:
    user = choose_user(args.folder, args.user)
    passphrase = read_passphrase(args, console, name=user.name)
    sitting = open_hq(surroundings, args.folder, user=user.user_id, passphrase=passphrase)
    try:
        yield sitting
    finally:
        sitting.end()


def new_hq(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Make headquarters' folder with its keys and first officer."""
    folder: Path = args.folder
    if not folder.name.endswith(HQ_ENDING):
        folder = folder.with_name(folder.name + HQ_ENDING)
    passphrase = read_passphrase(args, console, name=args.officer)
    sitting, code = create_hq(
        surroundings,
        folder,
        name=args.name,
        officer=args.officer,
        passphrase=passphrase,
        cost=calibrated(),
    )
    fingerprint = sitting.hq.keys.public.fingerprint
    sitting.end()
    console.result(
        {"folder": str(folder), "fingerprint": fingerprint, "recovery_code": code},
        [
            console.words("hq.made", folder=str(folder)),
            console.words("hq.fingerprint", fingerprint=fingerprint),
            console.words("new.recovery", name=args.officer, code=code),
        ],
    )
    return OK


def write_hq_card(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Write headquarters' public card."""
    with _unlocked(args, console, surroundings) as sitting:
        write_atomically(args.out, hq_card(sitting.hq).encode("utf-8"))
        fingerprint = sitting.hq.keys.public.fingerprint
    console.result(
        {"card": str(args.out), "fingerprint": fingerprint},
        [
            console.words("hq.card", path=str(args.out)),
            console.words("hq.fingerprint", fingerprint=fingerprint),
        ],
    )
    return OK


def certify_leader(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Issue the certificate that a mission's leader asks for."""
    with os_errors(args.request), args.request.open("rb") as stream:
        request = stream.read(_MOST_REQUEST_BYTES).decode("utf-8", "replace")
    with _unlocked(args, console, surroundings) as sitting:
        issued = certify(sitting.hq, request)
    write_atomically(args.out, issued.certificate.encode("utf-8"))
    console.result(
        {
            "certificate": str(args.out),
            "leader": issued.leader,
            "mission": issued.mission_id,
            "fingerprint": issued.fingerprint,
        },
        [
            console.words("hq.certificate", path=str(args.out)),
            console.words("hq.fingerprint", fingerprint=issued.fingerprint),
        ],
    )
    return OK


def receive_delivery(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Verify, register and store a delivery; write the signed receipt. Exit 1 if it is refused."""
    with _unlocked(args, console, surroundings) as sitting:
        received = receive(sitting.hq, args.file)
    write_atomically(args.receipt, received.receipt.encode("utf-8"))
    entry = received.entry
    lines = [
        console.words(
            "hq.received",
            number=received.number,
            body=entry.text("body_name"),
            team=entry.text("team_name"),
            talks=received.counts.get("talks", 0),
            papers=received.counts.get("working_papers", 0),
            evidence=received.counts.get("evidence", 0),
        )
    ]
    if received.again:
        lines = [console.words("hq.again", number=received.number)]
    lines += [
        console.words("hq.finding", number=one.number, title=one.title) for one in received.findings
    ]
    lines += [*received.faults, *received.remarks]
    lines.append(console.words("hq.receipt", path=str(args.receipt)))
    console.result(
        {
            "number": received.number,
            "verdict": received.verdict.value,
            "again": received.again,
            "counts": dict(received.counts),
            "findings": [{"number": f.number, "title": f.title} for f in received.findings],
            "faults": list(received.faults),
            "remarks": list(received.remarks),
            "receipt": str(args.receipt),
        },
        lines,
    )
    return NO if received.faults else OK


def show_register(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """List everything that was received; with ``--xlsx`` also as a spreadsheet."""
    with _unlocked(args, console, surroundings) as sitting:
        listing = json.loads(register_json(sitting.hq))
        lines = register_text(sitting.hq).splitlines()
        if args.xlsx:
            write_atomically(args.xlsx, register_sheet(sitting.hq))
    console.result({"register": listing}, lines or [console.words("hq.empty")])
    return OK
