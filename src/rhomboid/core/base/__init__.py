"""Ground that every other package stands on: decisions, conditions, ids, errors."""
