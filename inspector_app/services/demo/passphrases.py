"""Passphrases for the demonstration's users: random, and easily typed."""

import secrets


def new_passphrase() -> str:
    """Return twelve random digits in three groups."""
    digits = f"{secrets.randbelow(10**12):012d}"
    return "-".join(digits[place : place + 4] for place in (0, 4, 8))
