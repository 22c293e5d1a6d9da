"""The command line: the same services, for scripts, headquarters, tests and benchmarks.

Exit codes: 0 done, 1 no (the reason on stderr in plain words), 2 wrong usage.
"""

import argparse
import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from inspector_app import __version__
from inspector_app.cli.console import NO, Console
from inspector_app.cli.demo_command import add_demo_command
from inspector_app.cli.form_commands import add_form_commands
from inspector_app.cli.hq_commands import add_hq_commands
from inspector_app.cli.import_commands import add_import_commands
from inspector_app.cli.mission_commands import add_mission_commands
from inspector_app.cli.package_commands import add_package_commands
from inspector_app.cli.parser import parser_class
from inspector_app.cli.report_commands import add_report_commands
from inspector_app.domain.errors import KnownError
from inspector_app.services.session import Surroundings
from inspector_app.system.clock import claimed_at
from inspector_app.system.crash import describe
from inspector_app.system.paths import AppFolders, app_folders
from inspector_app.system.safe_files import private_folder
from inspector_app.system.settings import load_settings
from inspector_app.system.wording import LANGUAGES

Command: TypeAlias = Callable[[argparse.Namespace, Console, Surroundings], int]

#: Set to ``en`` for English; ``--language`` wins.
LANGUAGE_VARIABLE = "INSPECTOR_LANGUAGE"


def build_parser(console: Console) -> argparse.ArgumentParser:
    """Return the parser with every sub-command, its help in the console's language."""
    parser = parser_class(console)(prog="inspector", description=console.words("help.program"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"inspector {__version__}",
        help=console.words("help.version"),
    )
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
        add_form_commands,
    ):
        add(commands, console)
    for each in _leaves(parser):
        # These may stand before or behind the sub-command; SUPPRESS keeps what was given.
        unsaid = argparse.SUPPRESS
        each.add_argument("--json", action="store_true", default=unsaid, help=unsaid)
        each.add_argument("--language", choices=LANGUAGES, default=unsaid, help=unsaid)
    return parser


def _leaves(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found: list[argparse.ArgumentParser] = []
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to walk
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for child in action.choices.values():
                found += _leaves(child)
    return found or [parser]


def language_of(
    arguments: Sequence[str], folders: AppFolders, environment: Mapping[str, str] = os.environ
) -> str:
    """Return the language of help and answers: as asked for, else as set in the window."""
    asked = ""
    for place, argument in enumerate(arguments):
        if argument.startswith("--language="):
            asked = argument.partition("=")[2]
        elif argument == "--language" and place + 1 < len(arguments):
            asked = arguments[place + 1]
    for wanted in (asked, environment.get(LANGUAGE_VARIABLE, "")):
        if wanted in LANGUAGES:
            return wanted
    with contextlib.suppress(KnownError):  # settings that cannot be read are the window's to tell
        return load_settings(folders.settings_file).settings.language
    return LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended; ``open_demo`` is the mission, user and passphrase to show now.

    ``language`` is the one it spoke.
    """

    code: int
    open_demo: tuple[Path, str, str] | None = None
    language: str = ""


def run(arguments: Sequence[str], surroundings: Surroundings | None = None) -> Done:
    """Run one command; whatever happens, the user reads a sentence and not a traceback."""
    folders = surroundings.folders if surroundings else app_folders()
    language = language_of(arguments, folders)
    parsed = build_parser(Console(language)).parse_args(arguments)
    console = Console(language, as_json=bool(parsed.json))
    around = replace(surroundings or Surroundings(folders=folders), language=language)
    command: Command = parsed.run
    try:
        code = command(parsed, console, around)
    except KnownError as error:
        return Done(console.refuse(error))
    except KeyboardInterrupt:
        message = console.words("interrupted")
        return Done(console.no({"error": "cli.interrupted", "message": message}, [message]))
    except BrokenPipeError:  # whoever reads our output has read enough
        return Done(NO)
    except Exception as error:  # noqa: BLE001 - a mistake of ours: kept for us, told in words
        file = _note_crash(around, error)
        message = console.words("crashed", kind=type(error).__name__, file=file)
        return Done(console.no({"error": "cli.crashed", "message": message}, [message]))
    return Done(code, getattr(parsed, "opened", None), language)


def _note_crash(surroundings: Surroundings, error: Exception) -> str:
    """Write where the mistake happened, without a word of anybody's records; return the file."""
    path = surroundings.folders.crash_file
    with contextlib.suppress(OSError, KnownError):
        private_folder(path.parent)
        with path.open("a", encoding="utf-8") as stream:
            moment = claimed_at(surroundings.clock)
            stream.write(f"{moment} {__version__}\n{describe(error)}\n\n")
    return str(path)
