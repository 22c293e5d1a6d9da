"""For every test: Qt draws off screen and at one scale, whatever machine it runs on."""

import os

# before anything imports Qt; a developer who wants to watch sets QT_QPA_PLATFORM himself
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
