#!/usr/bin/env python3
"""The project's one task runner; standard library only, for Linux, Windows and macOS.

``python3 dev.py run`` shows the program at work and ``python3 dev.py test`` checks
everything; both first make what they need (``.venv`` and, on Debian and its kin, missing
system libraries), which takes minutes once and a moment ever after.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import inspect
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "dev.json"
TRANSLATIONS = ROOT / "resources" / "i18n"
BUILD = ROOT / "build"

#: What the program itself needs; the two others hold all of it and their own tools.
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
BUILD_LOCK = ROOT / "requirements-build.lock"

#: Libraries that Qt's wheels expect of the system (found in their NEEDED entries, Qt 6.11),
#: and the Debian package of each: windows on X11 and Wayland, drawing off screen, lrelease.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

#: Programs the papers' tests use, and the smallest Debian package that has each.
PAPER_PROGRAMS = {"soffice": "libreoffice-writer-nogui", "pdfinfo": "poppler-utils"}

#: Asked of the environment's Python: is it usable, and where do its packages lie?
PROBE = """
import importlib.util, json, sys, sysconfig
print(json.dumps({
    "version": sys.version_info[:2],
    "pip": importlib.util.find_spec("pip") is not None,
    "packages": sysconfig.get_path("purelib"),
}))
"""


def say(text: str) -> None:
    """Print one line of our own, in order with what the started programs print."""
    print(f"dev.py: {text}", flush=True)


def give_up(text: str) -> NoReturn:
    """End with *text* on stderr and exit code 1."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def call(*command: str | Path, **variables: str) -> int:
    """Run *command* in the repository, UTF-8 everywhere, and return its exit code."""
    env = {**os.environ, "PYTHONUTF8": "1", **variables}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode


def must(*command: str | Path, **variables: str) -> None:
    """Run *command*; if it fails, end with what was run."""
    code = call(*command, **variables)
    if code:
        give_up(f"failed with exit code {code}: {shlex.join(str(word) for word in command)}")


def tool(name: str) -> Path:
    """Return the path of a command that is installed in the environment."""
    return BIN / (f"{name}.exe" if WINDOWS else name)


# The system: only Linux has anything to do here


def loads(soname: str) -> bool:
    """Say whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def require(wanted: dict[str, str]) -> None:
    """Have the system packages in *wanted* {what is missing: Debian package} installed.

    With apt and the right to use it they are installed; with apt alone the one line to run
    is printed and the task ends; elsewhere the missing things are named and the task goes
    on, for their packages have other names and perhaps other means.
    """
    if not wanted:
        return
    if shutil.which("apt-get") is None:
        say("this system lacks the following; please install it by its own means:")
        say("  " + ", ".join(wanted))
        return
    packages = sorted(set(wanted.values()))
    update = ["apt-get", "update", "-q"]
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    prefix = apt_prefix()
    if prefix is None:
        line = f"{shlex.join(update)} && {shlex.join(install)}"
        sudo = shutil.which("sudo") is not None
        say("system packages are missing; please run this line, then try again:")
        print(f"sudo sh -c '{line}'" if sudo else f"su -c '{line}'", flush=True)
        raise SystemExit(1)
    say("installing system packages: " + " ".join(packages))
    options = ["-o", "DPkg::Lock::Timeout=300"]
    # a broken third-party source makes the update fail but need not stop the installation
    call(*prefix, *update, *options)
    must(*prefix, *install, *options)


def apt_prefix() -> list[str] | None:
    """Return what to put before apt-get, or nothing if we may not use it."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if sys.platform != "win32" and os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", *quiet] if asked.returncode == 0 else None


def system_needs() -> dict[str, str]:
    """Return what the system lacks, each with its Debian package; empty but on Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    needs = {name: package for name, package in SYSTEM_LIBRARIES.items() if not loads(name)}
    if probe() is None and importlib.util.find_spec("ensurepip") is None:
        minor = f"{sys.version_info.major}.{sys.version_info.minor}"
        needs["Python's ensurepip module"] = f"python{minor}-venv"
    return needs


# The environment


def probe() -> Path | None:
    """Return the folder of the environment's packages, or nothing if it must be made."""
    if read_stamp().get("root", str(ROOT)) != str(ROOT):
        return None  # the repository was moved: the scripts inside point to the old place
    try:
        asked = subprocess.run(
            [PYTHON, "-I", "-c", PROBE], capture_output=True, check=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    answer = json.loads(asked.stdout)
    usable = tuple(answer["version"]) >= (3, 11) and answer["pip"]
    return Path(answer["packages"]) if usable else None


def read_stamp() -> dict[str, str]:
    """Return what was installed last: {name of a lock file: SHA-256 of its bytes}."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def setup(lock: Path) -> None:
    """Make the environment fit *lock*: at once if it does already."""
    begun = time.monotonic()
    require(system_needs())
    packages = probe()
    if packages is None:
        say("making the environment in .venv")
        must(sys.executable, "-m", "venv", "--clear", VENV)
        packages = probe()
        if packages is None:
            give_up("the environment in .venv does not work; remove the folder and try again")
    install(lock)
    link(packages)
    compile_translations()
    say(f"set up in {time.monotonic() - begun:.1f} s")


def install(lock: Path) -> None:
    """Install the packages of *lock* by their hashes, unless they are there."""
    hashes = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in dict.fromkeys((lock, RUN_LOCK))
    }
    stamp = read_stamp()
    if all(stamp.get(name) == digest for name, digest in hashes.items()):
        return
    say(f"installing the packages of {lock.name}; the first time this takes minutes")
    must(
        *(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--no-deps"),
        *("--only-binary=:all:", "--require-hashes", f"--requirement={lock}"),
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        PIP_ROOT_USER_ACTION="ignore",
    )
    stamp = {**stamp, **hashes, "root": str(ROOT)}
    STAMP.write_text(json.dumps(stamp, indent=2), encoding="utf-8")


def link(packages: Path) -> None:
    """Make the project importable in the environment and put the ``inspector`` command there.

    A relative path, so that no alphabet of the user's folders can break it.
    """
    write_if_new(packages / "inspector.pth", os.path.relpath(ROOT, packages) + "\n")
    if WINDOWS:
        write_if_new(BIN / "inspector.cmd", '@"%~dp0python.exe" -m inspector_app %*\n')
        return
    command = BIN / "inspector"
    write_if_new(
        command,
        '#!/bin/sh\nexec "$(dirname -- "$(readlink -f -- "$0")")/python" -m inspector_app "$@"\n',
    )
    command.chmod(0o755)


def write_if_new(path: Path, text: str) -> None:
    """Write *text* unless it stands there already."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def compile_translations() -> None:
    """Compile the window's translations that are newer than their compiled form."""
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            must(tool("pyside6-lrelease"), "-silent", source, "-qm", compiled)


# The tasks


def has_display() -> bool:
    """Say whether a window can be opened."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_(*arguments: str) -> None:
    """Open the window on a demonstration; with no display, do the job headless."""
    setup(RUN_LOCK)
    if has_display():
        must(PYTHON, "-m", "inspector_app", "demo", "--open", *arguments)
        return
    out = BUILD / "demo"
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(exist_ok=True)
    say("there is no display, so the demonstration runs without the window")
    must(PYTHON, "-m", "inspector_app", "demo", "--out", out, *arguments)
    say(f"the results lie in {out}:")
    for path in sorted(out.iterdir()):
        say(f"  {path.name}{os.sep if path.is_dir() else ''}")
    say("open report.pdf first; with a display, the same command opens the window")


def check(names: Sequence[str], *pytest: str) -> None:
    """Run the named checks, whatever becomes of each; end with 1 if one failed."""
    commands: dict[str, tuple[str | Path, ...]] = {
        "layers": (tool("lint-imports"),),
        "lint": (tool("ruff"), "check"),
        "format": (tool("ruff"), "format", "--check"),
        "types": (tool("mypy"),),
        "tests": (PYTHON, "-m", "pytest", *pytest),
    }
    setup(DEV_LOCK)
    failed = []
    for name in names:
        say(f"{name} …")
        if call(*commands[name]):
            failed.append(name)
    if failed:
        give_up(f"failed: {', '.join(failed)}")
    say(f"passed: {', '.join(names)}")


def setup_() -> None:
    """Make the environment with everything for development."""
    setup(DEV_LOCK)


def test(*arguments: str) -> None:
    """Check layers, style, types and behaviour; arguments go to pytest."""
    workers = str(min(4, os.cpu_count() or 1))
    parallel = ["-n", workers, "--dist", "loadfile"]  # fixtures of a file are made once
    check(["layers", "lint", "format", "types", "tests"], *parallel, *arguments)


def lint() -> None:
    """Check layers and style."""
    check(["layers", "lint", "format"])


def types() -> None:
    """Check types."""
    check(["types"])


def papers(*arguments: str) -> None:
    """Open the papers in LibreOffice, installed if missing; arguments go to pytest."""
    require({name: deb for name, deb in PAPER_PROGRAMS.items() if shutil.which(name) is None})
    check(["tests"], "tests/papers", "-m", "papers", *arguments)


def bench(*arguments: str) -> None:
    """Measure, each beside its bare baseline; a name chooses: dev.py bench forms."""
    options = [word for word in arguments if word.startswith("-")]
    names = [word for word in arguments if word not in options]
    chosen = ["-k", " or ".join(names)] if names else []
    patience = ["--timeout=1800", "-o", "faulthandler_timeout=1800"]
    check(["tests"], "tests/perf", "-m", "perf", "-s", *patience, *chosen, *options)


def screenshots(*arguments: str) -> None:
    """Make pictures of every page into build/screenshots."""
    setup(DEV_LOCK)
    out = BUILD / "screenshots"
    program = "inspector_app.pictures"
    form = ROOT / "tests" / "ui" / "forms" / "every_type.md"
    asked: list[str | Path] = ["--out", out, "--form", form, *arguments]
    must(PYTHON, "-m", program, *asked, QT_QPA_PLATFORM="offscreen")
    say(f"the pictures lie in {out}")


def translations() -> None:
    """Bring the translation sources up to the window's code, then compile them."""
    setup(DEV_LOCK)
    must(PYTHON, "-m", "inspector_app.ui.catalogues", "update")
    compile_translations()


def lock(*arguments: str) -> None:
    """Lock the dependencies: hashes, no addresses (--upgrade takes newer versions)."""
    setup(BUILD_LOCK)
    options = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
    options += ["--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    for file, group in ((RUN_LOCK, ""), (DEV_LOCK, "dev"), (BUILD_LOCK, "build")):
        more = ["--group", group, "-c", RUN_LOCK.name] if group else []
        must(
            tool("uv"),
            "pip",
            "compile",
            "pyproject.toml",
            "-o",
            file.name,
            *more,
            *options,
            *arguments,
        )
        for line in file.read_text(encoding="utf-8").splitlines():
            if "://" in line or line.startswith(("-", "/")):
                give_up(f"{file.name} holds an address: {line}")


def build(*arguments: str) -> None:
    """Build the program for this system into dist/ and try the result."""
    setup(BUILD_LOCK)
    if sys.platform.startswith("linux"):
        require(build_needs())
    spec = ROOT / "packaging" / "inspector.spec"
    options = ["--noconfirm", "--log-level=WARN", f"--workpath={BUILD / 'pyinstaller'}"]
    must(PYTHON, "-m", "PyInstaller", *options, f"--distpath={ROOT / 'dist'}", *arguments, spec)
    program = "inspector-cli.exe" if WINDOWS else "inspector"
    must(PYTHON, ROOT / "packaging" / "smoke.py", ROOT / "dist" / "inspector" / program)


def build_needs() -> dict[str, str]:
    """Return what PyInstaller lacks on Linux: objdump and Python as a shared library."""
    needs = {} if shutil.which("objdump") else {"objdump": "binutils"}
    shared = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" in shared and not loads(shared):
        needs[shared] = "libpython{}.{}".format(*sys.version_info)
    return needs


TASKS: dict[str, Callable[..., None]] = {
    "run": run_,
    "test": test,
    "setup": setup_,
    "lint": lint,
    "types": types,
    "papers": papers,
    "bench": bench,
    "screenshots": screenshots,
    "translations": translations,
    "lock": lock,
    "build": build,
}


def main() -> None:
    """Run the task named on the command line."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the point is to say so to older ones
        give_up("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    lines = [f"  {name:13} {(task.__doc__ or '').strip()}" for name, task in TASKS.items()]
    parser = argparse.ArgumentParser(
        prog="dev.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__,
        epilog="\n".join(["tasks:", *lines]),
    )
    parser.add_argument("task", choices=TASKS, metavar="TASK", help="one of the tasks below")
    chosen, arguments = parser.parse_known_args()
    task = TASKS[chosen.task]
    if arguments and not inspect.signature(task).parameters:
        parser.error(f"{chosen.task} takes no arguments: {shlex.join(arguments)}")
    task(*arguments)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):  # a Windows console may not know every character
        sys.stdout.reconfigure(errors="replace")
    main()
