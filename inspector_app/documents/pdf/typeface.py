"""The fonts of a paper's roles: which face draws which character."""

from dataclasses import dataclass

from inspector_app.documents.pdf import face as faces
from inspector_app.documents.pdf.face import Face
from inspector_app.domain.errors import KnownError
from inspector_app.system.fonts import FontSet, Role, RoleFonts

#: Marks that Chinese and Latin writing share and fonts draw at either width. In a Chinese
#: paper they fill a character's width; a face that draws them so is preferred.
_SHARED_MARKS = frozenset("“”‘’…—×℃㎡①②③④⑤⑥⑦⑧⑨⑩")
_FULL_WIDTH = 0.9
_MAX_NAMED = 12
_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the face that draws it; ``width`` in ems."""

    char: str
    face: Face
    width: float


class Typeface:
    """The chain of faces of one role. Remembers the glyphs it has found."""

    def __init__(self, fonts: RoleFonts) -> None:
        self._chain = tuple(faces.load(font) for font in fonts.chain)
        self._borrowed = {char: faces.load(font) for char, font in fonts.borrowed.items()}
        self._found: dict[str, Glyph | None] = {}

    @property
    def first(self) -> Face:
        """The face that serves the role."""
        return self._chain[0]

    def glyph(self, char: str) -> Glyph | None:
        """Return the glyph of *char* from the first face that has it, or nothing."""
        try:
            return self._found[char]
        except KeyError:
            found = self._found[char] = self._search(char)
            return found

    def _search(self, char: str) -> Glyph | None:
        candidates = self._chain
        if char in self._borrowed:
            candidates = (self._borrowed[char], *candidates)
        glyphs = [
            Glyph(char, face, width)
            for face in candidates
            if (width := face.width(char)) is not None
        ]
        if char in _SHARED_MARKS:
            full = [glyph for glyph in glyphs if glyph.width >= _FULL_WIDTH]
            glyphs = full or glyphs
        return glyphs[0] if glyphs else None


def _named(char: str) -> str:
    return f"“{char}”（U+{ord(char):04X}）"


class Typefaces:
    """The typefaces of all roles for one rendering, and the characters that none could draw."""

    def __init__(self, fonts: FontSet) -> None:
        self._roles = {role: Typeface(chosen) for role, chosen in fonts.roles.items()}
        self._missing: dict[str, str] = {}

    @property
    def initial_font(self) -> str:
        """The name of the body's font: pages begin with it, not with reportlab's Helvetica."""
        return self._roles[Role.FANGSONG].first.fontName

    def glyphs(self, text: str, role: Role) -> list[Glyph]:
        """Return the glyphs of *text*; what is missing is left out and remembered."""
        typeface = self._roles[role]
        found = []
        for place, char in enumerate(text):
            glyph = typeface.glyph(char)
            if glyph is None:
                around = text[max(0, place - _CONTEXT) : place + _CONTEXT + 1]
                self._missing.setdefault(char, around)
            else:
                found.append(glyph)
        return found

    def require_all(self) -> None:
        """Raise ``KnownError("papers.missing_glyph")`` if a character could not be drawn.

        Its parameters name the characters with their code points, and the words around the
        first of them.
        """
        if self._missing:
            characters = "、".join(_named(char) for char in list(self._missing)[:_MAX_NAMED])
            around = next(iter(self._missing.values()))
            raise KnownError("papers.missing_glyph", characters=characters, around=around)
