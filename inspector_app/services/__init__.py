"""Use cases, one module per activity: plain Python, synchronous."""
