"""报告: draft the report under its fixed sections and see it as it will print."""

from inspector_app.ui.pages.report.page import ReportPage

__all__ = ["ReportPage"]
