"""Functions of places on the earth: area, distance, geofence. The arithmetic is JavaRosa's."""

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

from inspector_app.forms.xpath.declare import MANY, Argument, Function, Values, single
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import BLANKS, NAN, Scalar, to_text

#: Latitude and longitude in degrees.
Place: TypeAlias = tuple[float, float]

_RADIUS = 6378100.0
_CIRCUMFERENCE = 4.007478420772212e7
#: Latitude, longitude, altitude, accuracy.
_PARTS = 4


def read_place(text: str) -> tuple[float, ...]:
    """Return the four numbers of a point, those not given as zero; raises ``ValueError``."""
    numbers = [read_double(part) for part in text.split(" ") if part]
    if len(numbers) > _PARTS:
        raise ValueError(text)
    return (*numbers, *[0.0] * (_PARTS - len(numbers)))


_DOUBLE = re.compile(
    r"[+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?)"
)


def read_double(text: str) -> float:
    """Return the number that *text* spells for Java; raises ``ValueError``."""
    trimmed = text.strip(BLANKS)
    if not _DOUBLE.fullmatch(trimmed):
        raise ValueError(text)
    return float(trimmed.rstrip("fFdD") if trimmed[-1] in "fFdD" else trimmed)


def read_line(text: str) -> list[tuple[float, ...]]:
    """Return the points of a trace or shape; raises ``ValueError``."""
    return [read_place(part.strip(BLANKS)) for part in _split(text)]


def _split(text: str) -> list[str]:
    """Return the parts between semicolons; empty ones at the end do not count."""
    parts = text.split(";")
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts if parts != [""] or not text else []


def _places(name: str, texts: Iterable[str]) -> list[Place]:
    """Return a place of each text. Raises ``XPathError``: ``wrong_argument``."""
    try:
        return [(point[0], point[1]) for point in map(read_place, texts)]
    except ValueError as problem:
        raise XPathError("wrong_argument", name) from problem


def _of_nodes(name: str, values: Values) -> list[Place]:
    """Return the places of a node-set: the points of one trace, or a point of each node."""
    if len(values) != 1:
        return _places(name, map(to_text, values))
    try:
        return [(point[0], point[1]) for point in read_line(to_text(values[0]))]
    except ValueError as problem:
        raise XPathError("wrong_argument", name) from problem


def _area(values: Values) -> float:
    """Return square metres inside the places, flattened around the first."""
    places = _of_nodes("area", values)
    if len(places) < 3:
        return 0.0
    north, east = places[0]
    flat = [
        (
            (lon - east) * _CIRCUMFERENCE * _cos(math.radians(lat)) / 360.0,
            (lat - north) * _CIRCUMFERENCE / 360.0,
        )
        for lat, lon in places[1:]
    ]
    return abs(sum(((y1 * x2 - x1 * y2) / 2.0 for (x1, y1), (x2, y2) in pairwise(flat)), 0.0))


def _distance(*arguments: Argument) -> float:
    """Return the metres along the places."""
    first = arguments[0]
    if len(arguments) > 1:
        places = _places("distance", [to_text(single(argument)) for argument in arguments])
    elif isinstance(first, tuple):
        places = _of_nodes("distance", first)
    elif isinstance(first, str):
        places = _places("distance", _split(first))
    else:
        raise XPathError("wrong_argument", "distance")
    return sum((_between(one, other) for one, other in pairwise(places)), 0.0)


def _between(one: Place, other: Place) -> float:
    """Return the metres of the great circle between two places."""
    north, south = math.radians(one[0]), math.radians(other[0])
    along = _cos(math.radians(one[1] - other[1]))
    cosine = _sin(north) * _sin(south) + _cos(north) * _cos(south) * along
    return math.acos(cosine) * _RADIUS if -1.0 <= cosine <= 1.0 else NAN


def _sin(angle: float) -> float:
    return math.sin(angle) if math.isfinite(angle) else NAN


def _cos(angle: float) -> float:
    return math.cos(angle) if math.isfinite(angle) else NAN


def _geofence(point: Scalar, area: Values) -> bool:
    """Say whether a point is within the shape: a ray to the east crosses it oddly often."""
    ((y, x),) = _places("geofence", [to_text(point)])
    inside = False
    for (lat1, lon1), (lat2, lon2) in pairwise(_of_nodes("geofence", area)):
        if (lat2 > y) != (lat1 > y) and x < (lon1 - lon2) * (y - lat2) / (lat1 - lat2) + lon2:
            inside = not inside
    return inside


GEO_FUNCTIONS = {
    "area": Function("n", 1, 1, _area),
    "enclosed-area": Function("n", 1, 1, _area),
    "distance": Function("b", 1, MANY, _distance),
    "geofence": Function("vn", 2, 2, _geofence),
}
