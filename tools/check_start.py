"""Measure how long a second `make run` takes until its first page has come.

Meant to run where there is no network (`unshare --net`); it then proves that none is needed.

Usage: python -m tools.check_start
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tools.serving import NotServingError, serving

#: Promised in the README.
LIMIT_S = 2.0


def second_start_s(data: Path) -> float:
    """Seconds from the command to the end of the first page.

    Raises:
        NotServingError: if the program or its first page does not come.
    """
    began = time.monotonic()
    command = ["make", "--silent", "run", "OPEN=", f"ARGS=--port 0 --data {data}"]
    with serving(command, limit_s=30) as visitor:
        status, page = visitor.fetch()
        took_s = time.monotonic() - began
    if status != 200:
        raise NotServingError(f"the first page must come with 200, got {status}:\n{page[:500]}")
    return took_s


def main() -> int:
    """Start twice, measure the second; gives the exit code."""
    with tempfile.TemporaryDirectory(prefix="rhomboid-start-") as name:
        try:
            first_s, second_s = (second_start_s(Path(name)) for _ in range(2))
        except NotServingError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"start to first page: {second_s:.2f} s (with a new diary {first_s:.2f} s)")
    if second_s > LIMIT_S:
        print(f"a second start must take at most {LIMIT_S:g} s", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
