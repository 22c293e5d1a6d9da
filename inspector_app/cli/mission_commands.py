"""``inspector mission``: new, info, verify; request and certify, to be trusted by headquarters."""

import argparse
from datetime import date
from pathlib import Path

from inspector_app.cli.access import (
    add_access_options,
    add_passphrase_option,
    choose_user,
    read_passphrase,
    unlocked,
)
from inspector_app.cli.console import Console
from inspector_app.cli.files import read_small, write_result
from inspector_app.domain.errors import DamagedError
from inspector_app.domain.vocabulary import MissionKind
from inspector_app.exchange.cards import HqCard, read_card
from inspector_app.services.certification import (
    certificate_request,
    headquarters_fingerprint,
    install_certificate,
    pin_headquarters,
)
from inspector_app.services.missing_words import missing_text
from inspector_app.services.mission import VOCABULARY, mission_record
from inspector_app.services.mission_facts import DAYS, require_order, usual_days
from inspector_app.services.overview import overview
from inspector_app.services.session import (
    MISSION_ENDING,
    MissionSpec,
    Surroundings,
    create_mission,
    verify_mission,
)
from inspector_app.store.verify import Problem, Verified

#: What every mission must be given; the rest can be added later, in the window.
_SAID = ("body", "round", "team", "committee", "addressee", "office", "leader")
#: The options of the mission's days, in their order.
_DAYS = ("entry", "leaving", "report")
_COUNTED = ("official", "briefing", "talk", "evidence", "working_paper", "lead")


def add_mission_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("mission", help=console.words("help.mission"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help=console.words("help.mission_new"))
    new.add_argument("folder", type=Path, help=console.words("help.new_folder"))
    for name in _SAID:
        new.add_argument(
            f"--{name}", required=True, metavar="TEXT", help=console.words(f"help.new_{name}")
        )
    new.add_argument(
        "--year", type=int, required=True, metavar="YEAR", help=console.words("help.new_year")
    )
    new.add_argument(
        "--kind",
        choices=[kind.value for kind in MissionKind],
        default=MissionKind.ROUTINE.value,
        help=console.words("help.new_kind"),
    )
    for name in ("short-name", "classification", *(word.replace("_", "-") for word in VOCABULARY)):
        key = name.replace("-", "_")
        new.add_argument(
            f"--{name}", default="", metavar="TEXT", help=console.words(f"help.new_{key}")
        )
    for name in _DAYS:
        new.add_argument(
            f"--{name}", type=day, metavar="DATE", help=console.words(f"help.new_{name}")
        )
    new.add_argument("--hq-card", type=Path, metavar="FILE", help=console.words("help.new_hq"))
    add_passphrase_option(new, console)
    new.set_defaults(run=new_mission)
    info = actions.add_parser("info", help=console.words("help.mission_info"))
    info.add_argument("folder", type=Path, help=console.words("help.folder"))
    add_access_options(info, console)
    info.set_defaults(run=mission_info)
    verify = actions.add_parser("verify", help=console.words("help.mission_verify"))
    verify.add_argument("folder", type=Path, help=console.words("help.folder"))
    add_access_options(verify, console, keyring=False)
    verify.set_defaults(run=mission_verify)
    request = actions.add_parser("request", help=console.words("help.mission_request"))
    request.add_argument("folder", type=Path, help=console.words("help.folder"))
    request.add_argument("--hq-card", type=Path, metavar="FILE", help=console.words("help.new_hq"))
    request.add_argument(
        "--out",
        type=Path,
        default=Path("request.json"),
        metavar="FILE",
        help=console.words("help.out_file"),
    )
    add_access_options(request, console)
    request.set_defaults(run=request_certificate)
    certify = actions.add_parser("certify", help=console.words("help.mission_certify"))
    certify.add_argument("folder", type=Path, help=console.words("help.folder"))
    certify.add_argument("certificate", type=Path, help=console.words("help.certificate"))
    add_access_options(certify, console)
    certify.set_defaults(run=take_certificate)


def day(text: str) -> str:
    """Return a day given as yyyy-mm-dd; raises ``ValueError``, which argparse words."""
    return date.fromisoformat(text).isoformat()


def _days(args: argparse.Namespace) -> dict[str, str]:
    """Return the days given, completed by the usual ones once the entry is known.

    Raises ``InputError('mission.days_reversed')``.
    """
    given = dict(zip(DAYS, (getattr(args, name) or "" for name in _DAYS), strict=True))
    usual = usual_days(MissionKind(args.kind), args.entry) if args.entry else {}
    days = {name: given[name] or usual.get(name, "") for name in DAYS}
    require_order(days)
    return days


def new_mission(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Make a mission folder with its leader; with headquarters' card its keys are pinned."""
    folder = _with_ending(args.folder)
    card = read_card(read_small(args.hq_card)) if args.hq_card else None
    days = _days(args)
    passphrase = read_passphrase(args, console, name=args.leader, new=True)
    given = {word: str(getattr(args, word)).strip() for word in VOCABULARY}
    spec = MissionSpec(
        body_name=args.body,
        body_short_name=args.short_name,
        round=args.round,
        year=args.year,
        team_name=args.team,
        sending_committee=args.committee,
        addressee=args.addressee,
        office=args.office,
        hq_name=card.name if card else "",
        kind=MissionKind(args.kind),
        classification=args.classification,
        vocabulary={word: text for word, text in given.items() if text},
        hq=card.keys if card else None,
        entry_on=days["entry_on"],
        leave_on=days["leave_on"],
        report_due_on=days["report_due_on"],
    )
    sitting, code = create_mission(
        surroundings,
        folder,
        spec,
        leader=args.leader,
        passphrase=passphrase,
        cost=surroundings.new_cost(),
    )
    mission_id = sitting.mission.id
    sitting.end()
    return console.result(
        {
            "folder": str(folder),
            "mission": mission_id,
            "recovery_code": code,
            **days,
            **_card_values(card),
        },
        [
            console.words("new.made", folder=str(folder)),
            console.words("new.recovery", name=args.leader, code=code),
            *([console.words("new.days", **days)] if all(days.values()) else []),
            *_card_lines(console, card),
        ],
    )


def _with_ending(folder: Path) -> Path:
    if folder.name.endswith(MISSION_ENDING):
        return folder
    return folder.with_name(folder.name + MISSION_ENDING)


def _card_values(card: HqCard | None) -> dict[str, object]:
    return {"hq": card.name, "hq_fingerprint": card.fingerprint} if card else {}


def _card_lines(console: Console, card: HqCard | None) -> list[str]:
    if card is None:
        return []
    return [console.words("new.pinned", name=card.name, fingerprint=card.fingerprint)]


def mission_info(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Say what the mission is and how far it has come."""
    with unlocked(args, console, args.folder, surroundings) as sitting:
        mission = sitting.mission
        reader, wording = mission.reader, mission.wording
        view = overview(reader, mission.checklist, mission.id, mission.today(), user=mission.me)
        record = mission_record(reader, mission.id)
        counts = {name: reader.count(name) for name in _COUNTED}
        entries = reader.entry_count()
        users = [
            {"name": user.text("name"), "role": user.text("role")} for user in reader.find("user")
        ]
        missing = [missing_text(one, wording) for one in view.missing]
        coverage = view.figures.coverage
        people = console.names(
            console.words(
                "info.user", name=one["name"], role=wording.text(f"terms.role.{one['role']}")
            )
            for one in users
        )
        fingerprint = headquarters_fingerprint(reader, mission.id)
        confirmed = record.flag("hq_confirmed")
        lines = [
            f"{record.text('body_name')}　{record.text('round')}　{record.text('team_name')}",
            console.words("info.phase", phase=wording.text(f"terms.phase.{record.text('phase')}")),
            console.words("info.users", users=people),
            console.words("info.counts", entries=entries, **counts),
            console.words("info.must_ask", asked=coverage.asked, must=coverage.must),
        ]
        if fingerprint:
            key = "info.hq_confirmed" if confirmed else "info.hq"
            lines.append(console.words(key, name=record.text("hq_name"), fingerprint=fingerprint))
        if missing:
            lines += [console.words("info.missing"), *(f"  · {line}" for line in missing)]
        return console.result(
            {
                "mission": mission.id,
                "body": record.text("body_name"),
                "round": record.text("round"),
                "team": record.text("team_name"),
                "phase": record.text("phase"),
                "users": users,
                "counts": counts,
                "entries": entries,
                "must_ask": {"asked": coverage.asked, "must": coverage.must},
                "hq": {
                    "name": record.text("hq_name"),
                    "fingerprint": fingerprint,
                    "confirmed": confirmed,
                },
                "missing": missing,
                "rolled_back": sitting.rolled_back,
            },
            lines,
        )


def mission_verify(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Check every byte of a closed folder; exit 1 and name the file when something is wrong."""
    try:
        user = choose_user(args.folder, args.user, console)
        passphrase = read_passphrase(args, console, name=user.name)
        outcome = verify_mission(
            surroundings, args.folder, user=user.user_id, passphrase=passphrase
        )
    except DamagedError as error:
        # Without its key file nothing of a folder can be checked.
        outcome = Verified(0, 0, (Problem(str(error.params.get("file", "")), error.code),))
    return tell_verified(console, outcome)


def tell_verified(console: Console, outcome: Verified) -> int:
    """Say what checking a folder found; each problem with its file."""
    problems = [
        {
            "file": one.file,
            "code": one.code,
            "message": console.wording.text(f"errors.{one.code}", file=one.file, entry=""),
        }
        for one in outcome.problems
    ]
    values: dict[str, object] = {
        "ok": not problems,
        "entries": outcome.entries,
        "files": outcome.files,
        "problems": problems,
    }
    if problems:
        return console.no(values, [f"{one['file']}: {one['message']}" for one in problems])
    ok = console.words("verify.ok", entries=outcome.entries, files=outcome.files)
    return console.result(values, [ok])


def request_certificate(
    args: argparse.Namespace, console: Console, surroundings: Surroundings
) -> int:
    """Write the leader's request to headquarters; with its card its keys are pinned first."""
    card_text = read_small(args.hq_card) if args.hq_card else ""
    with unlocked(args, console, args.folder, surroundings) as sitting:
        mission = sitting.mission
        card = pin_headquarters(mission, card_text)[0] if card_text else None
        request = certificate_request(mission)
        write_result(args.out, request.encode("utf-8"))
        fingerprint = mission.folder.vault.keys.public.fingerprint
    return console.result(
        {"request": str(args.out), "fingerprint": fingerprint, **_card_values(card)},
        [
            *_card_lines(console, card),
            console.words("request.written", path=str(args.out)),
            console.words("request.fingerprint", fingerprint=fingerprint),
        ],
    )


def take_certificate(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Take in the certificate that headquarters issued."""
    text = read_small(args.certificate)
    with unlocked(args, console, args.folder, surroundings) as sitting:
        install_certificate(sitting.mission, text)
        name = mission_record(sitting.mission.reader, sitting.mission.id).text("hq_name")
    return console.result({"certified": True, "hq": name}, [console.words("certified", name=name)])
