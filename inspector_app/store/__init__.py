"""The mission folder: keys, connection, journal, tables, search, blobs, backup.

sqlite_utils picks its driver when it is first imported and prefers one called
``pysqlite3``. Without the lines below it would take the standard library's, and its
``except sqlite3.OperationalError`` would never fire on our encrypted connections. They
stand here because they run before any module of the package, whichever comes first.
"""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

if "sqlite_utils" in sys.modules and sys.modules.get("pysqlite3") is not sqlcipher3:
    raise ImportError("sqlite_utils was imported before inspector_app.store")
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2
