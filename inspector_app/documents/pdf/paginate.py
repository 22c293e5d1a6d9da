"""Filling pages with slots: greedy, never between a heading and its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.documents.measures import BODY_HEIGHT, LINE_PITCH
from inspector_app.documents.pdf.slots import BreakSlot, Slot, SnapSlot

_EPSILON = 0.05


@dataclass(frozen=True, slots=True)
class Placed:
    """A slot and how far its top stands below the top of the text block."""

    slot: Slot
    offset: float


def _to_grid(offset: float) -> float:
    over = offset % LINE_PITCH
    return 0.0 if min(over, LINE_PITCH - over) < _EPSILON else LINE_PITCH - over


def _last_break(slots: Sequence[Slot], first: int, overflowing: int) -> int:
    """Return where the page ends: before *overflowing*, or before what must stay with it."""
    at = overflowing
    while at > first and slots[at - 1].keep:
        at -= 1
    return at if at > first else overflowing


def _fill(slots: Sequence[Slot], first: int) -> tuple[list[Placed], int]:
    """Return one page that begins with slot *first*, and the slot the next page begins with."""
    placed: list[Placed] = []
    offset = 0.0
    for slot in slots[first].repeat:
        placed.append(Placed(slot, offset))
        offset += slot.height
    repeated = len(placed)
    for at in range(first, len(slots)):
        slot = slots[at]
        if isinstance(slot, BreakSlot):
            return placed, at + 1
        height = _to_grid(offset) if isinstance(slot, SnapSlot) else slot.height
        if offset + height > BODY_HEIGHT + _EPSILON and at > first:
            end = _last_break(slots, first, at)
            return placed[: repeated + end - first], end
        placed.append(Placed(slot, offset))
        offset += height
    return placed, len(slots)


def paginate(slots: Sequence[Slot]) -> list[list[Placed]]:
    """Return the pages, at least one."""
    pages = []
    at = 0
    while at < len(slots):
        page, at = _fill(slots, at)
        pages.append(page)
    return pages or [[]]
