"""Files as they come: compressed or not, whole or cut off, in this encoding or that. Pure."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from directory.feeds.rows import FeedError

BLOCK = 1 << 20
GZIP = b"\x1f\x8b"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked when it is gzipped. Raises FeedError, in words, when they can't be read."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
            file.seek(0)
            if not packed:
                yield file
                return
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield cast("IO[bytes]", unpacked)
    except EOFError as short:
        raise FeedError(
            f"{path.name} is cut off: the compressed file ends too early. Fetch it again. Nothing is written."
        ) from short
    except (zlib.error, gzip.BadGzipFile) as damaged:
        raise FeedError(
            f"{path.name} is damaged: it can't be unpacked. Fetch it again. Nothing was written."
        ) from damaged
    except OSError as refused:
        raise FeedError(f"{path.name} can't be opened: {refused.strerror or refused}.") from refused


def encoding_of(path: Path) -> tuple[str, str]:
    """The encoding that reads the whole file, and a sentence when it isn't UTF-8.

    Raises FeedError, naming the byte and its line, where no encoding reads all of it.
    """
    with opened(path) as file:
        start = file.read(4)
    if start.startswith(UTF16):
        _decodes(path, "utf-16")
        return "utf-16", "The file is UTF-16 and was read as that."
    odd = _first_odd_byte(path)
    if odd is None:
        return "utf-8-sig", ""
    if odd.other_letters_before or not _is_cp1252(path):
        raise FeedError(
            f"{path.name} mixes encodings or is damaged: byte {odd.offset:,} (0x{odd.byte:02x}), "
            f"on line {odd.line:,}, isn't UTF-8. Save it again as “CSV UTF-8”. Nothing was written."
        )
    return "cp1252", (
        f"The file isn't UTF-8 (byte {odd.offset:,}, line {odd.line:,}): it was read as Windows-1252. "
        "Check pound signs and accents, or save it as “CSV UTF-8”."
    )


class OddByte:
    """The first byte that isn't UTF-8, and whether letters beyond ASCII came before it."""

    def __init__(self, offset: int, line: int, byte: int, other_letters_before: bool) -> None:
        self.offset = offset
        self.line = line
        self.byte = byte
        self.other_letters_before = other_letters_before


def _first_odd_byte(path: Path) -> OddByte | None:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    seen, lines, beyond_ascii = 0, 1, False
    with opened(path) as file:
        while True:
            block = file.read(BLOCK)
            held = len(decoder.getstate()[0])
            try:
                words = decoder.decode(block, final=not block)
            except UnicodeDecodeError as odd:
                before: bytes = odd.object[: odd.start]
                later = any(byte > 127 for byte in before.removeprefix(codecs.BOM_UTF8))
                return OddByte(
                    seen - held + odd.start,
                    lines + before.count(b"\n"),
                    odd.object[odd.start],
                    beyond_ascii or later,
                )
            beyond_ascii = beyond_ascii or not words.isascii()
            lines += words.count("\n")
            seen += len(block)
            if not block:
                return None


def _is_cp1252(path: Path) -> bool:
    try:
        _decodes(path, "cp1252")
    except FeedError:
        return False
    return True


def _decodes(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with opened(path) as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as odd:
            raise FeedError(f"{path.name} isn't {encoding} all through. Save it as “CSV UTF-8”.") from odd


def described(error: Exception) -> str:
    """A library's message on one line."""
    return " ".join(str(error).split())[:200]
