"""The XLSForm engine: load, evaluate, validate."""
