"""Walks as phones and watches saw them: samples, steps counted once, bouts, the dose of a week."""
