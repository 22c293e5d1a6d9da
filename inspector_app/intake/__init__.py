"""Bounded, safe reading of foreign files."""
