"""The options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path

import click

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("xpkg.db"),
    show_default=True,
    help="Folder of the store.",
)
