"""The parser of the command line in the user's language: argparse knows only English."""

import argparse
import re
from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from inspector_app.cli.console import USAGE, Console

#: What argparse says when it is used wrongly, and under which key of ``cli.usage`` we say it.
#: Its texts are part of its behaviour in every version we run on; one that is not here is
#: shown as it is.
_COMPLAINTS = (
    (r"the following arguments are required: (?P<names>.+)", "required"),
    (r"one of the arguments (?P<names>.+) is required", "one_of"),
    (r"unrecognized arguments: (?P<names>.+)", "unknown"),
    (r"argument (?P<name>.+?): expected .+", "no_value"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)",
        "choice",
    ),
    (r"argument (?P<name>.+?): invalid .+ value: (?P<value>.+)", "value"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "together"),
    (r"argument (?P<name>.+?): (?P<text>.+)", "other"),
)


def parser_class(console: Console) -> type[argparse.ArgumentParser]:
    """Return a kind of parser that speaks the language of *console*, sub-commands included."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            shown = console.words("usage.usage") if prefix is None else prefix
            super().add_usage(usage, actions, groups, shown)

    class Parser(argparse.ArgumentParser):
        def __init__(self, *args: object, **options: object) -> None:
            given = {"add_help": False, "allow_abbrev": False, "formatter_class": Formatter}
            super().__init__(*args, **{**given, **options})  # type: ignore[arg-type]
            self._positionals.title = console.words("usage.positionals")
            self._optionals.title = console.words("usage.options")
            self.add_argument("-h", "--help", action="help", help=console.words("usage.help"))

        def error(self, message: str) -> NoReturn:
            self.exit(USAGE, self.format_usage() + complaint(console, message) + "\n")

    return Parser


def complaint(console: Console, message: str) -> str:
    """Return what argparse complains about in the user's words."""
    for pattern, key in _COMPLAINTS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return console.words(f"usage.{key}", **match.groupdict())
    return message


def day(text: str) -> str:
    """Take an argument as a day, yyyy-mm-dd; anything else is wrong usage."""
    return date.fromisoformat(text).isoformat()


def row_numbers(text: str) -> tuple[int, ...]:
    """Take an argument as numbers of rows with commas between; anything else is wrong usage."""
    parts = [part.strip() for part in re.split(r"[,，、]", text) if part.strip()]
    return tuple(int(part) for part in parts)


def at_least_one(text: str) -> int:
    """Take an argument as a whole number from 1 on; anything else is wrong usage."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
