"""Office files are zip archives: the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

#: The earliest time a zip entry can bear: no clock of the machine gets into a file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o600 << 16


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of *parts* (name → content) in the order given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = 0
            archive.writestr(entry, content)
    return stream.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip archive that this program has written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
