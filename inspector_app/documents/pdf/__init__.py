"""Official papers as PDF."""

from inspector_app.documents.pdf.render import render_pdf

__all__ = ["render_pdf"]
