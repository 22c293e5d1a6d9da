"""Bringing text of any origin to what a paper may hold.

The same cleaning serves the renderings and the search for protected names, so that no
invisible character can hide a name from the search and still print it.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: What XML 1.0 cannot hold: lone surrogates and two noncharacters.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = frozenset({"Cc", "Cf"})
#: Blanks that typists indent with: the space and the full-width space.
BLANKS = " \u3000"


def visible(text: str) -> str:
    """Return *text* in NFC with line feeds as line ends, plain spaces and nothing invisible.

    Control and format characters (direction marks, zero-width characters, soft hyphens) and
    variation selectors go; what no file can hold becomes U+FFFD.
    """
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", _UNWRITABLE.sub("\ufffd", text)))
    text = _VARIATION_SELECTORS.sub("", _SPACES.sub(" ", text))
    if text.isprintable():
        return text
    kept = (char for char in text if char == "\n" or unicodedata.category(char) not in _INVISIBLE)
    # a mark may now stand beside its letter
    return unicodedata.normalize("NFC", "".join(kept))


def clean(text: str) -> str:
    """Return *text* made ``visible``, without the blanks at the ends of its lines.

    Papers indent by rule: the full-width blanks that typists indent with go too.
    """
    return "\n".join(line.strip(BLANKS) for line in visible(text).split("\n"))


def one_line(text: str) -> str:
    """Return *text* cleaned and on one line: for titles, names and cells of a heading."""
    return " ".join(part for part in clean(text).split("\n") if part)
