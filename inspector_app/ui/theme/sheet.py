"""Palette and the small style sheet, both derived from tokens.

Rules select by object name or by a dynamic property: ``role`` of frames, buttons and
fields, ``type`` and ``tone`` of labels. A ``QLabel`` is a ``QFrame``: a bare ``QFrame``
rule, or one property name for both, would paint labels as cards.
"""

from PySide6.QtGui import QColor, QPalette

from inspector_app.system.resources import resources
from inspector_app.ui.theme.metrics import RADIUS_CARD, RADIUS_CONTROL
from inspector_app.ui.theme.tokens import Tokens


def make_palette(t: Tokens) -> QPalette:
    """Return the palette for *t*."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Window, t.bg),
        (roles.WindowText, t.text),
        (roles.Base, t.surface),
        (roles.AlternateBase, t.surface2),
        (roles.Text, t.text),
        (roles.PlaceholderText, t.text3),
        (roles.Button, t.surface),
        (roles.ButtonText, t.text),
        (roles.BrightText, t.mark),
        (roles.ToolTipBase, t.surface2),
        (roles.ToolTipText, t.text),
        (roles.Highlight, t.accent),
        (roles.HighlightedText, t.on_accent),
        (roles.Accent, t.accent),
        (roles.Link, t.accent),
        (roles.LinkVisited, t.accent),
        (roles.Light, t.surface),
        (roles.Midlight, t.surface2),
        (roles.Mid, t.line),
        (roles.Dark, t.field_line),
        (roles.Shadow, t.line),
    ):
        palette.setColor(role, QColor(color))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(disabled, role, QColor(t.text3))
    return palette


_SHEET = """
QFrame#rail {{ background: {rail}; border: 0; border-right: {hair}px solid {line}; }}
QFrame#top {{ background: {surface}; border: 0; border-bottom: {hair}px solid {line}; }}
QFrame#status {{ background: {surface}; border: 0; border-top: {hair}px solid {line}; }}
QFrame[role="card"] {{
    background: {surface}; border: {hair}px solid {line}; border-radius: {card}px; }}
QFrame[role="inset"] {{
    background: {surface2}; border: {hair}px solid {line}; border-radius: 8px; }}
QFrame[role="inset"][tone="mark"] {{ border-color: {mark}; }}
QFrame[role="inset"][tone="warn"] {{ border-color: {warn}; }}
QFrame[role="inset"][tone="accent"] {{ border-color: {accent}; background: {accentw}; }}
QFrame[role="edge"] {{ background: {line}; border: 0; max-width: 1px; min-width: 1px; }}
QFrame[role="separator"] {{ background: {line}; border: 0; max-height: 1px; min-height: 1px; }}

QLabel[type="badge"] {{ font-size: 11px; }}
QLabel[type="caption"] {{ font-size: 12px; color: {text2}; }}
QLabel[type="record"] {{ font-size: 15px; }}
QLabel[type="strong"] {{ font-weight: 600; }}
QLabel[type="card"] {{ font-size: 16px; font-weight: 600; }}
QLabel[type="page"] {{ font-size: 20px; font-weight: 600; }}
QLabel[type="figure"] {{ font-size: 28px; font-weight: 600; }}
QLabel[tone="dim"] {{ color: {text2}; }}
QLabel[tone="hint"] {{ color: {text3}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QLabel[tone="mark"] {{ color: {mark}; }}
QLabel[tone="ok"] {{ color: {ok}; }}
QLabel[tone="warn"] {{ color: {warn}; }}

QPushButton {{
    background: {surface}; color: {text}; border: {hair}px solid {field_line};
    border-radius: {control}px; padding: 6px 14px; min-height: 20px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {accentw}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:checked {{ background: {accentw}; border-color: {accent}; color: {accent}; }}
QPushButton:disabled {{ color: {text3}; background: {surface2}; border-color: {line}; }}
QPushButton[role="primary"] {{
    background: {accent}; border-color: {accent}; color: {on_accent}; }}
QPushButton[role="primary"]:hover {{ background: {primary_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; padding: 5px 13px; }}
QPushButton[role="primary"]:disabled {{
    background: {surface2}; border-color: {line}; color: {text3}; }}
QPushButton[role="danger"] {{ color: {mark}; border-color: {mark}; }}
QPushButton[role="danger"]:hover {{ background: {markw}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{
    background: transparent; border: {hair}px solid transparent; border-radius: {control}px;
    padding: 4px 8px; color: {text2}; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{
    background: {hover}; color: {text}; }}
QPushButton[role="quiet"]:checked {{ background: {accentw}; color: {accent}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border-color: {accent}; }}
QToolButton[role="quiet"]::menu-indicator {{ width: 0; }}
QToolButton[role="slim"] {{
    background: transparent; border: 0; border-radius: 4px; padding: 0; }}
QToolButton[role="slim"]:hover {{ background: {hover}; }}
QToolButton[role="seat"] {{
    background: transparent; border: {hair}px solid transparent; border-radius: 4px;
    padding: 1px 8px; color: {text2}; font-size: 12px; }}
QToolButton[role="seat"]:hover {{ background: {hover}; color: {text}; }}
QToolButton[role="seat"]:focus {{ border-color: {accent}; }}
QToolButton[role="seat"]::menu-indicator {{ width: 0; height: 0; image: none; }}
QPushButton[role="link"] {{
    background: transparent; border: {hair}px solid transparent; padding: 2px 4px;
    color: {accent}; text-align: left; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border-color: {accent}; }}
QPushButton[role="link"]:disabled {{ color: {text3}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    background: {surface}; color: {text}; border: {hair}px solid {field_line};
    border-radius: {control}px; padding: 5px 10px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 22px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border-color: {accent}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled {{ background: {surface2}; color: {text3}; }}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {{
    background: {surface2}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"],
QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] {{ border-color: {mark}; }}
QPlainTextEdit[role="record"], QTextEdit[role="record"] {{
    border: 0; background: transparent; font-size: 15px; padding: 18px 24px; }}
QTextEdit[role="line"] {{
    border: 0; border-radius: 0; background: transparent; font-size: 15px; padding: 0; }}
QPlainTextEdit[role="growing"] {{
    background: transparent; border: {hair}px solid transparent; padding: 3px 6px;
    font-size: 15px; }}
QPlainTextEdit[role="growing"]:hover {{ border-color: {field_line}; }}
QPlainTextEdit[role="growing"]:focus {{ border-color: {accent}; background: {surface}; }}
QPlainTextEdit[role="growing"][boxed="true"] {{
    background: {surface}; border-color: {field_line}; padding: 5px 10px; }}
QPlainTextEdit[role="growing"][boxed="true"]:focus {{ border-color: {accent}; }}
QPlainTextEdit[role="growing"][boxed="true"][readOnly="true"] {{
    background: {surface2}; border-color: {line}; }}
QPlainTextEdit[role="growing"][small="true"] {{ font-size: 13px; padding: 3px 8px; }}
QPlainTextEdit[role="growing"][invalid="true"] {{ border-color: {mark}; }}
QPlainTextEdit[role="growing"][heading="true"] {{ font-weight: 600; }}
QPlainTextEdit[role="growing"][readOnly="true"] {{
    background: transparent; border-color: transparent; }}
QLineEdit[role="search"] {{ padding-left: 2px; }}
QListView[role="paragraphs"]::item {{
    padding: 7px 4px; border-bottom: {hair}px solid {line}; color: {text}; }}
QListView[role="popup"] {{
    background: {surface}; border: {hair}px solid {line}; padding: 4px; }}
QListView[role="popup"]::item {{ padding: 5px 8px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
    border: 0; padding: 0; min-height: 0; background: transparent; }}
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit, QTimeEdit QLineEdit {{ padding-left: 8px; }}
QComboBox, QDateEdit, QDateTimeEdit {{ padding-right: 28px; }}
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {{
    border: 0; width: 24px; subcontrol-origin: border; subcontrol-position: center right; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {{
    image: url("{icons}/fixed/chevron_down.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {surface}; border: 0; padding: 4px; outline: 0;
    selection-background-color: {accentw}; selection-color: {accent}; }}
QSpinBox::up-button, QDoubleSpinBox::up-button, QTimeEdit::up-button {{
    border: 0; width: 22px; subcontrol-origin: border; subcontrol-position: top right; }}
QSpinBox::down-button, QDoubleSpinBox::down-button, QTimeEdit::down-button {{
    border: 0; width: 22px; subcontrol-origin: border; subcontrol-position: bottom right; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QTimeEdit::up-arrow {{
    image: url("{icons}/fixed/chevron_up.svg"); width: 10px; height: 10px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QTimeEdit::down-arrow {{
    image: url("{icons}/fixed/chevron_down.svg"); width: 10px; height: 10px; }}

QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; background: {surface}; border: {hair}px solid {tick_line}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus,
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:checked {{
    background: {accent}; border-color: {accent};
    image: url("{icons}/fixed/check_{on_accent_name}.svg"); }}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 5px solid {accent}; background: {on_accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
    background: {surface2}; border-color: {line}; }}
QCheckBox::indicator:checked:disabled {{
    background: {text3}; border-color: {text3};
    image: url("{icons}/fixed/check_{on_accent_name}.svg"); }}
QRadioButton::indicator:checked:disabled {{
    width: 6px; height: 6px; border: 5px solid {text3}; background: {surface2}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {text3}; }}

QTableView, QListView, QTreeView {{
    background: {surface}; border: 0; outline: 0; gridline-color: {line};
    selection-background-color: {accentw}; selection-color: {text}; }}
QTableView::item {{ border: 0; padding: 0 8px; }}
QTreeView::item {{ border: 0; padding: 4px 6px; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{
    background: {accentw}; color: {text}; }}
QHeaderView {{ background: {surface}; border: 0; }}
QHeaderView::section {{
    background: {surface}; color: {text2}; border: 0; border-bottom: {hair}px solid {line};
    padding: 6px 8px; font-size: 12px; }}
QTableCornerButton::section {{ background: {surface}; border: 0; }}

QListView[role="order"] {{
    background: {surface}; border: {hair}px solid {field_line}; border-radius: {control}px;
    padding: 1px; }}
QListView[role="order"]:focus {{ border-color: {accent}; }}
QListView[role="order"]::item {{ padding: 0 8px; border-bottom: {hair}px solid {line}; }}

QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {track}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {accent}; }}
QSlider[empty="true"]::sub-page:horizontal {{ background: {track}; }}
QSlider::handle:horizontal {{
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: {surface}; border: 2px solid {accent}; }}
QSlider[empty="true"]::handle:horizontal {{ border-color: {text3}; }}
QSlider::handle:horizontal:focus {{ background: {accent}; }}
QSlider::handle:horizontal:disabled {{ border-color: {text3}; }}
QSlider::sub-page:horizontal:disabled {{ background: {text3}; }}

QCalendarWidget {{ background: {surface}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{
    background: {surface}; border-bottom: {hair}px solid {line}; }}
QCalendarWidget QToolButton {{
    background: transparent; color: {text}; border: {hair}px solid transparent;
    border-radius: 4px; padding: 4px 8px; margin: 3px; }}
QCalendarWidget QToolButton:hover {{ background: {hover}; }}
QCalendarWidget QToolButton:focus {{ border-color: {accent}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{
    qproperty-icon: url("{icons}/fixed/chevron_left.svg"); }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{
    qproperty-icon: url("{icons}/fixed/chevron_right.svg"); }}
QCalendarWidget QTableView {{
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QCalendarWidget QTableView::item {{ padding: 0; }}
QCalendarWidget QTableView::item:selected {{ background: {accent}; color: {on_accent}; }}

QTabBar::tab {{
    background: transparent; color: {text2}; border: 0; border-bottom: 2px solid transparent;
    padding: 6px 12px; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabWidget::pane {{ border: 0; border-top: {hair}px solid {line}; }}

QScrollArea {{ border: 0; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {scroll}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {text3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: transparent; }}
QMenu {{
    background: {surface}; color: {text}; border: {hair}px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accentw}; color: {accent}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::right-arrow {{
    image: url("{icons}/fixed/chevron_right.svg"); width: 12px; height: 12px; }}
QToolTip {{
    background: {surface2}; color: {text}; border: {hair}px solid {line}; padding: 4px 6px; }}
"""


def make_sheet(t: Tokens) -> str:
    """Return the style sheet for *t*."""
    colors = {name: t.color(name) for name in t.__slots__ if name not in _NOT_COLORS}
    return _SHEET.format(
        hair=2 if t.name == "high_contrast" else 1,
        card=RADIUS_CARD,
        control=RADIUS_CONTROL,
        tick_line=t.line if t.name == "high_contrast" else t.text3,
        on_accent_name="dark" if t.dark else "light",
        icons=(resources() / "icons").as_posix(),
        primary_hover=QColor(t.accent).lighter(112).name(),
        scroll=t.text3 if t.name == "high_contrast" else t.field_line,
        **colors,
    )


_NOT_COLORS = frozenset({"name", "dark", "answers"})
