"""What a write touched: the only thing views refresh from."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Record types and record ids that a write touched."""

    record_types: frozenset[str] = field(default_factory=frozenset)
    ids: frozenset[str] = field(default_factory=frozenset)

    def __or__(self, other: "Changes") -> "Changes":
        """Join the changes of two writes."""
        return Changes(self.record_types | other.record_types, self.ids | other.ids)

    def touches(self, *record_types: str) -> bool:
        """Say whether any of *record_types* was touched."""
        return not self.record_types.isdisjoint(record_types)
