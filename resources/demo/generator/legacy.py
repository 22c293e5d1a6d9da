"""Write old Word and WPS files: only as much of them as tells a reader what they are."""

from pathlib import Path

from xlwt.CompoundDoc import XlsDoc  # type: ignore[import-untyped]

_OLD_NAME, _NEW_NAME = "Workbook", "WordDocument"
_NAME_BYTES = 64
_MAGIC = b"\xec\xa5\xc1\x00"  # wIdent of a Word binary document


def write_legacy(path: Path, text: str) -> None:
    """Write a compound file whose stream is called as in .doc and .wps files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = _MAGIC + b"\0" * 508 + text.encode("utf-16-le")
    XlsDoc().save(str(path), stream)
    content = path.read_bytes()
    old, new = _entry(_OLD_NAME), _entry(_NEW_NAME)
    if content.count(old) != 1:
        raise ValueError("the compound file is not laid out as expected")
    path.write_bytes(content.replace(old, new))


def _entry(name: str) -> bytes:
    """Return the head of a directory entry: the name in 64 bytes, then its length."""
    written = (name + "\0").encode("utf-16-le")
    return written.ljust(_NAME_BYTES, b"\0") + len(written).to_bytes(2, "little")
