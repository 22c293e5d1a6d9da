"""Sizes of the window in device-independent pixels: one scale for every page."""

# Spacing scale
S1 = 4
S2 = 6
S3 = 10
S4 = 16
S5 = 24

RADIUS_CONTROL = 6
RADIUS_CARD = 10

RAIL_WIDTH = 184
RAIL_FOLDED = 56
TOP_HEIGHT = 58
STATUS_HEIGHT = 28

CONTROL_HEIGHT = 34
ICON = 16

#: Below this width of the window the rail shows icons only.
FOLD_BELOW = 1120
