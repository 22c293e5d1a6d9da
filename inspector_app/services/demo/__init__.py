"""The demonstration: one invented mission, taken through the whole job by the real services."""
