"""The mission folder: keys, connection, journal, tables, search, blobs, backup."""
