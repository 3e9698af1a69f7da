"""`rhomboid serve`."""

from __future__ import annotations

import argparse

from rhomboid import bootstrap


def run_serve(given: argparse.Namespace) -> int:
    """Serve until interrupted."""
    bootstrap.choose_data(given.data)
    from rhomboid.web.server import serve

    try:
        serve(given.port, open_browser=given.open)
    except KeyboardInterrupt:
        print()
    return 0
