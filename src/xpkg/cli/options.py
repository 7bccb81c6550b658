"""The options that several commands share, each written once."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from xpkg.annotators import DEFAULT, NAMES
from xpkg.iris import Iris

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("xpkg.db"),
    show_default=True,
    help="Folder of the store.",
)


def finite(_context: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    """Refuses ``nan`` and ``inf``, which pass every range: no clock can count them."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter(f"{value} is no number of seconds")
    return value


def base_iri(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """``value`` if it can be the base of all IRIs; else wrong usage, which is told."""
    if value is not None:
        try:
            Iris(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return value


def annotator_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which annotator finds who says what, and for a language model where it answers.

    The command gets ``annotator``, ``llm_url``, ``llm_model``, ``llm_key``.
    """
    for option in reversed((
        click.option("--annotator", default=DEFAULT, show_default=True, metavar="NAME",
                     help=f"What finds who says what: {', '.join(NAMES)}."),
        click.option("--llm-url", envvar="XPKG_LLM_URL", default="", metavar="URL",
                     help="For llm: an OpenAI-compatible endpoint, such as http://127.0.0.1:8000/v1 [XPKG_LLM_URL]."),
        click.option("--llm-model", envvar="XPKG_LLM_MODEL", default="", metavar="NAME",
                     help="For llm: the model to ask [XPKG_LLM_MODEL]."),
        click.option("--llm-key", envvar="XPKG_LLM_KEY", default="", metavar="KEY",
                     help="For llm: the key, if the endpoint wants one; better given as XPKG_LLM_KEY."),
    )):  # fmt: skip
        command = option(command)
    return command


def identity_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Files of a user's own that say who is who. The command gets ``authority`` and ``judgements``."""
    path = click.Path(path_type=Path, exists=True, dir_okay=False)
    for option in reversed((
        click.option("--authority", type=path, multiple=True, metavar="FILE",
                     help="People, organizations, places of your own, in the columns of data/authority; repeatable."),
        click.option("--judgements", type=path, multiple=True, metavar="FILE",
                     help="What is the same and what is not, in the terms of SSSOM; repeatable."),
    )):  # fmt: skip
        command = option(command)
    return command


links_option = click.option(
    "--links", type=click.Path(path_type=Path, exists=True, dir_okay=False), multiple=True, metavar="FILE",
    help="Links to Wikidata, and what is no link, as an SSSOM mapping set; repeatable, the last one goes first.",
)  # fmt: skip


def words_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The language of the pages. The command gets ``language`` and ``words``."""
    for option in reversed((
        click.option("--language", default="en", show_default=True, metavar="TAG",
                     help="Language of the pages' own words, such as fr or pt-BR; it needs a catalogue."),
        click.option("--words", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="FOLDER",
                     help="Catalogues of words: TAG/LC_MESSAGES/xpkg.mo in this folder."),
    )):  # fmt: skip
        command = option(command)
    return command


def encoding(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """``value`` if it is the name of an encoding; else wrong usage, which is told."""
    if not value:
        return value
    from xpkg.readers.plain import known_encoding  # takes half a second to load, and is seldom asked

    if not known_encoding(value):
        raise click.BadParameter(f"no encoding is called {value!r}; try utf-8, windows-1252, iso-8859-1, utf-16-le")
    return value


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How files are read. The command gets ``encoding``, ``text_column`` and ``metadata``."""
    for option in reversed((
        click.option("--encoding", callback=encoding, default="", metavar="NAME",
                     help="Of plain texts that are not UTF-8, such as windows-1252."),
        click.option("--text-column", default="", metavar="NAME",
                     help="The column or key that has the text in CSV and JSON files; default: text, body, content."),
        click.option("--metadata", type=click.Path(path_type=Path, exists=True, dir_okay=False), multiple=True,
                     metavar="FILE", help="A table (.csv, .tsv, .xlsx) with a row a file: title, date, author …"),
    )):  # fmt: skip
        command = option(command)
    return command
