"""``python -m xpkg``: the same as ``xpkg``."""

from xpkg.cli import main

main()
