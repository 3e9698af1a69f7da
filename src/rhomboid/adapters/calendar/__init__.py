"""When a person is busy, out of a calendar file (RFC 5545)."""
