"""Read the features of a GeoJSON file (RFC 7946) as rows of a list, as JavaRosa does."""

import json
from collections.abc import Iterator, Mapping

from inspector_app.domain.errors import InputError
from inspector_app.intake.guard import damaged_means
from inspector_app.intake.text import decode


def features(data: bytes, *, name: str) -> Iterator[dict[str, str]]:
    """Give each feature as a row: ``geometry`` as ODK writes places, its properties, its id.

    Raises ``InputError("forms.list_damaged")`` for what is no collection of features.
    """
    text = decode(data, name=name)
    with damaged_means("forms.list_damaged", name=name, file=name):
        read: object = json.loads(text)
    if not isinstance(read, dict) or read.get("type") != "FeatureCollection":
        raise InputError("forms.list_damaged", name=name, file=name)
    found = read.get("features")
    if not isinstance(found, list):
        raise InputError("forms.list_damaged", name=name, file=name)
    for feature in found:
        with damaged_means("forms.list_damaged", name=name, file=name):
            row = _row(feature)
        yield row


def _row(feature: Mapping[str, object]) -> dict[str, str]:
    if feature["type"] != "Feature":
        raise ValueError(feature["type"])
    geometry = feature["geometry"]
    if not isinstance(geometry, dict):
        raise TypeError(geometry)
    row = {"geometry": _places(geometry)}
    properties = feature.get("properties")
    if isinstance(properties, dict):
        row |= {str(key): _text(value) for key, value in properties.items()}
    if feature.get("id") is not None:
        row["id"] = _text(feature["id"])
    return row


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _places(geometry: Mapping[str, object]) -> str:
    coordinates = geometry["coordinates"]
    if not isinstance(coordinates, list):
        raise TypeError(coordinates)
    match geometry["type"]:
        case "Point":
            return _place(coordinates)
        case "LineString":
            return "; ".join(map(_place, coordinates))
        case "Polygon":
            return "; ".join(map(_place, coordinates[0])) if coordinates else ""
        case kind:
            raise ValueError(kind)


def _place(point: list[object]) -> str:
    """Return a place as ODK writes it: latitude, longitude, altitude, accuracy."""
    return f"{_text(point[1])} {_text(point[0])} 0 0"
