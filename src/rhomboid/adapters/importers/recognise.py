"""Which kind of file it is: by what stands in it. One name is needed where all files look alike."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, Final

from rhomboid.adapters.importers import fitbit, google_fit, plain_csv
from rhomboid.adapters.importers.apple.recording import open_export, open_zip
from rhomboid.adapters.importers.archive import HEAD_BYTES, Opener, open_archive
from rhomboid.adapters.importers.fit.layer import is_fit
from rhomboid.adapters.importers.fit.recording import FitRecording
from rhomboid.adapters.importers.gpx import GpxRecording
from rhomboid.adapters.importers.health_connect import HealthConnectRecording, is_database
from rhomboid.adapters.importers.json_file import is_cut_short
from rhomboid.adapters.importers.table import first_line, header_of
from rhomboid.adapters.importers.tcx import TcxRecording
from rhomboid.adapters.importers.unzip import Package, is_zip, open_package
from rhomboid.app.walks.ports import Given, Recording, WalkFileError
from rhomboid.core.base.decision import Finding

_GPX: Final = re.compile(rb"<(?:[\w-]+:)?gpx[\s>]")
_TCX: Final = re.compile(rb"<(?:[\w-]+:)?TrainingCenterDatabase[\s>]")
_MINUTES: Final = re.compile(rb'\s*\[\s*\{\s*"dateTime"\s*:')
_DAYS: Final = re.compile(rb'\s*\{\s*"activities-steps(?:-intraday)?"\s*:')
_ACTIVITY: Final = re.compile(rb'\s*\{\s*"fitnessActivity"\s*:')
_PACKED: Final = b"\x1f\x8b"
_MARK: Final = b"\xef\xbb\xbf"


def open(name: str, file: BinaryIO, given: Given) -> Recording:  # noqa: A001  # named by the port
    """Recognise a file by its content.

    Args:
        name: of the file, as the person knows it.
        file: open for reading bytes, seekable; it stays open while the recording is read.
        given: what it cannot say by itself.

    Raises:
        WalkFileError: `unknown`, `table_head`, `json_cut_short`, `empty`, `packed`, `unknown_zip`,
            or what the kind of file says of damage and hostility as far as it looked.
    """
    size_bytes = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head.strip(b"\0 \t\r\n"):
        raise WalkFileError(name, "unknown" if head else "empty")
    if is_zip(head):
        return _of_zip(open_package(name, file), given)
    if head.startswith(_PACKED):
        raise WalkFileError(name, "packed")
    if (export := open_export(name, file, given)) is not None:
        return export
    file.seek(0)
    if is_database(head):
        return HealthConnectRecording(name, file, size_bytes, given)
    found = recognised(name, head)
    if found is None:
        raise _unknown(name, head, size_bytes)
    return found[1](name, file, size_bytes, given)


def recognised(name: str, head: bytes) -> tuple[str, Opener] | None:
    """The form of a file that is no zip, and what opens it; None if it is of no known kind.

    Args:
        name: a file of Fitbit's export is no use if its name says that it counts something else.
        head: its first bytes.
    """
    text = head.removeprefix(_MARK).lstrip()
    if is_fit(head):
        return "fit", FitRecording
    if text.startswith(b"<"):
        return _of_xml(text)
    if text.startswith((b"{", b"[")):
        return _of_json(name, text)
    return _of_table(head)


def _unknown(name: str, head: bytes, size_bytes: int) -> WalkFileError:
    text = head.removeprefix(_MARK).lstrip()
    if text.startswith((b"{", b"[")) and size_bytes <= HEAD_BYTES and is_cut_short(text):
        return WalkFileError(name, "json_cut_short")
    if not text.startswith((b"<", b"{", b"[")):
        line = first_line(name, head)
        if line is not None:
            return WalkFileError(name, "table_head", Finding("got", line))
    return WalkFileError(name, "unknown")


def _of_xml(text: bytes) -> tuple[str, Opener] | None:
    if _TCX.search(text):
        return "tcx", TcxRecording
    return ("gpx", GpxRecording) if _GPX.search(text) else None


def _of_json(name: str, text: bytes) -> tuple[str, Opener] | None:
    if _MINUTES.match(text):
        inside = "/" in name and not fitbit.counts_steps(name)
        return None if inside else ("fitbit", fitbit.MinutesRecording)
    if _DAYS.match(text):
        return "fitbit", fitbit.DaysRecording
    return ("google_fit", google_fit.ActivityRecording) if _ACTIVITY.match(text) else None


def _of_table(head: bytes) -> tuple[str, Opener] | None:
    cells = header_of(head)
    if fitbit.is_table(cells):
        return "fitbit", fitbit.TableRecording
    if google_fit.is_table(cells):
        return "google_fit", google_fit.DaysRecording
    return ("csv", plain_csv.PlainRecording) if plain_csv.is_plain(cells) else None


def _of_zip(package: Package, given: Given) -> Recording:
    if (export := open_zip(package, given)) is not None:
        return export
    for member in package.members:
        if member.name.casefold().endswith(".db"):
            with package.open(member) as stream:
                found = is_database(stream.read(HEAD_BYTES))
            if found:
                return HealthConnectRecording(
                    package.name, package.open(member), member.size_bytes, given
                )
    archive = open_archive(package, given, recognised)
    if archive is None:
        raise WalkFileError(package.name, "unknown_zip")
    return archive
