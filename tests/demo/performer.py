"""Plays the demonstration in a process of its own, watched: no network, no stray files.

Run by the tests (see conftest): ``performer.py OUT NOTES``. It plays ``inspector demo`` with
sockets forbidden, notes every file that was opened for writing, then keeps a copy of the
mission open, with typing that is not yet an entry, until a line comes on standard input; then
it dies as if the power had gone.
"""

import json
import os
import shutil
import socket
import sys
from dataclasses import replace
from pathlib import Path

from inspector_app.cli.demo_command import opened_demo
from inspector_app.cli.main import run
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import talk_record
from inspector_app.services.session import Surroundings, open_mission
from inspector_app.store.key_file import KdfCost
from inspector_app.store.keys import list_users
from inspector_app.store.search import search

CHEAP = KdfCost(1, 8, 1)
#: What is typed, written and searched for while the mission is open; nothing of it may show.
TYPED = "此刻正在键入而尚未提交的一句话"
WRITTEN = "刚刚写入日志而尚未并入的一段话"

INTERNET = {socket.AF_INET, socket.AF_INET6}
TEMPORARY = Path(os.environ.get("TMPDIR", ""))
NETWORK = {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}

_written: set[str] = set()
_gone: list[str] = []
_forbidden: list[str] = []


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "open":
        path, mode, flags = args
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        creates = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (writes or creates) and isinstance(path, str | bytes | os.PathLike):
            _written.add(os.fsdecode(path))
    elif event == "os.remove":
        _keep_what_goes(Path(os.fsdecode(args[0])))
    elif event in NETWORK or (event == "socket.__new__" and args[1] in INTERNET):
        _forbidden.append(event)
        raise PermissionError("no network")


def _keep_what_goes(path: Path) -> None:
    """Keep what a temporary file held, before it is gone."""
    if path.parent == TEMPORARY and path.is_file():
        _gone.append(path.read_bytes().hex())


def _type_something(folder: Path, surroundings: Surroundings) -> object:
    _, leader, passphrase = opened_demo(folder.parent)
    user = next(user.user_id for user in list_users(folder) if user.name == leader)
    place = folder.parent.parent / "open" / folder.name
    shutil.copytree(folder, place)
    sitting = open_mission(surroundings, place, user=user, passphrase=passphrase)
    mission = sitting.mission
    talk = mission.reader.find("talk", {"state": "signed"})[0].id
    talk_record.add_paragraph(mission, talk, ParagraphKind.SUPPLEMENT, WRITTEN)
    new = talk_record.begin_paragraph(mission, mission.reader, talk, ParagraphKind.SUPPLEMENT)
    talk_record.keep_new_paragraph(mission, new, TYPED)
    while sitting.index():
        pass
    assert search(mission.reader, WRITTEN, 5)
    return sitting


def main() -> None:
    out, notes = Path(sys.argv[1]), Path(sys.argv[2])
    sys.addaudithook(_watch)
    surroundings = replace(Surroundings(), least_cost=CHEAP)
    done = run(["demo", "--out", str(out), "--json"], surroundings)
    told = {
        "code": done.code,
        "written": sorted(_written),
        "gone": _gone,
        "network": _forbidden,
    }
    notes.write_text(json.dumps(told), encoding="utf-8")
    if done.code == 0:
        mission = next(out.glob("*.mission"))
        kept = _type_something(mission, surroundings)
        sys.stdout.write("OPEN\n")
        sys.stdout.flush()
        sys.stdin.readline()
        assert kept is not None
    os._exit(9)


if __name__ == "__main__":
    main()
