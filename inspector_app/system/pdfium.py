"""The one lock of PDFium.

PDFium is a C library with state of its own: two threads in it at once end the process.
Whoever calls into it, in whatever room, holds this lock for that call; between the calls of
a long job others get their turn.
"""

import threading

PDFIUM = threading.Lock()
