"""Builds a store: does the sources that have changed, takes over the others, concludes, checks, puts in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode

from xpkg.annotators import Choice
from xpkg.collection import uncollected
from xpkg.errors import InputError, NonconformanceError, StoreError, XpkgError
from xpkg.iris import ADDED_GRAPH, DEFAULT_BASE, Iris
from xpkg.model import Authority, Link, Source
from xpkg.pipeline import keys, shared
from xpkg.pipeline.kept_sources import record_of, stored_source, without_text
from xpkg.pipeline.loading import Files, Where, do_and_load
from xpkg.pipeline.losses import listed, losses, refuse_losses, refuse_unknown
from xpkg.pipeline.progress import Tell
from xpkg.pipeline.setting_aside import SetAside, bring_back, known_as, refuse
from xpkg.pipeline.sources import Common
from xpkg.pipeline.unfinished import Unfinished, unfinished_in
from xpkg.pipeline.writing import Anew, Onwards, Writer
from xpkg.pipeline.written import Written, drop_written, find_written, put_written
from xpkg.store import (
    Aside,
    Condition,
    GraphRecord,
    KeptReadings,
    Manifest,
    building,
    inspect,
    keep_readings,
    open_database,
    prune,
    put_in_place,
    remember_build,
)

_FEW = 0.5
"""Of what stays: where more changes than so much, everything is made anew, which takes less time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build. ``add`` keeps the sources that the store has, ``without`` names those to let go.

    ``unread`` are the names of sources that are there and could not be read: the store's own stay, if it has them.
    ``replace`` lets go of what would else be lost; without it such a build is refused.
    ``base`` None means the store's own where sources are kept, else the default; ``workers`` None means as many
    as pay. ``strict`` builds nothing where a text would be set aside. Each text may use ``text_seconds`` of processor
    time and ``text_memory`` bytes; None stands for as much as pays for a text of its length. ``given`` are the names of
    the files in which a user says who is who. ``scheduler`` is the address of a Dask scheduler whose workers do the
    texts; '' for processes of this machine. ``readings`` are what the store keeps of the files that were read.
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
    readings: KeptReadings = field(default_factory=KeptReadings)


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: ``done`` sources were analysed, the others taken over; nothing new is there of ``set_aside``.

    ``warnings`` tell of faults in the texts themselves, which are read all the same. ``resumed`` of those that are done
    had been so when an earlier build was interrupted.
    """

    digest: str
    manifest: Manifest
    done: tuple[str, ...]
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    resumed: int = 0


def build(store: Path, plan: Plan, tell: Tell = lambda progress: None) -> Built:
    """Makes ``store`` hold the graph of ``plan``; whatever goes wrong leaves it as it was.

    Where this is interrupted, what is analysed by then is kept beside the store, and the next call goes on from there.
    A source is analysed again when its text, its metadata, the authority files, the program or the base have changed.
    This is done in another process. A script that calls this needs ``if __name__ == "__main__"``, as with
    multiprocessing.

    A text is set aside when its graph does not conform, when the program fails on it, or when it uses up what it may.
    That costs no other text anything, and what the store has of it stays.

    Raises NonconformanceError when no text is left, or when a strict build would set one aside. Raises StoreError when
    the store cannot be written or another build is under way.
    """
    with uncollected(), building(store) as aside, unfinished_in(store) as unfinished:
        built = _build(store, aside, unfinished, plan, tell)
        originals = (source.original for source in built.manifest.sources)
        keep_readings(store, plan.readings, (each.sha256 for each in originals if each))
    return built


def _build(store: Path, aside: Aside, unfinished: Unfinished, plan: Plan, tell: Tell) -> Built:
    old = inspect(store, thoroughly=plan.replace)  # what a disk changed on its own is mended so
    refuse_unknown(store, old, add=plan.add, replace=plan.replace)
    before = old.manifest
    base = plan.base or (before.base if plan.add and before else DEFAULT_BASE)
    iris = Iris(base)
    sources = _sources(store, plan, old)
    common = keys.common_key(base, keys.authority_digest(plan.authority), plan.annotator.identity)
    wanted = {iris.document_graph(s.name).value: (s, keys.source_key(s, common)) for s in sources}
    shared_key = keys.shared_key(common, plan.links)
    if (same := _as_it_is(old, wanted, shared_key, plan, base)) is not None:
        prune(store, same.digest)
        return same
    theirs = find_written(old, iris, {*wanted, *(iris.graph(name).value for name in shared.NAMES)})
    lost = losses(old, sources, plan.without, theirs.removed, theirs.unreadable, plan.given)
    refuse_losses(store, "" if plan.replace else lost)
    had = {g.iri: g for g in before.graphs} if before and old.built else {}
    kept = {iri: g for iri, g in had.items() if iri in wanted and wanted[iri][1] == g.key}
    if kept and old.built:
        aside.take_over(old.built)
    gone = [iri for iri in (had if kept else ()) if iri not in kept and not shared.is_shared(iri, iris)]
    few = len(wanted) - len(kept) + len(gone) <= _FEW * len(kept)
    writer = _writer(aside, old, shared_key, few=few)
    drop_written(writer, before.written if before and kept else ())
    for iri in gone:
        writer.remove(NamedNode(iri))
    todo = _with_texts([source for iri, (source, _) in sorted(wanted.items()) if iri not in kept], old)
    means = Common(plan.authority, iris, plan.annotator, plan.text_seconds, plan.text_memory)
    files = Files(unfinished, {source.name: key for source, key in wanted.values()})
    done = tuple(do_and_load(files, writer, todo, means, Where(plan.workers, plan.scheduler), tell))
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
        for name, (source, graph) in bring_back(old.built, before, known, aside.spool, writer).items():
            read[source.name], records[graph.iri] = source, graph
            failed[name] = replace(failed[name], stays=True)
    if not records:
        raise _nothing(failed.values())
    read_now = {iris.document_graph(each.name).value: files.path(each.name) for each in done if not each.failure}
    given = shared.Given(plan.authority, plan.links, iris, plan.strict, read_now)
    made, fault = shared.share(writer, records, given, had if kept else {})
    records |= made
    failed |= {fault.name: fault} if fault else {}
    written = put_written(aside, writer, theirs)
    writer.database.flush()
    manifest = Manifest(
        base, tuple(read.values()), tuple(records.values()), merged=True, written=written, given=plan.given,
        key="" if failed else shared_key,
    )  # fmt: skip
    writer.index()
    del writer
    digest = put_in_place(aside, manifest)
    remember_build(store, before, manifest)
    return Built(
        digest,
        manifest,
        done=tuple(sorted(each.name for each in done if not each.failure)),
        set_aside=tuple(failed[name] for name in sorted(failed)),
        warnings=_told(store, old, lost, theirs, base) + tuple(sorted(each for one in done for each in one.warnings)),
        resumed=files.taken,
    )


def _writer(aside: Aside, old: Condition, key: str, *, few: bool) -> Writer:
    """What goes on from the last build where ``few`` graphs change and that build left all that this takes."""
    before = old.manifest
    if few and before and old.built and old.counts and old.known and old.search:
        return Onwards(aside, aside.open(), old, linked=before.key == key)
    return Anew(aside, aside.open())


def _as_it_is(old: Condition, wanted: dict[str, tuple[Source, str]], key: str, plan: Plan, base: str) -> Built | None:
    """What is there, where a build would make the same again; None where it may not."""
    before = old.manifest
    if before is None or old.folder is None or old.faults or before.revision:
        return None
    if (before.key, before.base, before.given) != (key, base, plan.given):
        return None
    made = {each.iri: each.key for each in before.graphs if each.key}
    if made != {iri: each for iri, (_, each) in wanted.items()}:
        return None
    if before.sources != tuple(record_of(source) for _, (source, _) in sorted(wanted.items(), key=_by_name)):
        return None
    return Built(old.folder.name, before, done=())


def _by_name(wanted: tuple[str, tuple[Source, str]]) -> str:
    return wanted[1][0].name


def _with_texts(sources: list[Source], old: Condition) -> list[Source]:
    """``sources``, of which some are the store's own, each with its text."""
    if all(source.text for source in sources):
        return sources
    assert old.manifest is not None
    assert old.built is not None
    database, iris = open_database(old.built), Iris(old.manifest.base)
    return [source if source.text else stored_source(database, record_of(source), iris) for source in sources]


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
    """The plan's sources, with the store's own, as yet without their texts, where these are to be kept; by name."""
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
    if condition.built is None:
        return plan.sources
    for record in staying:
        # The same text under another name: the name given last stands, as for a file that was renamed.
        if record.name not in new and record.name not in plan.without and record.sha256 not in texts:
            new[record.name] = without_text(record)
    return tuple(new[name] for name in sorted(new))
