"""Try a built program where it matters: ``python packaging/smoke.py PROGRAM``.

A build can lack what the source tree has: fonts, forms, wording, a library loaded by name.
So the built program does the whole demonstration in an empty folder, and its results are
looked at; then what it wrote is verified by the program itself.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

#: What the demonstration leaves, and how each file must begin.
RESULTS = {
    "report.pdf": b"%PDF-",
    "report.docx": b"PK\x03\x04",
    "talk-record.pdf": b"%PDF-",
    "number-one-talk-report.pdf": b"%PDF-",
    "delivery.age": b"age-encryption.org/v1\n",
}


def call(program: Path, *arguments: str | Path, home: Path) -> str:
    """Run *program* as a user who never ran it and return what it printed."""
    variables = {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    done = subprocess.run(
        [program, *map(str, arguments)],
        env={**os.environ, **variables, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        cwd=home,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    return done.stdout


def main() -> None:
    """Run the demonstration with the program named on the command line and look at it."""
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        out = home / "demo"
        answer = json.loads(call(program, "demo", "--out", out, "--json", home=home))
        for name, start in RESULTS.items():
            with (out / name).open("rb") as stream:
                if stream.read(len(start)) != start:
                    raise SystemExit(f"smoke: {name} does not begin as it should")
        missions = list(out.glob("*.mission"))
        if len(missions) != 1:
            raise SystemExit(f"smoke: one mission folder expected, found {len(missions)}")
        secret = out / "passphrase.txt"
        call(program, "mission", "verify", missions[0], "--passphrase-file", secret, home=home)
    print(f"smoke: the built program did the demonstration: {json.dumps(answer)[:200]}")


if __name__ == "__main__":
    main()
