"""The command line: the same services, for scripts, headquarters, tests and benchmarks.

Exit codes: 0 done, 1 no (the reason on stderr in plain words), 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from inspector_app import __version__
from inspector_app.cli.console import NO, Console
from inspector_app.cli.demo_command import add_demo_command
from inspector_app.cli.hq_commands import add_hq_commands
from inspector_app.cli.import_commands import add_import_commands
from inspector_app.cli.mission_commands import add_mission_commands
from inspector_app.cli.package_commands import add_package_commands
from inspector_app.cli.report_commands import add_report_commands
from inspector_app.domain.errors import KnownError
from inspector_app.services.session import Surroundings
from inspector_app.system.wording import LANGUAGES

Command: TypeAlias = Callable[[argparse.Namespace, Console, Surroundings], int]

#: Set to ``en`` for English; ``--language`` wins.
LANGUAGE_VARIABLE = "INSPECTOR_LANGUAGE"


def build_parser(console: Console) -> argparse.ArgumentParser:
    """Return the parser with every sub-command, its help in the console's language."""
    parser = argparse.ArgumentParser(prog="inspector", description=console.words("help.program"))
    parser.add_argument("--version", action="version", version=f"inspector {__version__}")
    parser.add_argument("--json", action="store_true", help=console.words("help.json"))
    parser.add_argument("--language", choices=LANGUAGES, help=console.words("help.language"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (
        add_demo_command,
        add_mission_commands,
        add_import_commands,
        add_report_commands,
        add_package_commands,
        add_hq_commands,
    ):
        add(commands, console)
    for each in _leaves(parser):
        # --json may stand before or behind the sub-command; SUPPRESS keeps what was given
        each.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    return parser


def _leaves(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found: list[argparse.ArgumentParser] = []
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to walk
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for child in action.choices.values():
                found += _leaves(child)
    return found or [parser]


def language_of(arguments: Sequence[str]) -> str:
    """Return the language in which help and answers are given."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--language="):
            wanted = argument.partition("=")[2]
        elif argument == "--language" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        else:
            continue
        if wanted in LANGUAGES:
            return wanted
    chosen = os.environ.get(LANGUAGE_VARIABLE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended; ``open_demo`` is the mission, user and passphrase to show now."""

    code: int
    open_demo: tuple[Path, str, str] | None = None


def run(arguments: Sequence[str], surroundings: Surroundings | None = None) -> Done:
    """Run one command."""
    language = language_of(arguments)
    parsed = build_parser(Console(language)).parse_args(arguments)
    console = Console(language, as_json=bool(parsed.json))
    around = surroundings or Surroundings(language=language)
    command: Command = parsed.run
    try:
        code = command(parsed, console, around)
    except KnownError as error:
        return Done(console.refuse(error))
    except KeyboardInterrupt:
        print(console.words("interrupted"), file=sys.stderr)
        return Done(NO)
    return Done(code, getattr(parsed, "opened", None))
