"""搜索: every record that holds the words, and the way there."""

from inspector_app.ui.pages.search.page import SearchPage

__all__ = ["SearchPage"]
