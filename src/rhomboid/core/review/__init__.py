"""The weekly decision: more, the same, less, rest, ask about danger again, prevention; and why."""
