"""Makes the demonstration's files from the texts in ``source/`` (see ``build_files.py``)."""
