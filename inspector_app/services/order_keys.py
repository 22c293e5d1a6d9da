"""Order keys for a list that was changed: as few records as possible get another one."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from inspector_app.domain.order_key import key_after, key_between


def keys_for(wanted: Sequence[str], orders: Mapping[str, str]) -> dict[str, str]:
    """Return an order key for each of *wanted*, growing in that order.

    *orders* are the keys they have, "" for a new one. Those that already stand in order keep
    theirs; what was moved in between, or has the same key as another, gets one that fits.
    """
    kept = _longest_growing([(one, orders[one]) for one in wanted if orders[one]])
    found: dict[str, str] = {}
    last = ""
    ahead = [one for one in wanted if one in kept]
    for one in wanted:
        if one in kept:
            ahead.pop(0)
            found[one] = last = orders[one]
            continue
        behind = orders[ahead[0]] if ahead else ""
        found[one] = last = key_between(last, behind) if behind else key_after(last)
    return found


def _longest_growing(pairs: Sequence[tuple[str, str]]) -> set[str]:
    """Return the names of a longest part of *pairs* whose keys grow (patience sorting)."""
    tails: list[str] = []
    at_tail: list[int] = []
    previous: list[int] = []
    for index, (_, key) in enumerate(pairs):
        place = bisect_left(tails, key)
        previous.append(at_tail[place - 1] if place else -1)
        if place == len(tails):
            tails.append(key)
            at_tail.append(index)
        else:
            tails[place] = key
            at_tail[place] = index
    kept: set[str] = set()
    index = at_tail[-1] if at_tail else -1
    while index >= 0:
        kept.add(pairs[index][0])
        index = previous[index]
    return kept
