"""Official papers as PDF."""

from inspector_app.documents.tree import Paper
from inspector_app.system.fonts import FontSet


def render_pdf(paper: Paper, fonts: FontSet) -> bytes:
    """Return *paper* as a PDF.

    The file names its language and the kind of paper, and no person. Two builds of the same
    paper with the same fonts are the same bytes.

    Raises ``KnownError("papers.missing_glyph")`` if no font of a role's chain has a character,
    and ``KnownError("papers.font_unreadable")`` if a font's file is gone or damaged.
    """
    # reportlab takes half a second to import: not before somebody needs it
    from inspector_app.documents.pdf import render  # noqa: PLC0415

    return render.render_pdf(paper, fonts)
