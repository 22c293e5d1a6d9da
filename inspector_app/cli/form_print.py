"""``inspector form print``: the paper version of a form."""

import argparse
from pathlib import Path

from inspector_app.cli.console import Console
from inspector_app.cli.files import write_result
from inspector_app.cli.parser import at_least_one
from inspector_app.forms.load import load_form
from inspector_app.services.form_paper import COPIES, form_printable
from inspector_app.services.session import Surroundings
from inspector_app.system.fonts import find_fonts

_MOST_COPIES = 99


def add_print(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-command."""
    command = actions.add_parser("print", help=console.words("help.form_print"))
    command.add_argument("file", type=Path, help=console.words("help.form_file"))
    command.add_argument(
        "--out", type=Path, required=True, metavar="FORM.pdf", help=console.words("help.form_out")
    )
    command.add_argument(
        "--copies",
        type=_few,
        default=COPIES,
        metavar="N",
        help=console.words("help.form_copies"),
    )
    command.set_defaults(run=print_form)


def _few(text: str) -> int:
    """Take an argument as a number of blocks; more than anybody writes by hand is wrong usage."""
    number = at_least_one(text)
    if number > _MOST_COPIES:
        raise ValueError(text)
    return number


def print_form(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Write a form as a blank paper (PDF), in the language of the command line."""
    del surroundings  # a blank form holds nothing of anybody's mission
    form = load_form(args.file)
    printable = form_printable(form, console.wording, copies=args.copies)
    data = printable.pdf(find_fonts())
    write_result(args.out, data)
    written = console.words("form_lint.printed", path=str(args.out))
    return console.result({"file": str(args.out), "bytes": len(data)}, [written])
