"""How often a person changes position at the desk, and when to ask for it."""
