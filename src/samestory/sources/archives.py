"""Archives: ZIP and tar, read where they are. Nothing is ever written, so no path leads out of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import IO, cast

from samestory.sources.blobs import Blob, blob_inside
from samestory.sources.drafts import Draft, Metadata, Readings, Refusal
from samestory.sources.packing import (
    BROKEN_MEMBER,
    Allowance,
    PackingError,
    TooMuchError,
    UnpackingError,
    meter,
)
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
        declared = _read_zip_sidecars(archive, members, blob, settings)
        yield from declared.refusals
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
                yield from declared.lay_over(read(inside, settings), name, inside.path)
    if not found:
        yield Refusal(blob.path, _NOTHING)


class _Sidecars:
    """Each `meta.json` in an archive, by its folder; of what cannot be read only it is refused."""

    def __init__(self, settings: IntakeSettings) -> None:
        self.refusals: list[Refusal] = []
        self._settings = settings
        self._tables: dict[str, Mapping[str, Metadata]] = {}
        self._left = settings.max_sidecar_bytes

    def take(self, name: str, size: int, shown: str, open_stream: Callable[[], IO[bytes]]) -> None:
        """Read one, unless those read before it were as long as all may be."""
        if size > self._left:
            return
        self._left -= size
        try:
            with open_stream() as stream:
                self._tables[name.rpartition("/")[0]] = parse_sidecar(stream, self._settings)
        except (ValueError, RecursionError) as error:
            self.refusals.append(refuse_sidecar(shown, error))

    def lay_over(self, readings: Readings, name: str, path: str) -> Readings:
        """Lay what is declared of a member over the report in it."""
        declared = self._find(name)
        for reading in readings:
            own = isinstance(reading, Draft) and not reading.line and reading.path == path
            yield declared.added_to(reading) if declared and own else reading  # type: ignore[arg-type]

    def _find(self, name: str) -> Metadata | None:
        """Find what is declared of a member: beside it first, else in the folder above."""
        folder, _, file = name.rpartition("/")
        for place in (folder, folder.rpartition("/")[0]):
            if file in self._tables.get(place, {}):
                return self._tables[place][file]
        return None


def _is_sidecar(name: str) -> bool:
    return name.rpartition("/")[2] == SIDECAR


def _read_zip_sidecars(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], blob: Blob, settings: IntakeSettings
) -> _Sidecars:
    found = _Sidecars(settings)
    for member in members:
        name = show_name(member.filename)
        if _is_sidecar(name) and not _refuse_member(member):
            opened = partial(open_member, archive, member, blob)
            found.take(name, member.file_size, f"{blob.path}!{name}", opened)
    return found


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
    declared = _read_tar_sidecars(blob, settings)
    yield from declared.refusals
    found = False
    with blob.open() as stream:
        for member in iter_members(stream):
            blob.allowance.enter()
            name = show_name(member.name)
            if is_wanted(name):
                found = True
                inside = blob_inside(blob, name, partial(io.BufferedReader, member))
                yield from declared.lay_over(read(inside, settings), name, inside.path)
    if not found:
        yield Refusal(blob.path, _NOTHING)


def _read_tar_sidecars(blob: Blob, settings: IntakeSettings) -> _Sidecars:
    """Go through a tar archive once before its reports are read: a `meta.json` may come after them.

    One in another archive streams by only once, and goes without. What breaks the archive is said when
    its reports are read.
    """
    found = _Sidecars(settings)
    if blob.depth:
        return found
    allowance = Allowance(settings)
    try:
        with replace(blob, allowance=allowance).open() as stream:
            for member in iter_members(stream):
                allowance.enter()
                name = show_name(member.name)
                if _is_sidecar(name):
                    opened = partial(io.BufferedReader, member)
                    found.take(name, member.size, f"{blob.path}!{name}", opened)
    except (PackingError, OSError):
        pass
    return found


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
