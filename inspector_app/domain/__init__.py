"""What an inspection is: record types, states, rules, rights. Standard library only."""
