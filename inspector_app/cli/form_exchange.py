"""``inspector form export`` and ``form import``: forms out to an office, and edited ones in."""

import argparse
from pathlib import Path

from inspector_app.cli.access import add_access_options, unlocked
from inspector_app.cli.console import Console
from inspector_app.cli.files import write_result
from inspector_app.services.form_files import form_workbook
from inspector_app.services.form_source import read_form_file
from inspector_app.services.published_forms import newest_form, publish
from inspector_app.services.session import Surroundings
from inspector_app.services.shipped_forms import SHIPPED, shipped_form


def add_export(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare ``export``."""
    export = actions.add_parser("export", help=console.words("help.form_export"))
    export.add_argument(
        "form",
        metavar="FORM",
        help=console.words("help.form_export_form", forms=", ".join(SHIPPED)),
    )
    export.add_argument(
        "--out", type=Path, metavar="FILE", help=console.words("help.form_export_out")
    )
    export.add_argument("--mission", type=Path, help=console.words("help.form_export_mission"))
    add_access_options(export, console)
    export.set_defaults(run=export_form)


def add_import(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", console: Console
) -> None:
    """Declare ``import``."""
    take = actions.add_parser("import", help=console.words("help.form_import"))
    take.add_argument("file", type=Path, help=console.words("help.form_file"))
    take.add_argument("mission", type=Path, help=console.words("help.folder"))
    add_access_options(take, console)
    take.set_defaults(run=import_form)


def export_form(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Write a form as .xlsx, and the files of lists it needs beside it."""
    name: str = args.form
    if args.mission is None:
        form, source = shipped_form(name)
        title, version = form.title, form.version
    else:
        with unlocked(args, console, args.mission, surroundings) as sitting:
            published = newest_form(sitting.mission.reader, name)
            title, version, source = published.title, published.version, published.source()
    path: Path = args.out or Path(f"{name}.xlsx")
    written = [path]
    write_result(path, form_workbook(title, version, source, console.wording))
    for file, data in source.files.items():
        beside = path.parent / Path(file).name
        write_result(beside, data)
        written.append(beside)
    files = [str(one) for one in written]
    lines = [
        console.words("form_exchange.exported", title=title, version=version, path=str(path)),
        *(console.words("form_exchange.list", path=file) for file in files[1:]),
    ]
    return console.result({"title": title, "version": version, "files": files}, lines)


def import_form(args: argparse.Namespace, console: Console, surroundings: Surroundings) -> int:
    """Publish a form that an office edited in a mission (leader)."""
    form, source = read_form_file(args.file)
    with unlocked(args, console, args.mission, surroundings) as sitting:
        publish(sitting.mission, form, source)
    values = {"form": form.id, "title": form.title, "version": form.version, "hash": form.hash}
    line = console.words("form_exchange.imported", title=form.title, version=form.version)
    return console.result(values, [line])
