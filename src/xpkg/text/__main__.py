"""Prints how xpkg sees each text file named on the command line: its blocks and sentences with their offsets."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from xpkg.model import Metadata, Source
from xpkg.text import parse


def main(paths: list[str]) -> int:
    """Prints a line a block and a sentence; returns 0, or 1 when a file cannot be read as UTF-8, or 2 without files."""
    if not paths:
        print("usage: python -m xpkg.text FILE...", file=sys.stderr)
        return 2
    for path in paths:
        try:
            text = Path(path).read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path}: not readable as UTF-8 text: {error}", file=sys.stderr)
            return 1
        seen = parse(Source(path, text, hashlib.sha256(text.encode()).hexdigest(), Metadata("")))
        for block in seen.blocks:
            aside = "" if block.in_story else " (not of the story)"
            print(f"{block.span.start},{block.span.end} {block.type}{aside}")
            for sentence in seen.sentences:
                if sentence.block == block.order:
                    print(f"    {sentence.span.start},{sentence.span.end} {sentence.span.cut(text)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
