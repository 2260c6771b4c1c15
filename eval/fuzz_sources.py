"""Mutated inputs over all readers: nothing may crash, hang or take much memory.

    python -m eval.fuzz_sources [--inputs 20000] [--seed 0] [--only .pdf]

Every input is a sample of a format with some of its bytes changed, cut, doubled or replaced by what has
broken parsers before; packed ones are also changed inside and packed again. An input that is read into
reports or set aside with a reason passes. What fails is written to the folder given by --keep.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import gzip
import io
import random
import signal
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from eval.source_samples import make_samples, make_zip
from samestory.sources import Draft, IntakeSettings
from samestory.sources.blobs import Blob, split_suffix
from samestory.sources.formats import find_format, read_blob
from samestory.sources.packing import Allowance

MAX_SECONDS = 5
MAX_MEMORY_MB = 500
# What has broken parsers before.
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"&nbsp;",
    b"<?xml", b"<script>", b"</p>", b"<p>", b"{", b"}", b"[", b"]", b'"', b"\\", b"\\ud800", b":", b",",
    b"null", b"1e999", b"-1", b"0", b"9999999999999999999", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff",
    b"\r\n\r\n", b"\n", b"--outer", b"Content-Length: -5\r\n", b"%PDF", b"endobj", b"stream",
    b"/Kids[2 0 R]", b"/Length 99999999", b"PK\x01\x02", b"PK\x05\x06", b"WARC/1.0\r\n", b"ustar",
    b"=?utf-8?b?", b"chunked", b"Content-Encoding: br", b"\x1f\x8b\x08\x00", b"\xe2\x80\xae",
    b"\xc2\xad",
)  # fmt: skip
REPEATS = (2, 30, 1_000, 20_000)


@dataclass
class Tally:
    """What came of the inputs."""

    inputs: int = 0
    read: int = 0
    set_aside: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_name: str = ""
    by_format: Counter[str] = field(default_factory=Counter)


class HangError(BaseException):
    """An input took too long; no reader may catch this."""


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change bytes in one to six ways."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        place = rng.randrange(len(changed) + 1)
        end = min(len(changed), place + rng.choice((1, 4, 30, 300)))
        kind = rng.randrange(7)
        if kind == 0:
            for at in range(place, end):
                changed[at] = rng.randrange(256)
        elif kind == 1:
            del changed[place:end]
        elif kind == 2:
            changed[place:place] = rng.choice(TOKENS)
        elif kind == 3:
            changed[place:end] = rng.choice(TOKENS)
        elif kind == 4:
            changed[place:place] = changed[place:end]
        elif kind == 5:
            del changed[place:]
        elif len(changed) < 200_000:
            part = rng.choice((*TOKENS, bytes(changed[place : place + 20]) or b"x"))
            changed[place:place] = part * rng.choice(REPEATS)
    return bytes(changed)


def mutate_inside(name: str, data: bytes, rng: random.Random) -> bytes:
    """Change what is packed and pack it again; what cannot be is changed as it is."""
    if name.endswith(".gz") and not name.endswith(".warc.gz"):
        return gzip.compress(mutate(gzip.decompress(data), rng), mtime=0)
    if name.endswith(".warc.gz"):
        return gzip.compress(mutate(gzip.decompress(data), rng), 1, mtime=0)
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
        chosen = rng.choice(sorted(members))
        return make_zip({**members, chosen: mutate(members[chosen], rng)})
    return mutate(data, rng)


def make_inputs(samples: Mapping[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Make named inputs, the same for the same seed; one in ten bears the name of another format."""
    names = sorted(samples)
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
        name = names[number % len(names)]
        data = samples[name]
        data = mutate_inside(name, data, rng) if rng.random() < 0.4 else mutate(data, rng)
        yield (rng.choice(names) if rng.random() < 0.1 else name), data


def read_bytes(name: str, data: bytes, settings: IntakeSettings) -> tuple[int, int]:
    """Read bytes as a file of that name; count the reports and what was set aside."""
    suffix, packing = split_suffix(name)
    opener: Callable[[], IO[bytes]] = lambda: io.BytesIO(data)  # noqa: E731
    blob = Blob(name, suffix, packing, opener, Allowance(settings))
    reports = refused = 0
    for reading in read_blob(blob, settings):
        if isinstance(reading, Draft):
            reports += 1
            reading.report().text.encode("utf-8")
            reading.source.encode("utf-8")
        else:
            refused += 1
            if not reading.reason.strip() or not reading.path.startswith(name):
                raise AssertionError(f"a refusal that does not say of what: {reading}")
    return reports, refused


def warm_up(samples: Mapping[str, bytes]) -> None:
    """Read every sample as it is, so that no input is held to the time that loading a reader takes."""
    for name, data in samples.items():
        read_bytes(name, data, IntakeSettings())


def fuzz(inputs: Iterator[tuple[str, bytes]], settings: IntakeSettings, keep: Path | None = None) -> Tally:
    """Read every input and tell what came of it."""
    tally = Tally()
    for name, data in inputs:
        kind = find_format(name)
        tally.inputs += 1
        tally.by_format[kind.name if kind else "?"] += 1
        began = time.monotonic()
        try:
            with _bounded_time():
                reports, refused = read_bytes(name, data, settings)
            if not reports + refused:
                raise AssertionError("neither a report nor a reason")
            tally.read += reports > 0
            tally.set_aside += reports == 0
        except (Exception, HangError) as error:
            tally.failures.append(f"input {tally.inputs} {name}: {type(error).__name__}: {error}"[:300])
            if keep:
                (keep / f"{tally.inputs}-{name}").write_bytes(data)
        took = time.monotonic() - began
        if took > tally.slowest:
            tally.slowest, tally.slowest_name = took, f"input {tally.inputs} {name}"
    return tally


@contextlib.contextmanager
def _bounded_time() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise HangError(f"more than {MAX_SECONDS} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(MAX_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Run, and print what came of it; the exit code is 1 if anything failed."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", default="", help="only samples whose names end so")
    options.add_argument("--keep", type=Path, help="a folder for the inputs that fail")
    chosen = options.parse_args()
    faulthandler.enable()
    warnings.simplefilter("ignore")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    samples = {name: data for name, data in make_samples().items() if name.endswith(chosen.only)}
    settings = IntakeSettings(pdf_seconds=MAX_SECONDS - 1)
    warm_up(samples)
    began = time.monotonic()
    tally = fuzz(make_inputs(samples, chosen.inputs, chosen.seed), settings, chosen.keep)
    print(f"{tally.inputs:,} inputs in {time.monotonic() - began:.0f} s, seed {chosen.seed}")
    print(
        f"{tally.read:,} gave reports, {tally.set_aside:,} were set aside, {len(tally.failures):,} failed"
    )
    print(f"slowest {tally.slowest:.2f} s: {tally.slowest_name}; memory {_memory_mb()} MB at most")
    print(", ".join(f"{name} {count:,}" for name, count in sorted(tally.by_format.items())))
    for failure in tally.failures[:50]:
        print("FAILED", failure)
    return 1 if tally.failures or _memory_mb() > MAX_MEMORY_MB else 0


def _memory_mb() -> int:
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
