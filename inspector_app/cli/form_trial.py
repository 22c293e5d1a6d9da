"""``inspector form try``: the simulator, on one form or on a folder of them."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from inspector_app.cli.console import NO, OK, Console
from inspector_app.domain.errors import InputError, KnownError
from inspector_app.forms.load import files_beside, load_form
from inspector_app.forms.trial import REFUSED, Step, Trial, read_steps, read_trial, try_form
from inspector_app.intake.files import MEGABYTE, display_name, read_plain
from inspector_app.services.session import Surroundings

#: A script of steps, or one file of a batch: form and steps.
_MOST_BYTES = 64 * MEGABYTE


def add_try(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare ``form try``."""
    trial = actions.add_parser("try", help=console.words("help.form_try"))
    trial.add_argument("file", type=Path, nargs="?", help=console.words("help.form_file"))
    trial.add_argument(
        "--script", type=Path, metavar="STEPS.json", help=console.words("help.form_script")
    )
    trial.add_argument("--batch", type=Path, metavar="DIR", help=console.words("help.form_batch"))
    trial.set_defaults(run=form_try)


def form_try(args: argparse.Namespace, console: Console, _: Surroundings) -> int:
    """Apply steps to a form and print how it stands then; with ``--batch`` to many."""
    if (args.file is None) == (args.batch is None):
        raise InputError("cli.form_or_batch")
    if args.batch is not None:
        return _batch(args.batch, console)
    form = load_form(args.file)
    steps: tuple[Step, ...] = ()
    if args.script is not None:
        script = read_plain(args.script, limit=_MOST_BYTES)
        steps = read_steps(script, name=display_name(args.script))
    try:
        result = try_form(form, steps)
    except KnownError as problem:
        message = _why(problem, console)
        return console.no({"error": problem.code, "message": message}, [message])
    return console.result(result, _told(result, console))


def _why(problem: KnownError, console: Console) -> str:
    """Return why not: which step, and what was wrong with it."""
    words, cause = console.wording.error(problem), problem.__cause__
    if problem.code == REFUSED and isinstance(cause, KnownError):
        words = f"{words} {console.wording.error(cause)}"
    return words


def _told(result: Trial, console: Console) -> list[str]:
    """Return a result in lines for people: every node that has a value or a problem."""
    nodes, problems = result["nodes"], result["problems"]
    kinds = {one["path"]: one["kind"] for one in problems}
    lines = []
    for node in nodes:
        wrong = kinds.get(node["path"], "")
        if node["relevant"] and (node["value"] or wrong):
            said = console.wording.text(f"forms.problem.{wrong}") if wrong else ""
            lines.append(f"{node['path']}\t{node['value']}\t{node['message'] or said}".rstrip())
    key = "form.incomplete" if problems else "form.complete"
    return [*lines, console.words(key, count=len(problems))]


def _batch(folder: Path, console: Console) -> int:
    """Try every file of *folder*, one line for each, in the order of their names."""
    if not folder.is_dir():
        raise InputError("intake.missing", name=display_name(folder))
    refused = 0
    for path in sorted(folder.glob("*.json"), key=lambda path: path.name):
        try:
            data = read_plain(path, limit=_MOST_BYTES)
            result = read_trial(data, name=display_name(path), beside=files_beside(path))
            _print({"name": path.stem, "result": result}, _told(result, console)[-1], console)
            continue
        except KnownError as problem:
            why = _why(problem, console)
        except Exception as problem:  # noqa: BLE001 - one form must not stop the others
            why = console.words("form.crashed", kind=type(problem).__name__)
        _print({"name": path.stem, "error": why}, why, console)
        refused += 1
    if refused:
        print(console.words("form.refused", count=refused), file=console.err)
    return NO if refused else OK


def _print(line: Mapping[str, object], told: str, console: Console) -> None:
    if console.as_json:
        plain = "utf" not in (getattr(console.out, "encoding", None) or "utf-8").lower()
        odd = str(line["name"]) != str(line["name"]).encode("utf-8", "replace").decode("utf-8")
        print(json.dumps(line, ensure_ascii=plain or odd), file=console.out, flush=True)
    else:
        console.line(f"{line['name']}\t{told}")
