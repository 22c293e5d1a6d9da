"""Writing and opening packages that are as they should be, and writing ones that are not."""

import hashlib
import io
import tracemalloc
import unicodedata

import pytest

from inspector_app.domain.errors import DamagedError, InputError, KnownError, RefusedError
from inspector_app.exchange import manifest as limits
from inspector_app.exchange.container import MAGIC, OutgoingFile, save_package, write_package
from inspector_app.exchange.manifest import FileEntry, Kind
from inspector_app.exchange.reading import open_package, package_source, peek, verify_package


def test_every_recipient_reads_what_was_packed(world, package, contents):
    for reader in (world.hq, world.leader):
        info, tray = world.open(package, reader)
        assert tray.contents == contents
        assert {slot.state for slot in tray.slots.values()} == {"closed"}
        assert list(tray.slots) == list(contents)  # in the manifest's order
        assert info.manifest == tray.manifest
        assert info.sha256 == hashlib.sha256(package).hexdigest()
        assert info.size == len(package)


def test_the_manifest_says_all(world, package, contents):
    manifest = world.open(package)[0].manifest
    assert manifest.header == world.header()
    assert manifest.sender == world.leader.public.key_id
    assert manifest.to == tuple(sorted({world.hq.public.seal, world.leader.public.seal}))
    assert manifest.files == tuple(
        FileEntry(name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in contents.items()
    )
    assert manifest.total_size == sum(map(len, contents.values()))


def test_writer_and_reader_agree_about_the_file(world, files):
    target = io.BytesIO()
    written = write_package(
        target,
        header=world.header(),
        files=files,
        sender=world.leader,
        recipients=[world.hq.public.seal],
    )
    assert world.open(target.getvalue())[0] == written


def test_a_pipe_is_read_as_a_file_is(world, package, contents):
    assert world.open(package, seekable=False)[1].contents == contents


@pytest.mark.parametrize("kind", list(Kind))
def test_a_package_may_have_no_files(world, kind):
    info, tray = world.open(world.pack([], kind=kind, previous=None, log={}, sequence=1))
    assert info.manifest.files == ()
    assert info.manifest.header.kind is kind
    assert info.manifest.header.previous is None
    assert tray.manifest == info.manifest


@pytest.mark.parametrize("sizes", [[0], [0, 0, 0], [0, 5], [5, 0], [1], [65536, 0, 65536]])
def test_empty_files_and_whole_chunks(world, sizes):
    files = [OutgoingFile.of_bytes(f"{i}", b"x" * size) for i, size in enumerate(sizes)]
    tray = world.open(world.pack(files))[1]
    assert [len(data) for data in tray.contents.values()] == sizes
    assert {slot.state for slot in tray.slots.values()} == {"closed"}


@pytest.mark.parametrize("missing", [-1, 0, 1])
def test_the_inside_ends_at_the_edge_of_a_chunk(world, missing):
    """The last chunk of an age file is special; meet it full, nearly full and just begun."""
    head = len(world.inner(world.pack([OutgoingFile.of_bytes("a", b"x" * 100_000)]))) - 100_000
    data = b"y" * (2 * 65536 - head - missing)
    package = world.pack([OutgoingFile.of_bytes("a", data)])
    assert len(world.inner(package)) == 2 * 65536 - missing
    assert world.open(package)[1].contents == {"a": data}
    for extra in (b"\x00", bytes(16), bytes(65552)):
        with pytest.raises(DamagedError):
            world.open(package + extra, seekable=False)
    for less in (1, 16, 17, 65552):
        with pytest.raises(DamagedError):
            world.open(package[:-less], seekable=False)


def test_names_are_brought_to_nfc(world):
    name = unicodedata.normalize("NFD", "é/が.txt")
    assert list(world.open(world.pack([OutgoingFile.of_bytes(name, b"1")]))[1].slots) == [
        "é/が.txt"
    ]


def test_peek_gives_the_verified_manifest_only(world, package):
    keys = [world.hq.age_identity]
    source = io.BytesIO(package)
    manifest = peek(source, keys, resolve_sender=world.trusted)
    assert manifest == world.open(package)[0].manifest
    assert source.tell() < len(package)


def test_peek_notices_a_copy_cut_short(world, package):
    cut = io.BytesIO(package[:-70_000])
    with pytest.raises(DamagedError) as caught:
        peek(cut, [world.hq.age_identity], resolve_sender=world.trusted)
    assert caught.value.code == "exchange.incomplete"
    assert caught.value.params == {"expected": len(package), "actual": len(package) - 70_000}


def test_verify_reads_everything(world, package):
    keys = [world.stranger.age_identity, world.hq.age_identity]
    info = verify_package(io.BytesIO(package), keys, resolve_sender=world.trusted)
    assert info == world.open(package)[0]
    changed = world.wrap(world.inner(package)[:-1] + b"\x00")
    with pytest.raises(DamagedError, match=r"exchange\.content_changed"):
        verify_package(io.BytesIO(changed), keys, resolve_sender=world.trusted)


def test_a_file_on_disk(world, files, contents, tmp_path):
    path = tmp_path / "移交 示例.age"
    written = save_package(
        path,
        header=world.header(),
        files=files,
        sender=world.leader,
        recipients=[world.hq.public.seal],
    )
    tray = world.tray()
    with package_source(path) as source:
        read = open_package(
            source, [world.hq.age_identity], resolve_sender=world.trusted, staging=tray
        )
    assert read == written
    assert tray.contents == contents
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    with pytest.raises(InputError, match=r"exchange\.no_file"), package_source(tmp_path / "x"):
        pass
    with pytest.raises(KnownError), package_source(tmp_path) as source:  # a folder
        peek(source, [world.hq.age_identity], resolve_sender=world.trusted)


def _file(size: int, data: bytes, sha256: str | None = None) -> OutgoingFile:
    digest = sha256 or hashlib.sha256(data).hexdigest()
    return OutgoingFile("a.bin", size, digest, lambda: io.BytesIO(data))


@pytest.mark.parametrize(
    "file",
    [_file(9, b"0123456789"), _file(11, b"0123456789"), _file(10, b"0123456789", "0" * 64)],
)
def test_a_file_that_is_not_what_was_announced(world, file, tmp_path):
    old = tmp_path / "delivery.age"
    old.write_bytes(b"the package before")
    with pytest.raises(DamagedError) as caught:
        save_package(
            old,
            header=world.header(),
            files=[file],
            sender=world.leader,
            recipients=[world.hq.public.seal],
        )
    assert caught.value.code == "exchange.source_changed"
    assert caught.value.params == {"name": "a.bin"}
    assert [path.name for path in tmp_path.iterdir()] == ["delivery.age"]
    assert old.read_bytes() == b"the package before"


def test_an_endless_file_is_stopped_at_its_announced_size(world):
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return bytes(size)

    endless = Endless()
    file = OutgoingFile("a.bin", 10, "0" * 64, lambda: endless)
    with pytest.raises(DamagedError, match="source_changed"):
        world.pack([file])
    assert endless.given < 1024 * 1024


def test_measured_reads_the_file_once(world, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes("报告示例".encode() * 100_000)
    file = OutgoingFile.measured("report.pdf", lambda: path.open("rb"))
    assert world.open(world.pack([file]))[1].contents == {"report.pdf": path.read_bytes()}


class _Breaking(io.BytesIO):
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def read(self, _size: int | None = -1) -> bytes:
        raise self.error

    def write(self, _data: object) -> int:
        raise self.error


def test_a_file_that_cannot_be_read(world):
    file = OutgoingFile("a.bin", 10, "0" * 64, lambda: _Breaking(OSError(5, "Input/output error")))
    with pytest.raises(InputError, match=r"exchange\.source_unreadable"):
        world.pack([file])
    damaged = DamagedError("store.evidence_damaged", file="a.bin")
    file = OutgoingFile("a.bin", 10, "0" * 64, lambda: _Breaking(damaged))
    with pytest.raises(DamagedError) as caught:
        world.pack([file])
    assert caught.value is damaged


@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_errors_of_the_target_come_out_as_they_are(world, files, error):
    with pytest.raises(type(error)) as caught:
        write_package(
            _Breaking(error),
            header=world.header(),
            files=files,
            sender=world.leader,
            recipients=[world.hq.public.seal],
        )
    assert caught.value is error


def test_a_source_that_breaks_off(world, package):
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError(19, "No such device")
            return super().read(size)

    tray = world.tray()
    with pytest.raises(InputError) as caught:
        open_package(
            Pulled(package), [world.hq.age_identity], resolve_sender=world.trusted, staging=tray
        )
    assert caught.value.code == "exchange.unreadable"
    assert caught.value.params == {"reason": "No such device"}
    with pytest.raises(InputError, match=r"exchange\.unreadable"):
        open_package(
            _Breaking(OSError(5, "Input/output error")),
            [world.hq.age_identity],
            resolve_sender=world.trusted,
            staging=tray,
        )


@pytest.mark.parametrize(
    "error",
    [
        RefusedError("exchange.import_repeated"),
        OSError(28, "full"),
        KeyboardInterrupt(),
        ZeroDivisionError(),
    ],
)
@pytest.mark.parametrize("place", ["begin", "open_file", "write", "close"])
def test_errors_of_the_staging_area_come_out_as_they_are(world, package, error, place):
    tray = world.tray()

    def fail(*_: object) -> None:
        raise error

    if place in {"begin", "open_file"}:
        setattr(tray, place, fail)
    else:
        open_file = tray.open_file

        def open_breaking(file):
            slot = open_file(file)
            setattr(slot, place, fail)
            return slot

        tray.open_file = open_breaking
    with pytest.raises(type(error)) as caught:
        world.open(package, tray=tray)
    assert caught.value is error
    states = [slot.state for slot in tray.slots.values()]
    assert states[-1:] in ([], ["discarded"])
    assert set(states[:-1]) <= {"closed"}


class _CancelledError(Exception):
    pass


def test_progress_counts_and_cancels(world):
    files = [OutgoingFile.of_bytes("a.bin", bytes(3_000_000))]
    steps: list[int] = []
    target = io.BytesIO()
    write_package(
        target,
        header=world.header(),
        files=files,
        sender=world.leader,
        recipients=[world.hq.public.seal],
        progress=steps.append,
    )
    assert steps == sorted(steps)
    assert len(steps) > 5
    assert 3_000_000 < steps[-1] < 3_010_000
    steps.clear()
    size = len(target.getvalue())
    keys = [world.hq.age_identity]
    target.seek(0)
    verify_package(target, keys, resolve_sender=world.trusted, progress=steps.append)
    assert steps == sorted(steps)
    assert len(steps) > 5
    assert steps[-1] == size

    def cancel(passed: int) -> None:
        if passed > 1_000_000:
            raise _CancelledError

    target.seek(0)
    tray = world.tray()
    with pytest.raises(_CancelledError):
        open_package(target, keys, resolve_sender=world.trusted, staging=tray, progress=cancel)
    assert tray.slots["a.bin"].state == "discarded"
    with pytest.raises(_CancelledError):
        write_package(
            io.BytesIO(),
            header=world.header(),
            files=files,
            sender=world.leader,
            recipients=[world.hq.public.seal],
            progress=cancel,
        )


def test_nobody_and_unusable_recipients(world):
    for recipients, code in (
        ([], "exchange.no_recipient"),
        (["age1nonsense"], "exchange.bad_recipient"),
        (["ssh-ed25519 AAAA"], "exchange.bad_recipient"),
        ([world.hq.age_identity], "exchange.bad_recipient"),
    ):
        with pytest.raises(KnownError) as caught:
            write_package(
                io.BytesIO(),
                header=world.header(),
                files=[],
                sender=world.leader,
                recipients=recipients,
            )
        assert caught.value.code == code
        assert world.hq.age_identity not in str(caught.value)


def test_a_bad_identity_is_told_without_its_text(world, package):
    with pytest.raises(InputError) as caught:
        verify_package(
            io.BytesIO(package), ["AGE-SECRET-KEY-1SECRET"], resolve_sender=world.trusted
        )
    assert caught.value.code == "exchange.bad_identity"
    assert "SECRET" not in str(caught.value)


def test_one_recipient_in_two_spellings_stands_once(world):
    target = io.BytesIO()
    seal = world.hq.public.seal
    info = write_package(
        target,
        header=world.header(),
        files=[],
        sender=world.leader,
        recipients=[seal.upper(), seal],
    )
    assert info.manifest.to == (seal,)
    assert world.open(target.getvalue())[0] == info


def test_the_most_recipients_can_be_written_and_read(world):
    from inspector_app.store import identity

    team = [identity.generate() for _ in range(limits.MAX_RECIPIENTS - 1)]
    package = world.pack([], to=[world.hq, *team])
    assert len(world.open(package, team[-1])[0].manifest.to) == limits.MAX_RECIPIENTS
    with pytest.raises(RefusedError, match=r"exchange\.too_many_recipients"):
        world.pack([], to=[world.hq, world.leader, *team])


def test_what_no_receiver_takes_is_not_written(world):
    big = OutgoingFile("a", limits.MAX_FILE_BYTES + 1, "0" * 64, io.BytesIO)
    with pytest.raises(RefusedError, match=r"exchange\.file_too_large"):
        world.pack([big])
    most = [OutgoingFile(f"{i}", limits.MAX_FILE_BYTES, "0" * 64, io.BytesIO) for i in range(5)]
    with pytest.raises(RefusedError, match=r"exchange\.too_large"):
        world.pack(most)
    same = [OutgoingFile.of_bytes("a.TXT", b"1"), OutgoingFile.of_bytes("A.txt", b"2")]
    with pytest.raises(RefusedError, match=r"exchange\.same_name"):
        world.pack(same)
    with pytest.raises(RefusedError, match=r"exchange\.unsafe_name"):
        world.pack([OutgoingFile.of_bytes("../a", b"1")])
    with pytest.raises(RefusedError, match=r"exchange\.manifest_too_large"):
        world.pack([], about={"text": "字" * 3_000_000})
    many = [OutgoingFile(f"{i}", 0, "0" * 64, io.BytesIO) for i in range(limits.MAX_FILES + 1)]
    with pytest.raises(RefusedError, match=r"exchange\.too_many_files"):
        world.pack(many)
    for change in ({"sequence": 0}, {"schema": 0}, {"package_id": "7"}, {"created": "today"}):
        with pytest.raises(InputError, match=r"exchange\.bad_manifest"):
            world.pack([], **change)


def test_fifty_thousand_files(world):
    """The limit itself works, and in a time one can wait for."""
    files = [OutgoingFile.of_bytes(f"blobs/{i:x}", b"%d" % i) for i in range(limits.MAX_FILES)]
    tray = world.open(world.pack(files))[1]
    assert len(tray.slots) == limits.MAX_FILES
    assert tray.contents["blobs/c34f"] == b"49999"


def test_memory_does_not_grow_with_the_file(world, tmp_path):
    class Generated(io.RawIOBase):
        left = 32 * 1024 * 1024

        def read(self, size: int = -1) -> bytes:
            piece = bytes(min(size, self.left))
            self.left -= len(piece)
            return piece

    class Nowhere:
        largest = 0

        def begin(self, _manifest) -> None: ...

        def open_file(self, _file) -> "Nowhere":
            return self

        def write(self, data: bytes, /) -> None:
            self.largest = max(self.largest, len(data))

        def close(self) -> None: ...

        def discard(self) -> None: ...

    file = OutgoingFile.measured("big.bin", Generated)
    assert file.size == 32 * 1024 * 1024
    path, nowhere = tmp_path / "big.age", Nowhere()
    tracemalloc.start()
    try:
        written = save_package(
            path,
            header=world.header(),
            files=[file],
            sender=world.leader,
            recipients=[world.hq.public.seal],
        )
        with package_source(path) as source:
            keys = [world.hq.age_identity]
            assert written == open_package(
                source, keys, resolve_sender=world.trusted, staging=nowhere
            )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * 1024 * 1024
    assert nowhere.largest <= 64 * 1024


def test_nothing_readable_stands_in_the_file(package):
    for word in ("谈话记录示例", "组长 示例", "entries.jsonl", "talks", MAGIC.decode()):
        assert word.encode() not in package
