"""Backups of the diary's SQLite file, beside it; nothing here needs Django."""
