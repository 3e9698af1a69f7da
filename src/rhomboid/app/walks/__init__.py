"""Walks: taking in what phones and watches recorded, the week, the audit."""
