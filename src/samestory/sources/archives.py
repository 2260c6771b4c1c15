"""Archives: ZIP and tar, read where they are. Nothing is ever written, so no path leads out of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import IO, cast

from samestory.sources.blobs import Blob, blob_inside
from samestory.sources.drafts import Draft, Metadata, Readings, Refusal
from samestory.sources.packing import BROKEN_MEMBER, TooMuchError, UnpackingError, meter
from samestory.sources.settings import IntakeSettings
from samestory.sources.sidecar import SIDECAR, parse_sidecar, refuse_sidecar
from samestory.sources.tar import iter_members

ReadInside = Callable[[Blob, IntakeSettings], Readings]
IsWanted = Callable[[str], bool]

# Others take a dictionary of gigabytes, or are known to no reader.
_ZIP_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_ENCRYPTED = 0x1
_MAX_NAME_CHARS = 1_000
_NOTHING = "no report lies in the archive. Expected files that `samestory formats` lists. Look into it."
_NESTED = "archives lie in one another too deeply. Expected at most {depth}. Unpack it first."


def read_zip(blob: Blob, settings: IntakeSettings, *, is_wanted: IsWanted, read: ReadInside) -> Readings:
    """Read the reports in a ZIP archive, sorted by name; what is no report is passed over."""
    if blob.depth >= settings.max_depth:
        yield Refusal(blob.path, _NESTED.format(depth=settings.max_depth))
        return
    with blob.open_seekable(settings.max_held_bytes) as stream:
        archive = open_zip(stream, settings)
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        tables, refusals = _read_sidecars(archive, members, blob, settings)
        yield from refusals
        found = False
        for member in members:
            blob.allowance.enter()
            name = show_name(member.filename)
            if member.filename.endswith("/") or not is_wanted(name):
                continue
            found = True
            inside = blob_inside(blob, name, partial(open_member, archive, member, blob))
            if reason := _refuse_member(member):
                yield Refusal(inside.path, reason)
            else:
                declared = _find_declared(tables, name)
                for reading in read(inside, settings):
                    yield _with_declared(reading, declared, inside)
    if not found:
        yield Refusal(blob.path, _NOTHING)


def _read_sidecars(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], blob: Blob, settings: IntakeSettings
) -> tuple[Mapping[str, Mapping[str, Metadata]], list[Refusal]]:
    """Read each `meta.json`, by its folder; those that cannot be read are refused, and nothing else is."""
    tables: dict[str, Mapping[str, Metadata]] = {}
    refusals: list[Refusal] = []
    left = settings.max_sidecar_bytes
    for member in members:
        folder, _, name = show_name(member.filename).rpartition("/")
        if name != SIDECAR or _refuse_member(member) or member.file_size > left:
            continue
        left -= member.file_size
        try:
            with open_member(archive, member, blob) as stream:
                tables[folder] = parse_sidecar(stream, settings)
        except (ValueError, RecursionError) as error:
            refusals.append(refuse_sidecar(f"{blob.path}!{show_name(member.filename)}", error))
    return tables, refusals


def _with_declared(reading: Draft | Refusal, declared: Metadata | None, inside: Blob) -> Draft | Refusal:
    if declared is None or not isinstance(reading, Draft) or reading.line or reading.path != inside.path:
        return reading
    return declared.added_to(reading)


def _find_declared(tables: Mapping[str, Mapping[str, Metadata]], name: str) -> Metadata | None:
    """Find what is declared of a member: beside it first, else in the folder above."""
    folder, _, file = name.rpartition("/")
    above = folder.rpartition("/")[0]
    return next((tables[place][file] for place in (folder, above) if file in tables.get(place, {})), None)


def open_zip(stream: IO[bytes], settings: IntakeSettings) -> zipfile.ZipFile:
    """Open a ZIP archive, its table of contents bounded.

    Raises:
        UnpackingError: it is broken.
        TooMuchError: it names more files than are read.
    """
    try:
        return zipfile.ZipFile(cast(IO[bytes], _BoundedReads(stream, settings.max_directory_bytes)))
    except TooMuchError:
        raise
    except (*BROKEN_MEMBER, ValueError, OSError) as error:
        raise UnpackingError(str(error) or "it is no ZIP archive") from error


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, blob: Blob) -> IO[bytes]:
    """Open a member of a ZIP archive as a stream that is counted.

    Raises:
        UnpackingError: it is broken.
    """
    try:
        stream = archive.open(member)
    except (*BROKEN_MEMBER, ValueError, OSError) as error:
        raise UnpackingError(str(error) or "its entry is broken") from error
    return meter(stream, member.compress_size, blob.allowance)


def read_tar(blob: Blob, settings: IntakeSettings, *, is_wanted: IsWanted, read: ReadInside) -> Readings:
    """Read the reports in a tar archive in its own order, as it streams by; links are no files."""
    if blob.depth >= settings.max_depth:
        yield Refusal(blob.path, _NESTED.format(depth=settings.max_depth))
        return
    found = False
    with blob.open() as stream:
        for member in iter_members(stream):
            blob.allowance.enter()
            name = show_name(member.name)
            if is_wanted(name):
                found = True
                yield from read(blob_inside(blob, name, partial(io.BufferedReader, member)), settings)
    if not found:
        yield Refusal(blob.path, _NOTHING)


def show_name(name: str) -> str:
    r"""Write a member's name so that it cannot be mistaken for a way out of the archive.

    >>> show_name("../../etc/passwd"), show_name("C:\\a.txt"), show_name("/a/./b.txt")
    ('etc/passwd', 'C:/a.txt', 'a/b.txt')
    """
    plain = name[:_MAX_NAME_CHARS].replace("\\", "/").encode("utf-8", "replace").decode("utf-8")
    return "/".join(part for part in plain.split("/") if part not in ("", ".", ".."))


def _refuse_member(member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & _ENCRYPTED:
        return "it is locked by a password. Expected an open archive. Unpack it first."
    if member.compress_type not in _ZIP_METHODS:
        return "it is packed in a way that is not read. Expected 'deflate'. Pack it anew."
    return None


class _BoundedReads(io.RawIOBase):
    """A file that refuses to give very much at once: a table of contents is read in one piece."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream, self._limit = stream, limit

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read in any order."""
        return True

    def tell(self) -> int:
        """Tell the place."""
        return self._stream.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes.

        Raises:
            TooMuchError: they are more than may be asked for at once.
        """
        if size > self._limit:
            raise TooMuchError("more files lie in it than are read")
        return self._stream.read(size)
