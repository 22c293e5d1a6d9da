"""The journal as it travels: one entry a line, canonical JSON, in order of arrival.

Lines hold stubs with open, sealed or no bodies. Here they are written, read within bounds,
and their chains checked; whether they may be believed is the caller's to say.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.entry import Stub
from inspector_app.domain.errors import DamagedError
from inspector_app.exchange.manifest import LogRange
from inspector_app.store.merge import Foreign, Gap, foreign_as_json, foreign_from_json

FILE_NAME = "journal.jsonl"
#: One entry holds a field or a filled form: far more than any, far less than memory.
MAX_LINE_BYTES = 16 * 1024 * 1024


def journal_lines(entries: Iterable[Foreign]) -> bytes:
    """Return the file with *entries*."""
    return b"".join(canonical(foreign_as_json(entry)) + b"\n" for entry in entries)


def read_journal(stream: BinaryIO) -> Iterator[Foreign]:
    """Yield the entries of a journal file.

    Raises ``DamagedError('exchange.bad_journal')`` with the ``line`` for anything else, and
    ``KnownError('journal.newer_entry')`` for entries that a newer program wrote.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            raise DamagedError("exchange.bad_journal", line=number)
        try:
            yield foreign_from_json(json.loads(line.decode("utf-8")))
        except DamagedError as error:
            raise DamagedError("exchange.bad_journal", line=number) from error
        except (ValueError, RecursionError) as error:
            raise DamagedError("exchange.bad_journal", line=number) from error


def read_lines(stream: BinaryIO) -> Iterator[Mapping[str, Json]]:
    """Yield the objects of any other file of canonical lines; raises as ``read_journal``."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        try:
            tree: Json = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            tree = None
        if len(line) > MAX_LINE_BYTES or not isinstance(tree, Mapping):
            raise DamagedError("exchange.bad_journal", line=number)
        yield tree


def ranges(stubs: Iterable[Stub]) -> dict[str, LogRange]:
    """Return, per device, the first and last sequence number: the manifest's ``log``."""
    found: dict[str, LogRange] = {}
    for stub in stubs:
        known = found.get(stub.device)
        found[stub.device] = (
            LogRange(min(known.first, stub.seq), max(known.last, stub.seq))
            if known
            else LogRange(stub.seq, stub.seq)
        )
    return found


def check_chains(stubs: Iterable[Stub]) -> tuple[tuple[Gap, ...], tuple[tuple[str, int], ...]]:
    """Check that every entry follows one that is there, and return gaps and forks.

    A gap is no damage (those entries are elsewhere), nor is a fork (a copied folder was
    written to). Raises ``DamagedError('exchange.chain_broken')`` with the ``device`` for an
    entry that names another predecessor than is there, or an id that is there twice.
    """
    links: dict[str, dict[int, list[Stub]]] = {}
    ids: set[str] = set()
    for stub in stubs:
        if stub.id in ids:
            raise DamagedError("exchange.chain_broken", device=stub.device)
        ids.add(stub.id)
        links.setdefault(stub.device, {}).setdefault(stub.seq, []).append(stub)
    gaps: list[Gap] = []
    forks: list[tuple[str, int]] = []
    for device, by_seq in sorted(links.items()):
        last, hashes = 0, {""}
        for seq in sorted(by_seq):
            if seq > last + 1:
                gaps.append(Gap(device, last, seq))
            elif any(stub.prev not in hashes for stub in by_seq[seq]):
                raise DamagedError("exchange.chain_broken", device=device)
            if len(by_seq[seq]) > 1:
                forks.append((device, seq))
            last, hashes = seq, {stub.hash for stub in by_seq[seq]}
    return tuple(gaps), tuple(forks)
