"""``inspector form``: what authors of forms use; each part stands in a module of its own."""

import argparse

from inspector_app.cli.console import Console
from inspector_app.cli.form_exchange import add_export, add_import
from inspector_app.cli.form_lint import add_lint
from inspector_app.cli.form_print import add_print
from inspector_app.cli.form_trial import add_try


def add_form_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare the sub-commands."""
    parser = commands.add_parser("form", help=console.words("help.form"))
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for add in (add_lint, add_print, add_try, add_export, add_import):
        add(actions, console)
