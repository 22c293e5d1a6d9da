"""Registers, under 资料与证据: lists of entries, and one entry as its form."""

from inspector_app.ui.pages.register.part import RegisterPart

__all__ = ["RegisterPart"]
