"""Foreign text made plain: encodings, private-use characters, spaces, full-width digits."""

import codecs
import re
import unicodedata

from inspector_app.domain.errors import InputError

# Older Chinese systems put characters that Unicode lacked at the time into the private-use
# area; what they meant is fixed by GB 18030-2005 and -2022. The characters of GBK rows
# FE50–FEA0 lie there in a row from U+E815.
_GBK_ROW_START = 0xE815
_GBK_ROW = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
_NAMED = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14,
    0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19,
    0xE7C7: 0x1E3F, 0xE7C8: 0x01F9,
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE831: 0x215D7, 0xE83B: 0x2298F,
    0xE855: 0x241FE,
    0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8,
    0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB,
}  # fmt: skip


def _private_use_table() -> dict[int, str]:
    table = {0xE7E7 + i: chr(0x303E if i == 0 else 0x2FF0 + i - 1) for i in range(13)}
    for offset, trail in enumerate(_GBK_ROW):
        table[_GBK_ROW_START + offset] = bytes([0xFE, trail]).decode("gb18030")
    return table | {old: chr(new) for old, new in _NAMED.items()}


_PRIVATE_USE = _private_use_table()
_HAN = r"[\u2E80-\u2FFF\u3005\u3007\u3400-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]"
_SPACE_IN_NAME = re.compile(rf"(?<={_HAN}) +(?={_HAN})")
_NAME_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅･．", "·"))
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SNIFF_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, *, name: str) -> str:
    """Return *data* as text: by byte-order mark, else UTF-8, else GB 18030.

    Chinese spreadsheets save CSV in the machine's code page, which GB 18030 contains.
    Raises ``InputError("intake.not_text")``.
    """
    for mark, encoding in _SNIFF_ENCODINGS:
        if data.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "gb18030")
    if candidates[0] != "utf-16" and b"\0" in data:
        raise InputError("intake.not_text", name=name)
    for encoding in candidates:
        try:
            return from_private_use(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise InputError("intake.not_text", name=name)


def from_private_use(text: str) -> str:
    """Replace private-use code points by the characters that GB 18030 says they are."""
    return text.translate(_PRIVATE_USE)


def has_private_use(text: str) -> bool:
    """Say whether *text* holds a character that only its maker's computer can draw."""
    return any(unicodedata.category(char) == "Co" for char in text)


def clean_text(text: str) -> str:
    """Return *text* in NFC, with known characters and no invisible ones; lines are kept."""
    text = unicodedata.normalize("NFC", from_private_use(text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    text = "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf"}
    )
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def clean_line(text: str) -> str:
    """Return *text* as ``clean_text`` does, on one line with single spaces."""
    return " ".join(clean_text(text).split())


def clean_name(text: str) -> str:
    """Return a person's name: no spaces between Han characters, one kind of middle dot."""
    return _SPACE_IN_NAME.sub("", clean_line(text)).translate(_NAME_DOTS)


def half_width(text: str) -> str:
    """Return *text* with full-width letters, digits, marks and spaces made half-width."""
    return text.translate(_FULL_WIDTH)


def squeezed(text: str) -> str:
    """Return *text* for comparing headings: half-width, no spaces, no marks, lower case."""
    kept = (char for char in half_width(clean_line(text)) if char.isalnum() or char == "/")
    return "".join(kept).casefold()
