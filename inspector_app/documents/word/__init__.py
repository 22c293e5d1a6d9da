"""Official papers as DOCX.

The package is written directly, not through a library: see
``docs/adr`` for why.
"""

from inspector_app.documents.word.render import render_docx

__all__ = ["render_docx"]
