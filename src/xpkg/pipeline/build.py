"""Builds a store: does the sources that have changed, takes over the others, concludes, checks, puts in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from xpkg.annotators import Choice
from xpkg.errors import InputError, NonconformanceError, StoreError, XpkgError
from xpkg.iris import ADDED_GRAPH, DEFAULT_BASE, Iris
from xpkg.model import Authority, Link, Source
from xpkg.pipeline import keys, shared
from xpkg.pipeline.kept_sources import record_of, stored_source
from xpkg.pipeline.losses import listed, losses, refuse_losses, refuse_unknown
from xpkg.pipeline.progress import Progress, Tell
from xpkg.pipeline.setting_aside import SetAside, bring_back, known_as, refuse, told_of
from xpkg.pipeline.sources import Common, Done, do_sources, workers_for
from xpkg.pipeline.written import Written, drop_written, find_written, put_written
from xpkg.search import NEEDED, build_index
from xpkg.store import (
    Aside,
    Condition,
    GraphRecord,
    Manifest,
    building,
    digest_of,
    inspect,
    open_database,
    put_in_place,
    remove_merged,
    sorted_lines,
    write_lines,
)
from xpkg.validation import Report, merge, to_text

_BATCH = 300_000
"""Quads that are loaded at a time: some hundred megabytes of memory."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build. ``add`` keeps the sources that the store has, ``without`` names those to let go.

    ``unread`` are the names of sources that are there and could not be read: the store's own stay, if it has them.
    ``replace`` lets go of what would else be lost; without it such a build is refused.
    ``base`` None means the store's own where sources are kept, else the default; ``workers`` None means as many
    as pay. ``strict`` builds nothing where a text would be set aside. Each text may use ``text_seconds`` of processor
    time and ``text_memory`` bytes; None stands for as much as pays for a text of its length. ``given`` are the names of
    the files in which a user says who is who. ``scheduler`` is the address of a Dask scheduler whose workers do the
    texts; '' for processes of this machine.
    """

    sources: tuple[Source, ...]
    authority: Authority
    links: tuple[Link, ...] = ()
    add: bool = False
    without: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    replace: bool = False
    base: str | None = None
    workers: int | None = None
    annotator: Choice = field(default_factory=Choice)
    strict: bool = False
    text_seconds: float | None = None
    text_memory: int | None = None
    given: tuple[str, ...] = ()
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: ``done`` sources were analysed, the others taken over; nothing new is there of ``set_aside``.

    ``warnings`` tell of faults in the texts themselves, which are read all the same.
    """

    digest: str
    manifest: Manifest
    done: tuple[str, ...]
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()


def build(store: Path, plan: Plan, tell: Tell = lambda progress: None) -> Built:
    """Makes ``store`` hold the graph of ``plan``; whatever goes wrong leaves it as it was.

    A source is analysed again when its text, its metadata, the authority files, the program or the base have changed.
    This is done in another process. A script that calls this needs ``if __name__ == "__main__"``, as with
    multiprocessing.

    A text is set aside when its graph does not conform, when the program fails on it, or when it uses up what it may.
    That costs no other text anything, and what the store has of it stays.

    Raises NonconformanceError when no text is left, or when a strict build would set one aside. Raises StoreError when
    the store cannot be written or another build is under way.
    """
    with building(store) as aside:
        old = inspect(store)
        refuse_unknown(store, old, add=plan.add, replace=plan.replace)
        before = old.manifest
        base = plan.base or (before.base if plan.add and before else DEFAULT_BASE)
        iris = Iris(base)
        sources = _sources(store, plan, old)
        common = keys.common_key(base, keys.authority_digest(plan.authority), plan.annotator.identity)
        wanted = {iris.document_graph(s.name).value: (s, keys.source_key(s, common)) for s in sources}
        theirs = find_written(old, iris, {*wanted, *(iris.graph(name).value for name in shared.NAMES)})
        lost = losses(old, sources, plan.without, theirs.removed, theirs.unreadable, plan.given)
        if not plan.replace:
            refuse_losses(store, lost)
        had = {g.iri: g for g in before.graphs} if before and old.built else {}
        kept = {iri: g for iri, g in had.items() if iri in wanted and wanted[iri][1] == g.key}
        if kept and old.built:
            aside.take_over(old.built)
        database = aside.open()
        for iri in had if kept else ():
            if iri not in kept and not shared.is_shared(iri, iris):
                remove_merged(database, NamedNode(iri))
        drop_written(database, before.written if before and kept else ())
        todo = [source for iri, (source, _) in sorted(wanted.items()) if iri not in kept]
        means = Common(plan.authority, iris, plan.annotator, plan.text_seconds, plan.text_memory)
        done = tuple(_do(aside, database, todo, means, plan, tell))
        failed = {each.name: SetAside(each.name, each.failure, report=each.report) for each in done if each.failure}
        if plan.strict:
            refuse(failed.values())
        records = kept | {
            iri: GraphRecord(iri, wanted[iri][1], each.digest, each.quads)
            for each in done
            if (iri := iris.document_graph(each.name).value) and not each.failure
        }
        read = {s.name: record_of(s) for s in sources if s.name not in failed}
        if before and failed and old.built and before.base == base:
            known = known_as(before, (s for s in sources if s.name in failed), read)
            for name, (source, graph) in bring_back(old.built, before, known, aside, database).items():
                read[source.name], records[graph.iri] = source, graph
                failed[name] = replace(failed[name], stays=True)
        if not records:
            raise _nothing(failed.values())
        if fault := _share(aside, database, records, plan, iris, had if kept else {}):
            failed[fault.name] = fault
        remove_merged(database, iris.graph("description"))
        iri, quads = shared.description(database, iris)  # last of what is built: it counts all the rest
        records[iri] = _put(aside, database, iri, quads, None)
        written = put_written(aside, database, theirs)
        database.flush()
        manifest = Manifest(
            base, tuple(read.values()), tuple(records.values()), merged=True, written=written, given=plan.given
        )
        build_index(_for_search(database), aside.search)
        del database
        digest = put_in_place(aside, manifest)
    return Built(
        digest,
        manifest,
        done=tuple(sorted(each.name for each in done if not each.failure)),
        set_aside=tuple(failed[name] for name in sorted(failed)),
        warnings=_told(store, old, lost, theirs, base) + tuple(sorted(each for one in done for each in one.warnings)),
    )


def _nothing(failed: Iterable[SetAside]) -> XpkgError:
    lines = sorted(str(each) for each in failed)
    if lines:
        return NonconformanceError("\n".join([*lines, "no text is left; nothing was built, the store is as it was"]))
    return InputError("no text could be read; nothing was built")


def _told(store: Path, old: Condition, lost: str, theirs: Written, base: str) -> tuple[str, ...]:
    """What was amiss with the store, and what became of it."""
    told = []
    if old.manifest and old.manifest.base not in ("", base):
        told.append(f"all IRIs now begin with {base}; they began with {old.manifest.base} (--base gives that back)")
    if old.faults:
        told.append(f"{store} was damaged ({old.told}) and is whole again")
    if lost:
        told.append(f"--replace: {lost}")
    if theirs.added:
        told.append(f"what users added to {listed(theirs.added, 'built graph')} is now in …/graph/{ADDED_GRAPH}")
    return tuple(told)


def _sources(store: Path, plan: Plan, condition: Condition) -> tuple[Source, ...]:
    """The plan's sources, with the store's own where these are to be kept; by name."""
    old = condition.manifest
    if old is None:
        if plan.without:
            raise StoreError(f"{store}: no store here, or one of another version of xpkg; nothing to take out")
        return plan.sources
    staying = [record for record in old.sources if plan.add or record.name in plan.unread]
    if not staying:
        return plan.sources
    unknown = sorted(set(plan.without) - {record.name for record in old.sources})
    if unknown:
        raise InputError(f"no source is named {unknown[0]!r}; 'xpkg stats' lists them")
    new = {source.name: source for source in plan.sources}
    texts = {source.sha256: source.name for source in plan.sources}
    iris = Iris(old.base)
    if condition.built is None:
        return plan.sources
    database = open_database(condition.built)
    for record in staying:
        # The same text under another name: the name given last stands, as for a file that was renamed.
        if record.name not in new and record.name not in plan.without and record.sha256 not in texts:
            new[record.name] = stored_source(database, record, iris)
    return tuple(new[name] for name in sorted(new))


def _do(
    aside: Aside, database: Store, todo: list[Source], common: Common, plan: Plan, tell: Tell
) -> Iterator[Done]:
    """Does ``todo`` and loads what is done, many at a time."""
    files = {source.name: aside.spool / f"{number}.nq" for number, source in enumerate(todo)}
    jobs = ((source, files[source.name]) for source in todo)
    waiting: dict[Path, int] = {}
    words = {source.name: len(source.text.split()) for source in todo}
    read, whole = 0, sum(words.values())
    tell(Progress(0, len(todo), 0, whole))
    if plan.scheduler and todo:
        from xpkg.pipeline.cluster import do_on_cluster

        results = do_on_cluster(jobs, common, plan.scheduler)
    else:
        results = do_sources(jobs, common, plan.workers or workers_for(todo))
    with closing(results) as ended:
        for number, done in enumerate(ended, start=1):
            if not done.failure:
                waiting[files[done.name]] = done.quads
                if sum(waiting.values()) > _BATCH:
                    aside.load(database, waiting)
                    waiting.clear()
            read += words[done.name]
            tell(Progress(number, len(todo), read, whole))
            yield done
    if waiting:
        aside.load(database, waiting)


def _share(
    aside: Aside,
    database: Store,
    records: dict[str, GraphRecord],
    plan: Plan,
    iris: Iris,
    before: dict[str, GraphRecord],
) -> SetAside | None:
    """Makes the graphs that no one source has. What is concluded is left out, and that is told, where it fails."""
    concluded = iris.graph(shared.INFERRED).value
    fault = None
    for iri, quads in shared.graphs(database, sorted(records), plan.authority, plan.links, iris):
        try:
            records[iri] = _put(aside, database, iri, quads, before.get(iri))
        except XpkgError:
            raise
        except Exception as error:
            if iri != concluded or plan.strict:
                raise
            fault = SetAside("what is concluded across the texts", told_of(error))
            records[iri] = _put(aside, database, iri, (), before.get(iri))
    built = {NamedNode(iri) for iri in records}  # what users wrote is theirs to answer for
    reports = {
        iri: shared.check(database, NamedNode(iri), built) for iri in sorted(records) if shared.is_shared(iri, iris)
    }
    if not plan.strict and not reports[concluded].conforms:
        report = reports.pop(concluded)
        fault = SetAside("what is concluded across the texts", told_of(report), report=report)
        remove_merged(database, NamedNode(concluded))
        records[concluded] = GraphRecord(concluded, "", digest_of(()), 0)
    _conform(merge(*reports.values()))
    return fault


def _put(
    aside: Aside, database: Store, iri: str, quads: Iterable[Quad], before: GraphRecord | None
) -> GraphRecord:
    """Replaces one of the shared graphs, if it is another than before."""
    lines = sorted_lines(quads)
    record = GraphRecord(iri, "", digest_of(lines), len(lines))
    if before is None or replace(before, key="") != record:
        if before is not None:
            remove_merged(database, NamedNode(iri))
        file = aside.spool / "shared.nq"
        write_lines(file, lines)
        aside.load(database, [file])
    return record


def _for_search(database: Store) -> Iterator[Quad]:
    for term in NEEDED:
        yield from database.quads_for_pattern(None, term, None, DefaultGraph())


def _conform(report: Report) -> None:
    if not report.conforms:
        raise NonconformanceError("the graph does not conform; the store is as it was\n" + to_text(report))
