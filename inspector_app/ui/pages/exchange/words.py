"""How exchange puts things into words: moments, sizes, counts."""

from collections.abc import Mapping

from inspector_app.system.wording import Wording

SHORT_HASH = 12


def moment(claimed: str) -> str:
    """Return a claimed time to the minute: ``2026-10-21 15:04``."""
    return claimed[:16].replace("T", " ")


def counted(wording: Wording, counts: Mapping[str, int], group: str) -> str:
    """Return counts in words, zeros left out; labels are worded under *group*."""
    parts = []
    for name, count in counts.items():
        key = f"{group}.{name}"
        label = wording.text(key) if wording.has(key) else name
        if count:
            parts.append(f"{label} {count}")
    return " · ".join(parts)


def record_counts(wording: Wording, counts: Mapping[str, int]) -> str:
    """Return how many entries there are by record type, in words."""
    parts = []
    for name, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        key = f"records.{name}.label"
        parts.append(f"{wording.text(key) if wording.has(key) else name} {count}")
    return " · ".join(parts)
