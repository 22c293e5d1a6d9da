"""Cheap protection of the running process; called once, first thing, by the program.

It keeps keys and plain text out of core dumps and new files out of other users' sight. It
is no protection against somebody who controls the account while the folder is open.
"""

import contextlib
import ctypes
import os
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
#: Could name a keyring back end that loses or shows what it is given.
_UNTRUSTED_VARIABLES = ("PYTHON_KEYRING_BACKEND",)


def harden() -> None:
    """Switch core dumps and attaching debuggers off, and make new files private.

    What a system does not offer is left out: this is a second line of defence.
    """
    for variable in _UNTRUSTED_VARIABLES:
        os.environ.pop(variable, None)
    os.umask(0o077)
    if sys.platform != "win32":
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, 0, 0)
