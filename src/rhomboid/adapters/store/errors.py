"""What can go wrong with a diary, in sentences."""

from __future__ import annotations

from rhomboid.core.base.errors import RhomboidError

#: What databases say -> what it means and what to do. The first that fits is taken.
_SENTENCES = (
    (
        ("readonly", "read-only", "permission denied"),
        (
            "the diary must be writable, but its folder or file is read-only; nothing was saved. "
            "Choose another folder with --data"
        ),
    ),
    (
        ("disk is full", "no space left", "disk full"),
        (
            "the diary must have room, but the disk is full; nothing was saved. "
            "Free some space and try again"
        ),
    ),
    (
        ("malformed", "not a database"),
        (
            "the diary must be whole, but its file is damaged; nothing was saved. "
            "`rhomboid doctor` says what is left; `rhomboid doctor --restore latest` brings back "
            "the newest backup"
        ),
    ),
    (
        ("locked",),
        (
            "the diary must be free to write, but another program holds it; nothing was saved. "
            "Close that program and try again"
        ),
    ),
    (
        ("unable to open",),
        (
            "the diary must be a file that can be opened to write, but its folder is read-only, "
            "gone or closed to us; nothing was saved. Choose another folder with --data"
        ),
    ),
    (
        ("disk i/o error",),
        (
            "the diary must be a file that can be read and written, but the disk does not let us; "
            "nothing was saved. Look at the disk, then run `rhomboid doctor`"
        ),
    ),
)


class StoreError(RhomboidError):
    """The diary cannot be read or written."""


def other_content(entry_id: str) -> StoreError:
    """The error for an id that is there with other content."""
    return StoreError(
        f"the diary already has an entry {entry_id} with other content; nothing was written"
    )


def unreadable(entry_id: str, problem: str) -> StoreError:
    """The error for an entry that this version cannot read."""
    return StoreError(
        f"every entry of the diary must be readable, but {entry_id} is not ({problem}); "
        "nothing was changed. `rhomboid doctor` names all such entries"
    )


def from_database(error: Exception) -> StoreError:
    """The error that says what the database said."""
    text = str(error)
    for signs, sentence in _SENTENCES:
        if any(sign in text.lower() for sign in signs):
            return StoreError(sentence)
    return StoreError(
        f"the diary must be readable and writable, but the database says: {text}; nothing was saved"
    )
