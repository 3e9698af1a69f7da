"""The programme: what to do, how often, how much, and why."""
