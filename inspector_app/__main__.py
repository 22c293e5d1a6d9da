"""``inspector``: the window when called alone, else the command line."""

import sys


def main() -> int:
    """Start the program; return its exit code."""
    arguments = sys.argv[1:]
    if arguments:
        from inspector_app.cli.main import run  # noqa: PLC0415 - no Qt for the command line

        return run(arguments)
    from inspector_app.app import run_window  # noqa: PLC0415 - no Qt unless there is a window

    return run_window()


if __name__ == "__main__":
    sys.exit(main())
