"""Packages are streamed: memory does not grow with the file, and speed is the cipher's.

Beside each other in the same run: our package and pyrage alone on the same bytes.
"""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.perf

#: Writes and reads a package (or the bare age file) of so many MiB; prints seconds for both
#: directions and the growth of the process's peak memory in MiB.
_SCRIPT = """
import hashlib, io, json, resource, sys, time
from pathlib import Path
import pyrage
from inspector_app.domain.ids import uuid7
from inspector_app.exchange.container import OutgoingFile, write_package
from inspector_app.exchange.manifest import Kind, PackageHeader
from inspector_app.exchange.reading import open_package
from inspector_app.store.identity import generate

way, path, size = sys.argv[1], sys.argv[2], int(sys.argv[3]) * 1024**2
block = bytes(range(256)) * 1024

class Generated(io.RawIOBase):
    left = size
    def readable(self):
        return True
    def read(self, count=-1):
        piece = block[: min(count, self.left, len(block))]
        self.left -= len(piece)
        return piece

class Nowhere:
    def begin(self, manifest): pass
    def open_file(self, file): return self
    def write(self, data): return len(data)
    def flush(self): pass
    def close(self): pass
    def discard(self): raise AssertionError

keys = generate()
file = OutgoingFile.measured("big.bin", Generated)
header = PackageHeader(
    kind=Kind.DELIVERY, package_id=uuid7(0), mission_id="m", sequence=1, previous=None,
    schema=1, created="2026-03-01T09:30:00+08:00",
)

def peak():
    # on Linux ru_maxrss includes what the parent had before exec; VmHWM does not
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2

before, start = peak(), time.perf_counter()
with open(path, "wb") as target:
    if way == "package":
        written = write_package(
            target, header=header, files=[file], sender=keys, recipients=[keys.public.seal]
        )
    else:
        recipient = pyrage.x25519.Recipient.from_str(keys.public.seal)
        pyrage.encrypt_io(Generated(), target, [recipient])
middle = time.perf_counter()
with open(path, "rb") as source:
    if way == "package":
        read = open_package(
            source, [keys.age_identity], resolve_sender=lambda _: keys.public, staging=Nowhere()
        )
        assert read == written
    else:
        pyrage.decrypt_io(source, Nowhere(), [pyrage.x25519.Identity.from_str(keys.age_identity)])
end = time.perf_counter()
print(json.dumps({"write": middle - start, "read": end - middle, "memory": peak() - before}))
"""


def _measure(way, folder, mebibytes):
    """The better of two runs."""
    runs = []
    for _ in range(2):
        result = subprocess.run(
            [sys.executable, "-c", _SCRIPT, way, str(folder / "big.age"), str(mebibytes)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        runs.append(json.loads(result.stdout))
    return {name: min(run[name] for run in runs) for name in runs[0]}


def test_two_hundred_megabytes(tmp_path, record_property):
    ours, bare = (_measure(way, tmp_path, 200) for way in ("package", "bare"))
    for way, figures in (("package", ours), ("bare age", bare)):
        for name, value in figures.items():
            record_property(f"{way} {name}", round(value, 2))
    assert ours["memory"] < 8  # MiB; the file has 200
    assert ours["write"] < 4 * bare["write"]
    assert ours["read"] < 4 * bare["read"]
