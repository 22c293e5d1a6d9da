"""The words of a form: labels, hints and messages, in every language it has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from inspector_app.forms.blanks import left_trimmed, right_trimmed, trimmed
from inspector_app.forms.skeleton import XFORMS, local_name

if TYPE_CHECKING:
    from lxml import etree

#: A piece of text, or the expression of a calculated piece.
RawPiece: TypeAlias = tuple[bool, str]
RawTemplate: TypeAlias = tuple[RawPiece, ...]

_HTML = "{http://www.w3.org/1999/xhtml}"
PLAIN, LONG, GUIDANCE = "", "long", "guidance"
_ITEXT = re.compile(r"""\s*jr:itext\(\s*['"](.+)['"]\s*\)\s*""", re.DOTALL)
_ITEXT_OF_ITEM = re.compile(r"\s*jr:itext\(\s*([\w.\-]+)\s*\)\s*")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The translations of a form: language, text id, form of the text, its pieces.

    Of ``languages`` the default one comes first; ``in_order`` are they as the form has them.
    """

    languages: tuple[str, ...]
    in_order: tuple[str, ...]
    texts: Mapping[str, Mapping[str, Mapping[str, RawTemplate]]]

    def by_id(self, text_id: str, form: str = PLAIN) -> dict[str, RawTemplate]:
        """Return a text in the languages that have it."""
        found: dict[str, RawTemplate] = {}
        for language in self.languages:
            forms = self.texts.get(language, {}).get(text_id, {})
            long = forms.get(LONG) if form == PLAIN else None  # JavaRosa likes the long one best
            template = long or forms.get(form)
            if template:
                found[language] = template
        return found

    def of_reference(self, reference: str, form: str = PLAIN) -> dict[str, RawTemplate]:
        """Return what an attribute says: ``jr:itext('id')``, or the words themselves."""
        match = _ITEXT.fullmatch(reference)
        if match:
            return self.by_id(match[1], form)
        return self._everywhere(((False, reference),)) if reference and form == PLAIN else {}

    def of_element(
        self, element: "etree._Element | None", form: str = PLAIN
    ) -> dict[str, RawTemplate]:
        """Return what a label or hint says, by its reference or its own content."""
        if element is None:
            return {}
        reference = element.get("ref")
        if reference is not None:
            return self.of_reference(reference, form)
        return self._everywhere(template_of(element)) if form == PLAIN else {}

    def begins_with(self, text_id: str) -> bool:
        """Say whether the first language has a text, in whatever form."""
        return bool(self.texts.get(self.languages[0], {}).get(text_id))

    def _everywhere(self, template: RawTemplate) -> dict[str, RawTemplate]:
        return dict.fromkeys(self.languages, template) if template else {}


def itext_id(reference: str) -> str | None:
    """Return the text id in ``jr:itext('id')``."""
    match = _ITEXT.fullmatch(reference)
    return match[1] if match else None


def itext_child(reference: str) -> str | None:
    """Return the child that holds the text id in ``jr:itext(itextId)``."""
    match = _ITEXT_OF_ITEM.fullmatch(reference)
    return match[1] if match else None


def read_dictionary(model: "etree._Element") -> Dictionary:
    """Read a form's translations; the default language comes first."""
    translations = model.findall(f"{XFORMS}itext/{XFORMS}translation")
    default = [t for t in translations if t.get("default") is not None]
    ordered = [*default, *(t for t in translations if t not in default)]
    texts: dict[str, dict[str, dict[str, RawTemplate]]] = {}
    for translation in ordered:
        by_id = texts.setdefault(translation.get("lang", ""), {})
        for text in translation.findall(f"{XFORMS}text"):
            forms = by_id.setdefault(text.get("id", ""), {})
            for value in text.findall(f"{XFORMS}value"):
                forms[value.get("form", PLAIN)] = template_of(value)
    in_order = tuple(translation.get("lang", "") for translation in translations)
    return Dictionary(tuple(texts) or ("",), in_order, texts)


def template_of(element: "etree._Element") -> RawTemplate:
    """Return an element's content as pieces, ``<output value="…"/>`` as expressions.

    Blank text between outputs and elements of other namespaces are dropped, as JavaRosa does;
    of HTML the words stay.
    """
    pieces = list(_pieces(element))
    said = [(calculated, text) for calculated, text in pieces if calculated or trimmed(text)]
    # the ends are bare before anything is filled in: JavaRosa keeps " text" behind an output
    for end, strip in ((0, left_trimmed), (-1, right_trimmed)):
        if said and not said[end][0]:
            said[end] = (False, strip(said[end][1]))
    return tuple(said)


def _pieces(element: "etree._Element") -> Iterator[RawPiece]:
    yield False, element.text or ""
    for child in element:
        if local_name(child) == "output":
            yield True, child.get("ref") or child.get("value") or ""
        elif str(child.tag).startswith(_HTML):
            yield from _pieces(child)
        yield False, child.tail or ""
