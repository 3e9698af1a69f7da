"""Run a command beside a PostgreSQL cluster made for it and thrown away after it.

`DATABASE_URL` names the database for the command. The cluster lives in a temporary folder,
listens on a loopback port of its own and trusts its one user; it never touches a cluster that
is installed. PostgreSQL refuses to run as root, so root hands it to the user `postgres` that
Debian's package brings.

Usage: python -m tools.with_postgres COMMAND [ARGUMENT ...]
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Debian keeps the programs of each major version apart and off the PATH.
DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
SYSTEM_USER = "postgres"
ROLE = "rhomboid"


class PostgresMissingError(Exception):
    """PostgreSQL's own programs, or a user to run them, are not on this machine."""


def programs() -> Path:
    """The folder that holds `initdb` and `pg_ctl`: Debian's newest version, else the PATH's.

    Raises:
        PostgresMissingError: if there is no such folder.
    """
    versions = sorted(DEBIAN_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if found is None:
        raise PostgresMissingError(
            "PostgreSQL's server was not found. On Debian: apt-get install postgresql"
        )
    return Path(found).resolve().parent


def as_owner() -> list[str]:
    """What to put before a command so that it does not run as root; nothing for other users.

    Raises:
        PostgresMissingError: if root has no user `postgres` to hand over to.
    """
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError as error:
        raise PostgresMissingError(
            f"PostgreSQL does not run as root and there is no user {SYSTEM_USER}. "
            "On Debian: apt-get install postgresql"
        ) from error
    return ["runuser", "-u", SYSTEM_USER, "--"]


def free_port() -> int:
    """A loopback port that nothing listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Run a cluster in an empty folder; gives the address for `DATABASE_URL`.

    Raises:
        PostgresMissingError: if PostgreSQL is not installed.
        subprocess.CalledProcessError: if it does not start; its log goes to standard error.
    """
    owner, bin_dir, port = as_owner(), programs(), free_port()
    if owner:
        shutil.chown(folder, SYSTEM_USER)
    data, log = folder / "data", folder / "log"
    _run(
        [*owner, str(bin_dir / "initdb"), "-D", str(data), "-U", ROLE, "-A", "trust", "-E", "UTF8"]
    )
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
    control = [*owner, str(bin_dir / "pg_ctl"), "-D", str(data), "-w"]
    try:
        _run([*control, "-l", str(log), "-o", options, "start"])
    except subprocess.CalledProcessError:
        if log.exists():
            sys.stderr.write(log.read_text())
        raise
    try:
        yield f"postgresql://{ROLE}@127.0.0.1:{port}/postgres"
    finally:
        _run([*control, "-m", "fast", "stop"])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def main(command: list[str]) -> int:
    """Run the command beside a cluster; gives the command's exit code, 1 without PostgreSQL."""
    if not command:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="rhomboid-postgres-") as folder:
        try:
            with cluster(Path(folder)) as address:
                environment = {**os.environ, "DATABASE_URL": address}
                return subprocess.run(command, env=environment, check=False).returncode
        except PostgresMissingError as error:
            print(error, file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
