"""One module a page: parse, one use case, render."""
