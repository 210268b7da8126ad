"""A file as it comes: plain or gzipped, in one encoding or another, whole or cut short."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from locations.feeds.rows import FeedError

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
BLOCK = 1 << 20
# A line of open data is far shorter; a longer one is a file that is no table at all.
LONGEST_FIELD = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read through once: it is whole, it is text in this encoding, it has so many lines."""

    path: Path
    encoding: str
    lines: int

    @contextmanager
    def binary(self) -> Iterator[IO[bytes]]:
        """The bytes, unpacked."""
        with _unpacked(self.path) as stream:
            yield stream

    @contextmanager
    def text(self) -> Iterator[IO[str]]:
        """The text, newlines as they are, a byte order mark left out."""
        with (
            _unpacked(self.path) as stream,
            io.TextIOWrapper(stream, encoding=self.encoding, newline="") as text,
        ):
            yield text


def look_through(path: Path) -> Source:
    """Read the whole file once, keeping nothing. FeedError when it is absent, empty, cut short or no text."""
    try:
        with _unpacked(path) as stream:
            return _looked_through(path, stream)
    except FileNotFoundError as gone:
        raise FeedError(f"{path.name}: there is no such file.") from gone
    except IsADirectoryError as folder:
        raise FeedError(f"{path.name} is a folder. Give one file.") from folder
    except (EOFError, gzip.BadGzipFile, zlib.error) as cut:
        raise FeedError(f"{path.name} is cut short or damaged. Fetch it again.") from cut
    except OSError as lost:
        raise FeedError(f"{path.name} can't be read: {lost.strerror or lost}.") from lost


def table(text: IO[str], name: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, fields) of every line of a CSV file that isn't empty; FeedError when it is no CSV."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(text)
    try:
        for fields in reader:
            if fields:
                yield reader.line_num, fields
    except csv.Error as wrong:
        raise FeedError(f"{name}, line {reader.line_num}: this is not a CSV table ({wrong}).") from wrong


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP_MAGIC
    if packed:
        with gzip.open(path, "rb") as stream:
            yield io.BufferedReader(stream, BLOCK)  # type: ignore[arg-type]
    else:
        with path.open("rb") as stream:
            yield stream


def _looked_through(path: Path, stream: IO[bytes]) -> Source:
    lines, size, first, last, odd = 0, 0, True, b"", False
    utf8 = _Utf8()
    while block := stream.read(BLOCK):
        if first:
            _refuse_other_formats(path.name, block)
        first, size, last = False, size + len(block), block[-1:]
        lines += block.count(b"\n")
        odd = odd or b"\x00" in block
        utf8.take(block)
    if not size:
        raise FeedError(f"{path.name} is empty.")
    if odd:
        raise FeedError(f"{path.name} is not a text file.")
    return Source(path, "utf-8-sig" if utf8.whole() else "cp1252", lines + (last != b"\n"))


def _refuse_other_formats(name: str, block: bytes) -> None:
    if block.startswith(ZIP_MAGIC):
        raise FeedError(f"{name} is a zip archive or a workbook. Unpack it, or save it as CSV, first.")
    if block.startswith(UTF16_MARKS):
        raise FeedError(f"{name} is UTF-16 (“Unicode text”). Save it as CSV UTF-8 and try again.")


class _Utf8:
    """Whether blocks of bytes, one after another, are UTF-8."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._valid = True

    def take(self, block: bytes) -> None:
        if self._valid:
            try:
                self._decoder.decode(block)
            except UnicodeDecodeError:
                self._valid = False

    def whole(self) -> bool:
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return self._valid
