"""``inspector hq``: new, card, certify, receive, register, verify."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_app.cli.access import (
    add_access_options,
    add_passphrase_option,
    choose_user,
    read_passphrase,
)
from inspector_app.cli.console import Console
from inspector_app.cli.files import read_small, write_result
from inspector_app.cli.mission_commands import tell_verified
from inspector_app.domain.errors import DamagedError, KnownError
from inspector_app.services.hq import (
    HQ_ENDING,
    HqSitting,
    certify,
    create_hq,
    hq_card,
    open_hq,
    read_request,
    verify_hq,
)
from inspector_app.services.receiving import Received, receive
from inspector_app.services.register import register_json, register_sheet, register_text
from inspector_app.services.session import Surroundings
from inspector_app.store.verify import Problem, Verified


def add_hq_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("hq", help=console.words("help.hq"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help=console.words("help.hq_new"))
    new.add_argument("folder", type=Path, help=console.words("help.new_hq_folder"))
    for name in ("name", "officer"):
        help_ = console.words(f"help.hq_{name}")
        new.add_argument(f"--{name}", required=True, metavar="TEXT", help=help_)
    add_passphrase_option(new, console)
    new.set_defaults(run=new_hq)
    card = actions.add_parser("card", help=console.words("help.hq_card"))
    certified = actions.add_parser("certify", help=console.words("help.hq_certify"))
    taken = actions.add_parser("receive", help=console.words("help.hq_receive"))
    listed = actions.add_parser("register", help=console.words("help.hq_register"))
    verified = actions.add_parser("verify", help=console.words("help.hq_verify"))
    for one, run in (
        (card, write_hq_card),
        (certified, certify_leader),
        (taken, receive_delivery),
        (listed, show_register),
        (verified, verify_headquarters),
    ):
        one.add_argument("folder", type=Path, help=console.words("help.hq_folder"))
        add_access_options(one, console, keyring=False)
        one.set_defaults(run=run)
    certified.add_argument("request", type=Path, help=console.words("help.hq_request"))
    certified.add_argument(
        "--fingerprint-confirmed", action="store_true", help=console.words("help.leader_confirmed")
    )
    taken.add_argument("file", type=Path, help=console.words("help.package_file"))
    out = console.words("help.out_file")
    for one, option, default in (
        (card, "--out", "hq-card.json"),
        (certified, "--out", "certificate.json"),
        (taken, "--receipt", "receipt.txt"),
    ):
        one.add_argument(option, type=Path, default=Path(default), metavar="FILE", help=out)
    listed.add_argument("--xlsx", type=Path, metavar="FILE", help=console.words("help.hq_xlsx"))


@contextmanager
def _unlocked(
    args: argparse.Namespace, console: Console, surroundings: Surroundings
) -> Iterator[HqSitting]:
    user = choose_user(args.folder, args.user, console)
    passphrase = read_passphrase(args, console, name=user.name)
    sitting = open_hq(surroundings, args.folder, user=user.user_id, passphrase=passphrase)
    try:
        if sitting.rolled_back:
            console.warn(KnownError("mission.rolled_back"))
        yield sitting
    finally:
        sitting.end()


def new_hq(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Make headquarters' folder with its keys and first officer."""
    folder: Path = args.folder
    if not folder.name.endswith(HQ_ENDING):
        folder = folder.with_name(folder.name + HQ_ENDING)
    passphrase = read_passphrase(args, console, name=args.officer, new=True)
    sitting, code = create_hq(
        surroundings,
        folder,
        name=args.name,
        officer=args.officer,
        passphrase=passphrase,
        cost=surroundings.new_cost(),
    )
    fingerprint = sitting.hq.keys.public.fingerprint
    sitting.end()
    return console.result(
        {"folder": str(folder), "fingerprint": fingerprint, "recovery_code": code},
        [
            console.words("hq.made", folder=str(folder)),
            console.words("hq.fingerprint", fingerprint=fingerprint),
            console.words("new.recovery", name=args.officer, code=code),
        ],
    )


def write_hq_card(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Write headquarters' public card."""
    with _unlocked(args, console, surroundings) as sitting:
        write_result(args.out, hq_card(sitting.hq).encode("utf-8"))
        fingerprint = sitting.hq.keys.public.fingerprint
    return console.result(
        {"card": str(args.out), "fingerprint": fingerprint},
        [
            console.words("hq.card", path=str(args.out)),
            console.words("hq.fingerprint", fingerprint=fingerprint),
        ],
    )


def certify_leader(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Issue the certificate that a mission's leader asks for.

    The request proves that its maker holds the keys, not who he is: without
    ``--fingerprint-confirmed`` it is shown, to be compared with him, and nothing is issued.
    """
    text = read_small(args.request)
    asked = read_request(text)
    about = console.words(
        "hq.request",
        leader=asked.leader,
        body=asked.body,
        round=asked.round,
        team=asked.team,
        fingerprint=asked.fingerprint,
    )
    values: dict[str, object] = {
        "leader": asked.leader,
        "mission": asked.mission_id,
        "fingerprint": asked.fingerprint,
    }
    if not args.fingerprint_confirmed:
        return console.no({"certified": False, **values}, [console.words("hq.compare")], [about])
    with _unlocked(args, console, surroundings) as sitting:
        issued = certify(sitting.hq, text)
        write_result(args.out, issued.certificate.encode("utf-8"))
    return console.result(
        {"certified": True, "certificate": str(args.out), "again": issued.again, **values},
        [about, console.words("hq.certificate", path=str(args.out))],
    )


def receive_delivery(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Verify, register and store a delivery; write the signed receipt. Exit 1 if it is refused."""
    with _unlocked(args, console, surroundings) as sitting:
        received = receive(sitting.hq, args.file)
    write_result(args.receipt, received.receipt.encode("utf-8"))
    values: dict[str, object] = {
        "number": received.number,
        "verdict": received.verdict.value,
        "again": received.again,
        "counts": dict(received.counts),
        "findings": [{"number": f.number, "title": f.title} for f in received.findings],
        "faults": list(received.faults),
        "remarks": list(received.remarks),
        "receipt": str(args.receipt),
    }
    kept = console.words("hq.receipt", path=str(args.receipt))
    if received.faults:
        reasons = [console.words("hq.refused", number=received.number), *received.faults]
        return console.no(values, reasons, [kept])
    return console.result(values, [*_received_lines(console, received), kept])


def _received_lines(console: Console, received: Received) -> list[str]:
    if received.again:
        return [console.words("hq.again", number=received.number)]
    entry = received.entry
    first = console.words(
        "hq.received",
        number=received.number,
        body=entry.text("body_name"),
        team=entry.text("team_name"),
        talks=received.counts.get("talks", 0),
        papers=received.counts.get("working_papers", 0),
        evidence=received.counts.get("evidence", 0),
    )
    findings = [
        console.words("hq.finding", number=one.number, title=one.title) for one in received.findings
    ]
    return [first, *findings, *received.remarks]


def show_register(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """List everything that was received; with ``--xlsx`` also as a spreadsheet."""
    with _unlocked(args, console, surroundings) as sitting:
        listing = json.loads(register_json(sitting.hq))
        lines = register_text(sitting.hq).splitlines()
        if args.xlsx:
            write_result(args.xlsx, register_sheet(sitting.hq))
            lines.append(console.words("report.written", path=str(args.xlsx)))
    return console.result({"register": listing}, lines)


def verify_headquarters(
    args: argparse.Namespace, console: Console, surroundings: Surroundings
) -> int:
    """Check every byte of the closed folder, the packages it keeps included."""
    try:
        user = choose_user(args.folder, args.user, console)
        passphrase = read_passphrase(args, console, name=user.name)
        outcome = verify_hq(surroundings, args.folder, user=user.user_id, passphrase=passphrase)
    except DamagedError as error:
        outcome = Verified(0, 0, (Problem(str(error.params.get("file", "")), error.code),))
    return tell_verified(console, outcome)
