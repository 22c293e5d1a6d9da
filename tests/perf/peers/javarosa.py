"""JavaRosa, the engine of ODK Collect, as an oracle and a speed bar.

pyxform's wheel carries ``ODK_Validate.jar``, which contains it; Java 17 or later is needed.
The harness (``JavaRosaPeer.java``) is compiled once into a cache folder outside the
repository and kept running: one JSON object per line in, one per line out.

What each field of ``form try`` is taken from, where JavaRosa leaves a choice:

* A form is loaded with ``XFormUtils.getFormFromInputStream`` and initialised as a new one.
  After that and after every step the form is walked from its beginning to its end
  (``FormEntryController.stepToNextEvent``), for only walking makes the instances that
  ``jr:count`` asks for. It never takes any away.
* ``set`` stores with ``FormDef.setValue``, valid or not, relevant, readonly or not, as a
  window must that shows wrong answers. The text is cast by the control, else by the type of
  the bind; text that cannot be cast is stored as text (``UncastData``), which expressions
  read as it is, and is reported with the kind ``type``, which JavaRosa does not know. The
  empty text takes the answer away.
* A path that leads nowhere, a repeat whose number is fixed and an unknown language are errors.
* ``nodes``: the leaves of the instance in its order, templates left out, with the nodes that
  have no control. A group without questions is no leaf.
* ``value`` is the text of the XForm submission (``XFormAnswerDataSerializer``), that of an
  irrelevant node, too: what the tree holds.
* The lists of choices are made before values are read, as a user sees them: a selection that
  is no longer offered is gone then.
* ``type`` is the node's data type in JavaRosa under its usual XForms name.
* ``relevant``, ``required`` and ``readonly`` are the tree's, parents counted where it counts
  them.
* ``valid``: a relevant question that is required has an answer, and one that has an answer
  meets its constraint. Nodes without a control are never asked, and so are valid.
* ``message``: the words of the constraint, or of ``jr:requiredMsg`` as Collect finds them.
* ``problems`` are all nodes that are not valid; ``complete`` says that there are none.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

HARNESS = Path(__file__).with_name("JavaRosaPeer.java")

#: Of the user who runs this: known before tests are given a home of their own.
CACHE = Path(os.environ.get("INSPECTOR_PEERS") or Path.home() / ".cache" / "inspector-peers")

#: Dates without a zone are read in the local one: the engines compared must share it.
TIME_ZONE = "Asia/Shanghai"


class MissingError(Exception):
    """What the peer needs and this machine has not."""


def cache_folder(name):
    """Return a folder for what is compiled or installed, outside the repository."""
    folder = CACHE / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def jar():
    """Return pyxform's ``ODK_Validate.jar``; raises ``MissingError``."""
    found = importlib.util.find_spec("pyxform")
    if found is None or found.origin is None:
        raise MissingError("pyxform is not installed")
    path = Path(found.origin).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    if not path.is_file():
        raise MissingError("pyxform has no ODK_Validate.jar")
    return path


def compiled():
    """Return the folder of the compiled harness, which is made if it is not there."""
    java, javac = shutil.which("java"), shutil.which("javac")
    if java is None or javac is None:
        raise MissingError("java and javac are not installed")
    stamp = hashlib.sha256(HARNESS.read_bytes()).hexdigest()[:16]
    folder = cache_folder("javarosa") / stamp
    if not (folder / "JavaRosaPeer.class").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        words = [javac, "-nowarn", "-encoding", "UTF-8", "-cp", str(jar()), "-d", str(folder)]
        done = subprocess.run([*words, str(HARNESS)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr)
    return folder


class JavaRosa:
    """One running JavaRosa: ``ask`` it; ``close`` it in the end (or use it in a ``with``)."""

    def __init__(self, *options):
        """Start it; raises ``MissingError``."""
        path = os.pathsep.join([str(compiled()), str(jar())])
        words = ["java", "-Xss16m", f"-Duser.timezone={TIME_ZONE}", *options, "-cp", path]
        self.process = subprocess.Popen(
            [*words, "JavaRosaPeer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("INSPECTOR_PEER_TRACE") else subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End the process."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=20)

    def ask(self, **request):
        """Return the answer to one request: ``result``, or ``error`` and its ``stage``."""
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError("JavaRosa ended")
        return json.loads(line)

    def try_form(self, xml, steps=(), files=None):
        """Return what ``form try`` should print; *files* are paths by the names forms use."""
        return self.ask(form=xml, steps=list(steps), files=files or {})
