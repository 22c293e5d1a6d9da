"""Keep the translations of the window: extract, fill, check, compile.

    python -m inspector_app.ui.catalogues update [PART…]   extract new texts of parts
    python -m inspector_app.ui.catalogues missing [PART…]  list what has no English yet
    python -m inspector_app.ui.catalogues fill PART FILE   enter English from a TOML file
    python -m inspector_app.ui.catalogues check            exit 1 if anything is missing
    python -m inspector_app.ui.catalogues build [FOLDER]   compile them, as dev.py setup does

A part is a folder of ``inspector_app/ui``, or ``core`` for the modules beside them; the
folder of pages is a part for each page (``pages.report``). Its catalogue is
``resources/i18n/inspector_en.PART.ts``. The file given to ``fill`` holds lines
``"中文" = "English"``, optionally in tables named after a context (the class) where one
Chinese text needs two English ones; a plural is ``"%n 项" = ["%n item", "%n items"]``.

This is a tool for developers: it needs Qt's ``lupdate`` and ``lrelease``, which come with
PySide6, and runs from the source tree only.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

from inspector_app.system.resources import resources

_UI = Path(__file__).resolve().parent
_CORE = "core"
_PAGES = "pages"


class CatalogueError(Exception):
    """Qt's tool failed, or a file to fill from does not fit."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text: the class it stands in, Chinese, English forms (empty: not translated)."""

    context: str
    source: str
    forms: tuple[str, ...]
    plural: bool


def catalogue_folder() -> Path:
    """Return the folder of the catalogues."""
    return resources() / "i18n"


def catalogue(part: str) -> Path:
    """Return the file of *part*'s English."""
    return catalogue_folder() / f"inspector_en.{part}.ts"


def parts() -> tuple[str, ...]:
    """Return the parts there are: folders of ``ui``, each page's folder, and ``core``."""
    folders = {path.parent.name for path in _UI.glob("*/__init__.py")} - {_PAGES}
    pages = {f"{_PAGES}.{path.parent.name}" for path in _UI.glob(f"{_PAGES}/*/__init__.py")}
    return (_CORE, *sorted(folders | pages))


def _sources(part: str) -> list[Path]:
    folder = _UI.joinpath(*part.split("."))
    if part == _CORE:
        found = [*_UI.glob("*.py"), *_UI.glob(f"{_PAGES}/*.py")]
    else:
        found = list(folder.rglob("*.py"))
    return sorted(path for path in found if path.name != Path(__file__).name)


def _run(tool: str, *arguments: str | Path) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__file__).parent / f"{tool}{suffix}"
    done = subprocess.run(  # noqa: S603  (Qt's own tool from the installed package)
        [str(program), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise CatalogueError(f"{tool}: {done.stdout}{done.stderr}")


def extract(part: str, target: Path) -> None:
    """Bring *target* up to date with the sources of *part*; translations are kept."""
    _run(
        "lupdate",
        "-silent",
        "-locations",
        "none",
        "-no-obsolete",
        "-source-language",
        "zh_CN",
        "-target-language",
        "en",
        *_sources(part),
        "-ts",
        target,
    )
    if not target.is_file():
        return
    if read(target):
        _write(_parse(target), target)
    else:
        target.unlink()


def read(file: Path) -> list[Message]:
    """Return the texts of *file*, none if there is no such file."""
    if not file.is_file():
        return []
    return [message for message, _element in _elements(_parse(file))]


def _parse(file: Path) -> "ET.ElementTree[ET.Element]":
    return ET.parse(file)  # noqa: S314  (our own file, written by Qt's tool)


def _elements(tree: "ET.ElementTree[ET.Element]") -> Iterator[tuple[Message, ET.Element]]:
    for context in tree.getroot().iter("context"):
        name = context.findtext("name") or ""
        for element in context.iter("message"):
            translation = element.find("translation")
            plural = element.get("numerus") == "yes"
            forms: tuple[str, ...] = ()
            if translation is not None and translation.get("type") != "unfinished":
                texts = [form.text or "" for form in translation.iter("numerusform")]
                forms = tuple(texts) if plural else (translation.text or "",)
            source = element.findtext("source") or ""
            yield Message(name, source, forms if all(forms) else (), plural), element


def missing(part: str) -> list[Message]:
    """Return the texts of *part*'s catalogue that have no English."""
    return [m for m in read(catalogue(part)) if not m.forms]


def fill(file: Path, words: Mapping[str, object]) -> int:
    """Enter *words* into *file*; return how many texts were filled.

    Raises ``CatalogueError`` for a placeholder lost in translation.
    """
    tree = _parse(file)
    count = 0
    for message, element in _elements(tree):
        own = words.get(message.context)
        found = own.get(message.source) if isinstance(own, Mapping) else None
        found = found if found is not None else words.get(message.source)
        if found is None or isinstance(found, Mapping):
            continue
        forms = [str(form) for form in found] if isinstance(found, list) else [str(found)]
        if placeholders(message.source) != placeholders(forms[-1]):
            raise CatalogueError(f"{message.source!r}: placeholders differ in {forms[-1]!r}")
        _enter(element, forms, plural=message.plural)
        count += 1
    _write(tree, file)
    return count


def _write(tree: "ET.ElementTree[ET.Element]", file: Path) -> None:
    """Write *tree* as Qt's tool lays it out, so that differences stay small."""
    root = tree.getroot()
    root.text = root.tail = "\n"
    for context in root:
        for message in context.iter("message"):
            # lupdate takes any comment before a text for a note to translators.
            for note in message.findall("extracomment"):
                message.remove(note)
        ET.indent(context, "    ")
        context.tail = "\n"
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(head + body, encoding="utf-8", newline="\n")


def _enter(element: ET.Element, forms: Sequence[str], *, plural: bool) -> None:
    translation = element.find("translation")
    if translation is None:
        translation = ET.SubElement(element, "translation")
    translation.attrib.pop("type", None)
    for child in list(translation):
        translation.remove(child)
    translation.text = None if plural else forms[0]
    for form in forms if plural else ():
        ET.SubElement(translation, "numerusform").text = form


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces, and ``%n``, of *text*."""
    names = {piece.split("}")[0] for piece in text.split("{")[1:]}
    return frozenset(names | ({"%n"} if "%n" in text else set()))


def drift(part: str) -> list[str]:
    """Return how *part*'s catalogue differs from its sources, empty if it does not."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / f"{part}.ts"
        extract(part, fresh)
        wanted = {(m.context, m.source) for m in read(fresh)}
    have = {(m.context, m.source) for m in read(catalogue(part))}
    return [f"{part}: not extracted: {c}: {s}" for c, s in sorted(wanted - have)] + [
        f"{part}: no longer used: {c}: {s}" for c, s in sorted(have - wanted)
    ]


def build(folder: Path) -> list[Path]:
    """Compile every catalogue into *folder* and return the compiled ones."""
    compiled = []
    for source in sorted(catalogue_folder().glob("inspector_*.ts")):
        target = folder / source.with_suffix(".qm").name
        _run("lrelease", "-silent", source, "-qm", target)
        compiled.append(target)
    return compiled


def check() -> list[str]:
    """Return everything that keeps the English from being complete."""
    problems = [line for part in parts() for line in drift(part)]
    known = {catalogue(part) for part in parts()}
    for source in sorted(catalogue_folder().glob("*.ts")):
        if source not in known:
            problems.append(f"{source.name}: no such part")
        problems += [
            f"{source.name}: no English: {m.context}: {m.source}"
            for m in read(source)
            if not m.forms
        ]
    return problems


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the commands named above; 1 says that something is missing."""
    parser = argparse.ArgumentParser(prog="inspector_app.ui.catalogues")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("update", "missing"):
        commands.add_parser(name).add_argument("parts", nargs="*")
    filler = commands.add_parser("fill")
    filler.add_argument("part")
    filler.add_argument("file", type=Path)
    commands.add_parser("check")
    builder = commands.add_parser("build")
    builder.add_argument("folder", nargs="?", type=Path, default=resources() / "i18n")
    options = parser.parse_args(argv)
    out = sys.stdout
    if options.command == "update":
        for part in options.parts or parts():
            extract(part, catalogue(part))
    elif options.command == "missing":
        for part in options.parts or parts():
            for message in missing(part):
                out.write(f"{part}\t{message.context}\t{message.source}\n")
    elif options.command == "fill":
        words = tomllib.loads(options.file.read_text(encoding="utf-8"))
        count = fill(catalogue(options.part), words)
        out.write(f"{count}\n")
    elif options.command == "build":
        out.writelines(f"{path}\n" for path in build(options.folder))
    else:
        problems = check()
        out.writelines(f"{problem}\n" for problem in problems)
        return 1 if problems else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
