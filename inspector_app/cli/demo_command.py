"""``inspector demo``: the example mission, taken through the whole job."""

import argparse
import shutil
from pathlib import Path

from inspector_app.cli.console import OK, Console
from inspector_app.domain.errors import InputError
from inspector_app.services.demo.play import PASSPHRASES, Demonstration, Played
from inspector_app.services.session import Surroundings
from inspector_app.store.keys import list_users


def add_demo_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the command."""
    parser = commands.add_parser("demo", help=console.words("help.demo"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="DIR", help=console.words("help.demo_out"))
    where.add_argument("--open", action="store_true", help=console.words("help.demo_open"))
    parser.set_defaults(run=demonstrate)


def demonstrate(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Play the demonstration and say what it did and what to look at.

    With ``--open`` it is played once into this computer's data folder; the window is opened
    by whoever called (the command line knows no Qt).
    """
    if args.open:
        folder = surroundings.folders.data / "demo"
        if not (folder / PASSPHRASES).is_file():
            shutil.rmtree(folder, ignore_errors=True)  # of a preparation that was broken off
            console.say("demo.opening")
            Demonstration(
                surroundings,
                folder,
                lambda step, count: _tell(console, step, count),
                finish=False,
            ).play()
        args.opened = opened_demo(folder)
        mission, name, passphrase = args.opened
        console.say("demo.ready", folder=str(mission), name=name, passphrase=passphrase)
        return OK
    out: Path = args.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError("cli.not_empty", folder=out.name)
    played = Demonstration(
        surroundings, out, lambda step, count: _tell(console, step, count)
    ).play()
    _report(console, played)
    return OK


def opened_demo(folder: Path) -> tuple[Path, str, str]:
    """Return the demonstration's mission folder, its leader's name and passphrase."""
    mission = next(folder.glob("*.mission"))
    leader = list_users(mission)[0]
    for line in (folder / PASSPHRASES).read_text("utf-8").splitlines():
        name, separator, passphrase = line.partition(":")
        if separator and name.strip() == leader.name:
            return mission, leader.name, passphrase.strip()
    raise InputError("cli.no_passphrase_in_file", file=PASSPHRASES, name=leader.name)


def _tell(console: Console, step: str, count: int) -> None:
    console.say(f"demo.{step}", count=count)


def _report(console: Console, played: Played) -> None:
    names = sorted(path.relative_to(played.out).as_posix() for path in played.files.values())
    console.result(
        {
            "out": str(played.out),
            "mission": played.mission.name,
            "files": names,
            "counts": played.counts,
            "figures": played.figures,
            "receipt": played.receipt_number,
        },
        [
            console.words("demo.done", out=str(played.out)),
            console.words("demo.file", name=played.mission.name + "/"),
            *(console.words("demo.file", name=name) for name in names),
            console.words("demo.look"),
        ],
    )
