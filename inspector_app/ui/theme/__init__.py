"""Colours, type and spacing of the window: tokens as data, one `Theme` object handed down."""

from inspector_app.ui.theme.fonts import FontRole
from inspector_app.ui.theme.theme import Theme, ThemeMode
from inspector_app.ui.theme.tokens import AnswerColors, Tokens, Tone, contrast, load_tokens

__all__ = [
    "AnswerColors",
    "FontRole",
    "Theme",
    "ThemeMode",
    "Tokens",
    "Tone",
    "contrast",
    "load_tokens",
]
