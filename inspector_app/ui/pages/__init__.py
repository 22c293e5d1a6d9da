"""The pages of the window, one folder each. How to write one: ``ui.page``."""
