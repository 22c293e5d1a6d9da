"""``inspector mission``: new, info, verify, certify."""

import argparse
from pathlib import Path

from inspector_app.cli.access import add_access_options, choose_user, read_passphrase, unlocked
from inspector_app.cli.console import NO, OK, Console
from inspector_app.domain.vocabulary import MissionKind, Role
from inspector_app.services.missing_words import missing_text
from inspector_app.services.mission import mission_record
from inspector_app.services.overview import overview
from inspector_app.services.session import (
    MISSION_ENDING,
    MissionSpec,
    Surroundings,
    create_mission,
    verify_mission,
)
from inspector_app.store.key_slots import calibrated


def add_mission_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("mission", help=console.words("help.mission"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help=console.words("help.mission_new"))
    new.add_argument("folder", type=Path)
    for name in ("body", "round", "team", "committee", "addressee", "office", "leader"):
        new.add_argument(f"--{name}", required=True, help=console.words(f"help.new_{name}"))
    new.add_argument("--year", type=int, required=True, help=console.words("help.new_year"))
    new.add_argument(
        "--kind",
        choices=[kind.value for kind in MissionKind],
        default=MissionKind.ROUTINE.value,
        help=console.words("help.new_kind"),
    )
    new.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=console.words("help.passphrase_file")
    )
    new.set_defaults(run=new_mission)
    info = actions.add_parser("info", help=console.words("help.mission_info"))
    info.add_argument("folder", type=Path)
    add_access_options(info, console)
    info.set_defaults(run=mission_info)
    verify = actions.add_parser("verify", help=console.words("help.mission_verify"))
    verify.add_argument("folder", type=Path)
    add_access_options(verify, console)
    verify.set_defaults(run=mission_verify)


def new_mission(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Make a mission folder with its leader."""
    folder = _with_ending(args.folder)
    passphrase = read_passphrase(args, console, name=args.leader)
    spec = MissionSpec(
        body_name=args.body,
        round=args.round,
        year=args.year,
        team_name=args.team,
        sending_committee=args.committee,
        addressee=args.addressee,
        office=args.office,
        kind=MissionKind(args.kind),
    )
    sitting, code = create_mission(
        surroundings, folder, spec, leader=args.leader, passphrase=passphrase, cost=calibrated()
    )
    mission_id = sitting.mission.id
    sitting.end()
    console.result(
        {"folder": str(folder), "mission": mission_id, "recovery_code": code},
        [
            console.words("new.made", folder=str(folder)),
            console.words("new.recovery", name=args.leader, code=code),
        ],
    )
    return OK


def _with_ending(folder: Path) -> Path:
    if folder.name.endswith(MISSION_ENDING):
        return folder
    return folder.with_name(folder.name + MISSION_ENDING)


def mission_info(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Say what the mission is and how far it has come."""
    with unlocked(args, console, args.folder, surroundings) as sitting:
        mission = sitting.mission
        reader = mission.reader
        view = overview(reader, mission.checklist, mission.id, surroundings.today())
        record = mission_record(reader, mission.id)
        counts = {
            name: reader.count(name)
            for name in ("official", "briefing", "talk", "evidence", "working_paper", "lead")
        }
        users = [
            {"name": user.text("name"), "role": user.text("role")} for user in reader.find("user")
        ]
        missing = [missing_text(one, mission.wording) for one in view.missing]
        coverage = view.figures.coverage
        console.result(
            {
                "mission": mission.id,
                "body": record.text("body_name"),
                "round": record.text("round"),
                "team": record.text("team_name"),
                "phase": record.text("phase"),
                "users": users,
                "counts": counts,
                "entries": reader.entry_count(),
                "must_ask": {"asked": coverage.asked, "must": coverage.must},
                "missing": missing,
                "rolled_back": sitting.rolled_back,
            },
            [
                f"{record.text('body_name')}　{record.text('round')}　{record.text('team_name')}",
                console.words(
                    "info.users",
                    users="、".join(
                        f"{u['name']}（{console.wording.text('terms.role.' + Role(u['role']).value)}）"
                        for u in users
                    ),
                ),
                console.words("info.counts", entries=reader.entry_count(), **counts),
                console.words("info.must_ask", asked=coverage.asked, must=coverage.must),
                *(f"  · {line}" for line in missing),
                *([console.words("info.rolled_back")] if sitting.rolled_back else []),
            ],
        )
    return OK


def mission_verify(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Check every byte of a closed folder; exit 1 and name the file when something is wrong."""
    user = choose_user(args.folder, args.user)
    passphrase = read_passphrase(args, console, name=user.name)
    outcome = verify_mission(surroundings, args.folder, user=user.user_id, passphrase=passphrase)
    problems = [
        {"file": one.file, "code": one.code, "message": _problem(console, one.code, one.file)}
        for one in outcome.problems
    ]
    console.result(
        {
            "ok": not problems,
            "entries": outcome.entries,
            "files": outcome.files,
            "problems": problems,
        },
        [f"{one['file']}: {one['message']}" for one in problems]
        or [console.words("verify.ok", entries=outcome.entries, files=outcome.files)],
    )
    return NO if problems else OK


def _problem(console: Console, code: str, file: str) -> str:
    return console.wording.text(f"errors.{code}", file=file, entry="")
