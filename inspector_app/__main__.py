"""``inspector``: the window when called alone, else the command line."""

import sys


def main() -> int:
    """Start the program; return its exit code."""
    arguments = sys.argv[1:]
    if not arguments:
        from inspector_app.app import run_window  # noqa: PLC0415 - no Qt unless there is a window

        return run_window()
    from inspector_app.cli.main import run  # noqa: PLC0415 - no Qt for the command line
    from inspector_app.system.hardening import harden  # noqa: PLC0415

    harden()
    done = run(arguments)
    if done.open_demo is None:
        return done.code
    from inspector_app.app import OpenAtStart, run_window  # noqa: PLC0415

    return run_window(OpenAtStart(*done.open_demo))


if __name__ == "__main__":
    sys.exit(main())
