"""The public face of the library: build a store, open one, analyse a text; ``import xpkg`` offers what stands here.

>>> analysis = analyse("A quiet day\\n\\nAnn Low said on Monday that the dam was safe.\\n")
>>> [(each.source.cut(analysis.text.source.text), str(each.act)) for each in analysis.attributions]
[('Ann Low', 'says')]
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, Unpack

from pyoxigraph import Triple

from xpkg.annotators import OWN, Choice, annotator_of
from xpkg.answers import Table, values_of
from xpkg.authority import load_authority
from xpkg.corpus import Corpus, Reading, read_corpus, source_of
from xpkg.corpus.language import forget_model
from xpkg.edtf import bounds
from xpkg.errors import InputError, QueryError
from xpkg.export.formats import BY_NAME, Exported, export_bytes, export_to
from xpkg.export.records import Records
from xpkg.judgements import read_judgements
from xpkg.linking import read_links, settled
from xpkg.lookup import one
from xpkg.model import Analysis, Authority, Link, Source
from xpkg.pipeline.build import Built, Plan
from xpkg.pipeline.build import build as build_store
from xpkg.resources import folder
from xpkg.store import Snapshot, SourceRecord, open_snapshot
from xpkg.things import Thing, thing_of
from xpkg.vocab import XPKG

STORE = "xpkg.db"
"""The folder of the store where none is named, as on the command line."""
_MANY = 100
"""Sources: a build of so many needs its memory for other things than the model that tells languages."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    ``problems`` are the texts that could not be read, ``warnings`` what was odd and cost nothing; ``built`` says which
    sources were analysed and which set aside. ``complete`` is True when every text that was given is in the store.
    """

    store: Path
    built: Built
    problems: tuple[InputError, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every text that was given could be read and is in the store."""
        return not self.problems and not self.built.set_aside


class Graph:
    """A store opened for reading: one state of it, whatever is built meanwhile. Close it, or use ``with``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def digest(self) -> str:
        """The digest of the sorted N-Quads: the same for the same graph."""
        return self._snapshot.digest

    @property
    def sources(self) -> tuple[SourceRecord, ...]:
        """The texts in the graph, with what is recorded of each."""
        return self._snapshot.manifest().sources

    def query(self, text: str, *, allow_service: Sequence[str] = ()) -> Table | bool | tuple[Triple, ...]:
        """The answer of a SPARQL query: a ``Table`` (SELECT), a truth value (ASK), or triples (CONSTRUCT, DESCRIBE).

        The default graph is the union of all; xpkg's prefixes need no declaration. No other address is asked than the
        endpoints in ``allow_service``. Raises QueryError when ``text`` is no SPARQL, is an update, or fails.
        """
        return values_of(text, self._snapshot, allow_service)

    def thing(self, name: str, kind: str = "") -> Thing:
        """The person, body, place, event or document of this name or IRI; ``kind`` narrows it (``person`` and others).

        Raises QueryError when there is none, or when the name may mean several: the message lists them.
        """
        database, manifest = self._snapshot.open(), self._snapshot.manifest()
        found = one(database, self._snapshot.search, name, manifest, kind)
        return thing_of(found.value, self._records())

    def person(self, name: str) -> Thing:
        """The person of this name or IRI; raises as ``thing`` does."""
        return self.thing(name, "person")

    def organization(self, name: str) -> Thing:
        """The body of this name or IRI; raises as ``thing`` does."""
        return self.thing(name, "organization")

    def place(self, name: str) -> Thing:
        """The place of this name or IRI; raises as ``thing`` does."""
        return self.thing(name, "place")

    @property
    def people(self) -> tuple[Thing, ...]:
        """All people of the graph, by name."""
        records = self._records()
        found = (thing_of(each.iri, records) for each in records.of(XPKG.Person))
        return tuple(sorted(found, key=lambda each: (each.name, each.iri)))

    def _records(self) -> Records:
        return Records(self._snapshot.open(), self._snapshot.manifest())

    def export(self, path: str | Path | None = None, *, format: str = "trig", context: str = "") -> bytes | None:
        """Writes the whole graph to the file or folder ``path`` in one step, or gives its bytes where ``path`` is None.

        ``format`` is a name that ``xpkg export --list`` explains: trig, turtle, csv, sqlite, bibtex and others.
        ``context`` is the address that JSON-LD names in place of its own context. Raises QueryError for another format,
        OutputError when ``path`` cannot be written, a library is missing, or several files have no ``path``.
        """
        if format not in BY_NAME:
            raise QueryError(f"no format is called {format!r}; there are {', '.join(BY_NAME)}")
        given = Exported(self._snapshot.open(), self._snapshot.manifest(), context)
        if path is None:
            return export_bytes(BY_NAME[format], given)
        export_to(Path(path), BY_NAME[format], given)
        return None

    def close(self) -> None:
        """Lets a later build remove this state of the store."""
        self._snapshot.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build(
    paths: str | Path | Iterable[str | Path] = (),
    store: str | Path = STORE,
    *,
    add: bool = False,
    remove: Iterable[str] = (),
    replace: bool = False,
    base: str | None = None,
    workers: int | None = None,
    annotator: str | Choice | None = None,
    authority: str | Path | Iterable[str | Path] = (),
    judgements: str | Path | Iterable[str | Path] = (),
    links: str | Path | Iterable[str | Path] = (),
    strict: bool = False,
    text_seconds: float | None = None,
    text_memory: int | None = None,
    encoding: str = "",
    text_column: str = "",
    metadata: str | Path | Iterable[str | Path] = (),
    scheduler: str = "",
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> BuildResult:
    """Builds ``store`` from ``paths`` (files or folders; none are the texts that come with xpkg).

    The arguments are the options of ``xpkg build``. ``add`` keeps the sources that the store has. ``remove`` takes some
    out and implies ``add``. ``authority`` are files of people and bodies of your own, ``judgements`` files that say who
    is who (see the README). ``links`` are SSSOM files of links to Wikidata, and go before those that come along. Each
    text may use ``text_seconds`` of processor time and ``text_memory`` bytes.
    ``encoding`` is that of texts that are not UTF-8, ``text_column`` the column with the text in CSV and JSON files.
    ``metadata`` are tables (.csv, .tsv, .xlsx) with a row a file.
    ``scheduler`` is the address of a Dask scheduler, whose workers analyse the texts (the extra ``cluster``).
    ``tell`` hears how many sources are done, and of how many. Texts are analysed in other processes, so a script needs
    ``if __name__ == "__main__"``, as with multiprocessing. Whatever goes wrong leaves the store as it was.

    Raises InputError when no text can be read (or, with ``strict``, one cannot). Raises NonconformanceError when every
    text is set aside, StoreError when the store cannot be written, AnnotatorError for an annotator that is not there.
    """
    corpus, plan = prepare(
        _paths(paths),
        add=add,
        remove=tuple(remove),
        replace=replace,
        base=base,
        workers=workers,
        annotator=_choice(annotator),
        authority=_paths(authority),
        judgements=_paths(judgements),
        links=_paths(links),
        strict=strict,
        text_seconds=text_seconds,
        text_memory=text_memory,
        scheduler=scheduler,
        reading=Reading(encoding, text_column, tables=_paths(metadata), store=None if replace else Path(store)),
    )
    if why := unbuildable(corpus, plan):
        raise InputError("\n".join([*map(str, corpus.problems), why]))
    built = build_store(Path(store), plan, lambda progress: tell(progress.done, progress.of))
    return BuildResult(Path(store), built, corpus.problems, (*corpus.warnings, *built.warnings, *kept(built, corpus)))


class BuildOptions(TypedDict, total=False):
    """The options of ``build``, where none is given as it has them."""

    add: bool
    remove: tuple[str, ...]
    replace: bool
    base: str | None
    workers: int | None
    annotator: Choice
    authority: tuple[Path, ...]
    judgements: tuple[Path, ...]
    links: tuple[Path, ...]
    strict: bool
    text_seconds: float | None
    text_memory: int | None
    scheduler: str
    reading: Reading


def prepare(paths: Sequence[str | Path], **options: Unpack[BuildOptions]) -> tuple[Corpus, Plan]:
    """What could be read of ``paths``, and the plan of a build of it."""
    choice = options.get("annotator", Choice())
    if choice.name not in OWN:  # our own are always there, and take a while to load
        annotator_of(choice)  # what is not installed is said before anything is read
    without = options.get("remove", ())
    add = options.get("add", False) or bool(without)
    given = [Path(path) for path in paths] or ([] if add else sorted(folder("data").glob("*.txt")))
    corpus = read_corpus(given, options.get("reading", Reading()))
    if len(corpus.sources) >= _MANY:
        forget_model()  # a build of so many has other uses for the memory
    if not paths:
        corpus = corpus._replace(warnings=())  # what lies beside our own texts is our own affair
    own, judged, linked = options.get("authority", ()), options.get("judgements", ()), options.get("links", ())
    plan = Plan(
        corpus.sources,
        identities_of(own, judged, [source.name for source in corpus.sources]),
        links_of(linked),
        given=tuple(sorted({path.name for path in (*own, *judged, *linked)})),
        add=add,
        without=without,
        unread=corpus.unread,
        readings=corpus.readings,
        replace=options.get("replace", False),
        base=options.get("base"),
        workers=options.get("workers"),
        annotator=choice,
        strict=options.get("strict", False),
        text_seconds=options.get("text_seconds"),
        text_memory=options.get("text_memory"),
        scheduler=options.get("scheduler", ""),
    )
    return corpus, plan


def identities_of(own: Sequence[Path], judged: Sequence[Path], sources: Sequence[str]) -> Authority:
    """The authority files that come with xpkg with those that a user brings, and the user's judgements."""
    authority = load_authority(folder("data") / "authority", own)
    judgements = read_judgements(judged, authority, sources)
    return dataclasses.replace(authority, judgements=judgements) if judgements else authority


def links_of(own: Sequence[Path]) -> tuple[Link, ...]:
    """The links that come with xpkg and those that a user brings, as far as they hold; the last file goes first."""
    return settled(read_links(path) for path in (folder("data") / "links" / "wikidata.sssom.tsv", *own))


def unbuildable(corpus: Corpus, plan: Plan) -> str:
    """Why nothing is built of ``plan``; empty where there is no reason."""
    if plan.strict and corpus.problems:
        return "--strict: nothing was built, the store is as it was"
    if not corpus.sources and not plan.without:
        return "no text could be read; nothing was built, the store is as it was"
    return ""


def kept(built: Built, corpus: Corpus) -> list[str]:
    """A line for each source that the store keeps since its file could not be read."""
    names = sorted({source.name for source in built.manifest.sources} & {*corpus.unread})
    return [f"{name}: the store keeps the text that it had" for name in names]


def open(store: str | Path = STORE) -> Graph:  # noqa: A001 - the library's word for it, as in gzip and dbm
    """The graph in the folder ``store``, for reading. Raises StoreError when there is none, or it is damaged."""
    return Graph(open_snapshot(Path(store)))


def analyse(
    text: str | Path,
    *,
    title: str | None = None,
    issued: str | None = None,
    publisher: str | None = None,
    annotator: str | Choice | None = None,
    authority: str | Path | Iterable[str | Path] = (),
    judgements: str | Path | Iterable[str | Path] = (),
) -> Analysis:
    """What stands in one text, without a store: mentions, dates, statements, events, positions, each with its spans.

    ``text`` is the text itself, or the ``Path`` of a file (its manifest is read too). ``issued`` is an EDTF
    date, by which "on Monday" gets its day; where it is None, the text's own dateline or the manifest tells it.
    ``authority`` and ``judgements`` are files as for ``build``; a text that is no file is the source ``text``.
    Spans count code points of ``analysis.text.source.text``, ends exclusive. Raises InputError for a file that cannot
    be read, a text without a word, or a date that is none.
    """
    if not isinstance(text, str | Path):
        raise InputError(f"a text is a str, or the Path of a file; this is of the type {type(text).__name__}")
    if issued is not None:
        try:
            bounds(issued)
        except ValueError as error:
            raise InputError(f"issued: no date like '2019-11-16' or '2019-11' (EDTF): {issued!r}") from error
    source = _file(text) if isinstance(text, Path) else _given(text)
    told = source.metadata
    metadata = dataclasses.replace(
        told, title=title or told.title, issued=issued or told.issued, publisher=publisher or told.publisher
    )
    source = dataclasses.replace(source, metadata=metadata)
    known = identities_of(_paths(authority), _paths(judgements), [source.name])
    from xpkg.pipeline.graphs import analyse as analyse_source  # loads the whole analysis

    return analyse_source(source, known, annotator_of(_choice(annotator)))


def _paths(given: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    return (Path(given),) if isinstance(given, str | Path) else tuple(Path(path) for path in given)


def _choice(annotator: str | Choice | None) -> Choice:
    return annotator if isinstance(annotator, Choice) else Choice(annotator) if annotator else Choice()


def _given(text: str) -> Source:
    """The source that says ``text``. A single line is prose, not a title."""
    source = source_of("text", text)
    if len(text.strip().splitlines()) == 1:
        return dataclasses.replace(source, metadata=dataclasses.replace(source.metadata, title=source.name))
    return source


def _file(path: Path) -> Source:
    """The source in the file ``path``. Raises InputError when it is no readable text."""
    corpus = read_corpus((path,))
    if len(corpus.sources) != 1:
        raise next(iter(corpus.problems), InputError(f"{path}: give one text file; 'build' takes folders"))
    return corpus.sources[0]
