"""The safe part of the markdown that XLSForms use in labels and notes. No Qt.

Bold, italic, headings, lists and line breaks; a link shows its words and its address as text
and leads nowhere. Everything else, HTML above all, is text. The result is rich text for a
label, written here tag by tag: nothing of the form's own markup passes.
"""

import html
import re

#: Longest text that is looked at for markup: a form cannot make the window slow.
_LONGEST = 20_000

#: Headings down to this level are larger than the text; deeper ones are bold.
_LARGE = 2

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_BULLET = re.compile(r"[-*+]\s+(.+)")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(.+)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_BOLD = re.compile(
    r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![A-Za-z0-9])__(?=\S)(.+?)(?<=\S)__(?![A-Za-z0-9])"
)
#: 2*3*4 and a_b_c are no italics; between Han characters the marks count.
_ITALIC = re.compile(
    r"(?<![*A-Za-z0-9])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![*A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])_(?=\S)([^_]+?)(?<=\S)_(?![A-Za-z0-9])"
)
#: Marks that ODK's own editors put round words for colour: only the words are kept.
_COLOUR = re.compile(r"</?(?:span|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANY = re.compile(r"[*_#\[<\\\n]|^\s*(?:[-+]|\d{1,3}[.)])\s")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])")


def has_markup(text: str) -> bool:
    """Say whether *text* could show otherwise than as it is written."""
    return _ANY.search(text) is not None


def plain_words(text: str) -> str:
    """Return *text* without its marks, on one line: for lists and screen readers."""
    if not has_markup(text):
        return text
    kept = _COLOUR.sub("", _BREAK.sub("\n", text[:_LONGEST]))
    lines = []
    for line in kept.split("\n"):
        stripped = line.strip()
        found = _HEADING.fullmatch(stripped)
        lines.append(_bare(found[2] if found else stripped))
    return " ".join(line for line in lines if line)


def _bare(text: str) -> str:
    text, kept = _hide_escapes(text)
    for pattern in (_BOLD, _ITALIC):
        text = pattern.sub(lambda m: m[1] or m[2], text)
    return _show_escapes(_LINK.sub(_link_words, text), kept)


def _link_words(found: re.Match[str]) -> str:
    words, address = found[1].strip(), found[2].strip()
    if not words or words == address:
        return address
    if not address:
        return words
    return f"{words} ({address})" if words[-1].isascii() else f"{words}（{address}）"


def to_rich_text(text: str) -> str:
    """Return *text* as rich text for a label, at most ``_LONGEST`` characters of it."""
    kept = _COLOUR.sub("", _BREAK.sub("\n", text[:_LONGEST]))
    pieces: list[str] = []
    for line in kept.split("\n"):
        stripped = line.strip()
        heading = _HEADING.fullmatch(stripped)
        bullet = _BULLET.fullmatch(stripped)
        numbered = _NUMBERED.fullmatch(stripped)
        if heading:
            pieces.append(_heading(len(heading[1]), _inline(heading[2])))
        elif bullet:
            pieces.append(f"•&nbsp;{_inline(bullet[1])}")
        elif numbered:
            pieces.append(f"{numbered[1]}.&nbsp;{_inline(numbered[2])}")
        else:
            pieces.append(_inline(stripped))
    return "<br>".join(pieces)


def _heading(level: int, words: str) -> str:
    if level > _LARGE:
        return f"<b>{words}</b>"
    return f'<span style="font-size: 16px; font-weight: 600;">{words}</span>'


def _inline(text: str) -> str:
    text, kept = _hide_escapes(text)
    escaped = html.escape(_LINK.sub(_link_words, text), quote=False)
    escaped = _BOLD.sub(lambda m: f"<b>{m[1] or m[2]}</b>", escaped)
    escaped = _ITALIC.sub(lambda m: f"<i>{m[1] or m[2]}</i>", escaped)
    return _show_escapes(escaped, kept)


def _hide_escapes(text: str) -> tuple[str, list[str]]:
    """Put a sign no form can hold in the place of each escaped character."""
    kept: list[str] = []
    text = text.replace("\x00", "")

    def hide(found: re.Match[str]) -> str:
        kept.append(found[1])
        return "\x00"

    return _ESCAPED.sub(hide, text), kept


def _show_escapes(text: str, kept: list[str]) -> str:
    parts = text.split("\x00")
    shown = [parts[0]]
    for one, part in zip(kept, parts[1:], strict=False):
        shown += [one, part]
    return "".join(shown)
