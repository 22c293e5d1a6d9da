"""The widgets every page is built from. Import from here."""

from inspector_app.ui.widgets.announce import announce
from inspector_app.ui.widgets.bar import Bar
from inspector_app.ui.widgets.buttons import ButtonRole, icon_button, make_button
from inspector_app.ui.widgets.card import Card, FigureCard, Inset, PageHeader
from inspector_app.ui.widgets.chip import Chip
from inspector_app.ui.widgets.chip_field import ChipField, ChipItem
from inspector_app.ui.widgets.dates import DateEdit, parse_date
from inspector_app.ui.widgets.entry import TextEntry
from inspector_app.ui.widgets.fields import (
    FormRow,
    NumberEdit,
    PasswordEdit,
    PasswordRow,
    SearchBox,
)
from inspector_app.ui.widgets.files import FileAsker, dropped_files
from inspector_app.ui.widgets.flow import FlowLayout, FlowRow
from inspector_app.ui.widgets.growing import GrowingTextEdit
from inspector_app.ui.widgets.imageview import ImageView, Picture
from inspector_app.ui.widgets.labels import ElidedLabel, Label, data_label, mark_data
from inspector_app.ui.widgets.layout import (
    STRETCH,
    Pane,
    clear_layout,
    hbox,
    restyle,
    scrolling,
    set_read_only,
    vbox,
)
from inspector_app.ui.widgets.matrix import (
    AnswerKind,
    MatrixColumn,
    MatrixLegend,
    MatrixRow,
    MatrixView,
)
from inspector_app.ui.widgets.messages import Banner, ConfirmStrip, EmptyState
from inspector_app.ui.widgets.missing import MissingItem, MissingList, Severity, worst
from inspector_app.ui.widgets.paged import Column, Order, PagedTableModel, Row
from inspector_app.ui.widgets.pages import PageView
from inspector_app.ui.widgets.pdfview import PdfView
from inspector_app.ui.widgets.phases import Phase, PhaseStepper
from inspector_app.ui.widgets.pick import Choice, PickBox, PickButton
from inspector_app.ui.widgets.pill import Pill
from inspector_app.ui.widgets.rail import Rail, RailItem
from inspector_app.ui.widgets.reason import ReasonStrip
from inspector_app.ui.widgets.running import RunStrip
from inspector_app.ui.widgets.statusbar import StatusBar
from inspector_app.ui.widgets.table import RecordTable

__all__ = [
    "STRETCH",
    "AnswerKind",
    "Banner",
    "Bar",
    "ButtonRole",
    "Card",
    "Chip",
    "ChipField",
    "ChipItem",
    "Choice",
    "Column",
    "ConfirmStrip",
    "DateEdit",
    "ElidedLabel",
    "EmptyState",
    "FigureCard",
    "FileAsker",
    "FlowLayout",
    "FlowRow",
    "FormRow",
    "GrowingTextEdit",
    "ImageView",
    "Inset",
    "Label",
    "MatrixColumn",
    "MatrixLegend",
    "MatrixRow",
    "MatrixView",
    "MissingItem",
    "MissingList",
    "NumberEdit",
    "Order",
    "PageHeader",
    "PageView",
    "PagedTableModel",
    "Pane",
    "PasswordEdit",
    "PasswordRow",
    "PdfView",
    "Phase",
    "PhaseStepper",
    "PickBox",
    "PickButton",
    "Picture",
    "Pill",
    "Rail",
    "RailItem",
    "ReasonStrip",
    "RecordTable",
    "Row",
    "RunStrip",
    "SearchBox",
    "Severity",
    "StatusBar",
    "TextEntry",
    "announce",
    "clear_layout",
    "data_label",
    "dropped_files",
    "hbox",
    "icon_button",
    "make_button",
    "mark_data",
    "parse_date",
    "restyle",
    "scrolling",
    "set_read_only",
    "vbox",
    "worst",
]
