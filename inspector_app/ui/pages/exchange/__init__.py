"""交换: deliveries to headquarters, work between laptops, conflicts, backups."""

from inspector_app.ui.pages.exchange.page import ExchangePage, exchange_badge

__all__ = ["ExchangePage", "exchange_badge"]
