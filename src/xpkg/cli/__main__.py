"""``python -m xpkg.cli``: the same as ``xpkg``."""

from xpkg.cli import main

main()
