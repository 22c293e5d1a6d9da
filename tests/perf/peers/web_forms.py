"""ODK Web Forms' engine (the npm package ``@getodk/xforms-engine`` in node with jsdom).

It is installed by hand, once, into a cache folder outside the repository::

    cd ~/.cache/inspector-peers/webforms && npm install @getodk/xforms-engine jsdom
"""

import json
import shutil
import subprocess
from pathlib import Path

from tests.perf.peers.javarosa import MissingError, cache_folder

HARNESS = Path(__file__).with_name("web_forms.mjs")


def installed():
    """Return the folder it is installed in; raises ``MissingError``."""
    folder = cache_folder("webforms")
    if shutil.which("node") is None:
        raise MissingError("node is not installed")
    if not (folder / "node_modules" / "@getodk" / "xforms-engine").is_dir():
        raise MissingError(f"@getodk/xforms-engine is not installed in {folder}")
    return folder


def bench(request):
    """Return the times in milliseconds by row; raises ``MissingError``."""
    words = ["node", str(HARNESS), str(installed())]
    done = subprocess.run(
        words, input=json.dumps(request), capture_output=True, text=True, check=False, timeout=1500
    )
    if done.returncode:
        raise AssertionError(done.stderr[-2000:])
    return json.loads(done.stdout)
