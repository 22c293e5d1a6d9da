"""``inspector``: the window when called alone, else the command line."""

import os
import sys


def main() -> int:
    """Start the program; return its exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        from inspector_app.app import run_window  # noqa: PLC0415 - no Qt unless there is a window

        return run_window()
    # no Qt for the command line
    from inspector_app.cli.main import run  # noqa: PLC0415
    from inspector_app.system.hardening import harden  # noqa: PLC0415

    harden()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a character shows a mark for it
            stream.reconfigure(errors="replace")
    done = run(arguments)
    _flush()
    if done.open_demo is None:
        return done.code
    from inspector_app.app import OpenAtStart, run_window  # noqa: PLC0415

    return run_window(OpenAtStart(*done.open_demo), language=done.language)


def _flush() -> None:
    """Write out what was said; whoever reads it may have gone."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
