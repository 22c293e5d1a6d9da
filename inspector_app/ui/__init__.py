"""The Qt window: shell, pages, widgets, tasks, theme, translations."""
