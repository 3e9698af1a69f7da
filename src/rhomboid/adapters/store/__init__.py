"""The diary in a database: SQLite by default, PostgreSQL by DATABASE_URL."""
