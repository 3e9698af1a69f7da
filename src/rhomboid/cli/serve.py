"""`rhomboid serve`."""

from __future__ import annotations

import argparse

from rhomboid import bootstrap


def run_serve(given: argparse.Namespace) -> int:
    """Serve until interrupted."""
    bootstrap.choose_data(given.data)
    from rhomboid.web.server import serve

    try:
        serve(given.port, _announce, open_browser=given.open)
    except KeyboardInterrupt:
        print()
    return 0


def _announce(address: str) -> None:
    print("rhomboid is running on this computer only. Open this link (it opens once):\n")
    print(f"  {address}\n")
    print("Ctrl+C stops it.", flush=True)
