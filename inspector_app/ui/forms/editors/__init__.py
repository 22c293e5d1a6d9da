"""The widgets questions are answered with, one module for each kind."""

from inspector_app.ui.forms.editors.base import Asked, Editor
from inspector_app.ui.forms.editors.making import make_editor

__all__ = ["Asked", "Editor", "make_editor"]
