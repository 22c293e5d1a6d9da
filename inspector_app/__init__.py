"""Inspector (巡视巡察工作台): offline desktop application for inspection teams."""

__version__ = "0.1.0"
