"""A closed folder with something in every file, and single bytes of it changed."""

import contextlib
import hashlib
import io
import random
import shutil
from pathlib import Path

from inspector_app.domain.errors import DamagedError
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessKind
from inspector_app.store.drafts import Draft
from inspector_app.store.folder import MissionFolder, blob_fields, blob_ref
from inspector_app.store.projection import snapshot
from inspector_app.store.search import index_pending
from inspector_app.store.verify import verify_folder
from tests.store.laptops import LEADER, MEMBER, Laptop, Team

TEXT = "示例：岑𬀩于三月收受土特产，"


def worked_on(team: Team) -> Laptop:
    """Return a laptop whose folder has been worked on and closed."""
    laptop = team.laptop("dev-a")
    folder = laptop.open(MEMBER)
    journal = folder.journal
    journal.write(journal.create("lead", {"content": TEXT}))
    folder = laptop.open(LEADER)
    journal = folder.journal
    talk = journal.create("talk", {"number": "T-1", "place": "一室"})
    parts = [
        journal.create("paragraph", {"talk": talk.record_id, "text": TEXT * 9, "order": str(n)})
        for n in range(12)
    ]
    form = journal.create(
        "submission",
        {"form_id": "f", "subject_type": "talk", "subject": talk.record_id, "/a/b": TEXT},
    )
    journal.write(talk, *parts, form)
    for number, size in enumerate((0, 70_000, 3_000)):
        ref = blobs.add(folder.blobs, io.BytesIO((TEXT.encode() * size)[:size]))
        folder.note_blob(ref.id)
        journal.write(journal.create("evidence", {"number": str(number), **blob_fields(ref)}))
    index_pending(journal.reader)
    folder.access.note(AccessKind.VIEW, "talk", talk.record_id)
    folder.drafts.keep(Draft("talk", talk.record_id, "place", LEADER, "e-1", TEXT, "now"))
    laptop.close()
    return laptop


def files(path: Path) -> dict[str, str]:
    """Return the hash of every file of a folder."""
    return {
        file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def shown(folder: MissionFolder) -> tuple[object, ...]:
    """Return all that a user sees of a folder: rows, evidence, drafts."""
    evidence = [
        blobs.read_all(folder.blobs, blob_ref(record), limit=10**7)
        for record in folder.reader.find("evidence")
    ]
    return snapshot(folder.reader), evidence, folder.drafts.pending(LEADER)


def changed_places(path: Path, count: int, seed: int) -> list[tuple[str, int]]:
    """Return (file, place) for *count* changes, spread over all files and their first bytes."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    names = [name for name in files(path) if (path / name).stat().st_size]
    places = []
    for number in range(count):
        name = names[number % len(names)]
        size = (path / name).stat().st_size
        first = number // len(names) % 4 == 0
        places.append((name, chance.randrange(min(size, 100) if first else size)))
    return places


def problems_with(laptop: Laptop, copy: Path) -> list[str]:
    """Return the files that unlocking and verifying a copy name; change nothing."""
    before = files(copy)
    other = Laptop(copy, laptop.name, laptop.types, 56)
    try:
        vault = other.vault(LEADER)
    except DamagedError as error:
        named = [str(error.params["file"])]
    else:
        found = verify_folder(copy, vault, laptop.types)
        vault.wipe()
        named = [problem.file for problem in found.problems]
    assert files(copy) == before
    return named


def opened_shows(laptop: Laptop, copy: Path) -> tuple[object, ...] | str:
    """Open a copy and return what it shows, or the code of its refusal."""
    other = Laptop(copy, laptop.name, laptop.types, 56)
    try:
        return shown(other.open(LEADER))
    except DamagedError as error:
        return error.code
    finally:
        with contextlib.suppress(DamagedError):
            other.close()


def survive_changes(
    laptop: Laptop, place: Path, count: int, *, seed: int = 1, opened: int = 1
) -> None:
    """Change *count* bytes, one at a time, each in a fresh copy of a closed folder.

    Every *opened*-th copy is opened too, to see that nothing altered is shown.
    """
    place.mkdir(exist_ok=True)
    intact = place / "intact"
    shutil.copytree(laptop.path, intact)
    true = opened_shows(laptop, intact)
    assert not isinstance(true, str)
    for number, (name, at) in enumerate(changed_places(laptop.path, count, seed)):
        copy = place / "copy"
        shutil.copytree(laptop.path, copy)
        data = bytearray((copy / name).read_bytes())
        data[at] ^= 1 << number % 8
        (copy / name).write_bytes(data)
        assert problems_with(laptop, copy) == [name], (name, at)
        if number % opened == 0:
            seen = opened_shows(laptop, copy)
            assert seen == true or isinstance(seen, str), (name, at)
        shutil.rmtree(copy)
