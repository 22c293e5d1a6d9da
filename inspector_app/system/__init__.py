"""The machine: paths, resources, wording, keyring, folder lock, device token, clock, fonts."""
