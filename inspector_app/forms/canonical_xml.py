"""The XML of a form in the one spelling that is hashed and kept."""

import unicodedata

from lxml import etree

from inspector_app.domain.errors import InputError
from inspector_app.intake.safe_xml import parse_xml


def canonical(data: bytes, name: str) -> str:
    """Return canonical XML (C14N 1.0) with texts in NFC, as a form is hashed and kept."""
    root = parse_xml(data, name=name)
    if not unicodedata.is_normalized("NFC", data.decode("utf-8", "replace")):
        for element in root.iter():
            # Text by text: over the markup NFC would join ">" with a combining mark behind it.
            element.tag = unicodedata.normalize("NFC", str(element.tag))
            element.text = _nfc(element.text)
            element.tail = _nfc(element.tail)
            for key, value in element.items():
                element.set(key, unicodedata.normalize("NFC", str(value)))
    try:
        return etree.tostring(root, method="c14n").decode()
    except etree.LxmlError:
        return _canonical_second(root, name)


def _canonical_second(root: "etree._Element", name: str) -> str:
    """Return canonical XML 2.0, which knows namespaces with relative names (``xmlns="1234"``)."""
    try:
        return str(etree.canonicalize(etree.tostring(root, encoding="unicode")))
    except etree.LxmlError as problem:
        raise InputError("intake.bad_xml", name=name, line=0) from problem


def _nfc(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)
