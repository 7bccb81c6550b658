"""The Reconciliation Service API (https://reconciliation-api.github.io/specs/0.2/), as a source of candidates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xpkg.errors import ServiceError
from xpkg.lexicon.wikidata_classes import wikidata_classes
from xpkg.linking.candidates import Candidate, SourceInfo
from xpkg.linking.reconciliation.cache import Cache, key_of, opened_cache
from xpkg.linking.reconciliation.transport import Transport
from xpkg.linking.things import Thing
from xpkg.model import Kind

VERSIONS = ("0.2", "0.1")
"""The versions that are spoken, the best first; what is asked and answered here is the same in both."""
AT_ONCE = 3
"""Requests that are under way together."""
BATCH = 10
"""Questions in a request, where the service does not say that it takes fewer."""

_LIMIT = 6  # candidates of a question
_SPACE = re.compile(r"https?://www\.wikidata\.org/entity/")
_ITEM = re.compile(r"Q[1-9]\d*", re.ASCII)
_TYPES = {Kind.PERSON: "Q5", Kind.ORGANIZATION: "Q43229", Kind.GROUP: "Q2472587", Kind.PLACE: "Q2221906",
          Kind.DOCUMENT: "Q49848", Kind.EVENT: "Q1656682"}  # fmt: skip
_LAND = {Kind.PERSON: "P27"}  # of others P17


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself: its name, its version, and how many questions a request may have."""

    name: str
    version: str
    batch: int


@dataclass(frozen=True, slots=True)
class ReconciliationSource:
    """A service of the API as a source of candidates. What it has answered is kept in the file ``cache``.

    What it says is no ground for a link by itself: countries, offices and dates are not told by the API.
    """

    transport: Transport
    cache: Path

    def info(self) -> SourceInfo:
        """The service, by its name and address."""
        return SourceInfo(read_manifest(self.transport).name, self.transport.url)

    def candidates(self, things: Sequence[Thing]) -> Iterator[Sequence[Candidate]]:
        """The candidates of each thing; only what the cache does not have is asked for, and kept batch by batch.

        Raises ServiceError where the service fails; what was answered before is kept.
        """
        manifest = read_manifest(self.transport)
        source = SourceInfo(manifest.name, self.transport.url)
        questions = [question(thing) for thing in things]
        keys = [key_of(self.transport.url, each) for each in questions]
        with opened_cache(self.cache) as cache:
            waiting = {key: each for key, each in zip(keys, questions, strict=True) if cache.get(key) is None}
            self._ask(cache, waiting, manifest.batch)
            for key in keys:
                yield tuple(_candidates(self.transport.url, cache.get(key), source))

    def _ask(self, cache: Cache, waiting: Mapping[str, Mapping[str, Any]], size: int) -> None:
        keys = list(waiting)
        batches = [keys[at : at + size] for at in range(0, len(keys), size)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(self._batch, {key: waiting[key] for key in batch}) for batch in batches]
            try:
                for future in futures:
                    cache.put(future.result())
            except BaseException:
                for future in futures:
                    future.cancel()
                raise

    def _batch(self, questions: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """The answers to one request, by the keys of its questions."""
        numbered = {f"q{number}": key for number, key in enumerate(questions)}
        form = {"queries": json.dumps({name: questions[key] for name, key in numbered.items()})}
        told = self.transport.ask(form)
        if not isinstance(told, dict) or not numbered.keys() <= told.keys():
            raise ServiceError(f"{self.transport.url}: the answer is not to what was asked")
        answers = {key: told[name].get("result") for name, key in numbered.items() if isinstance(told[name], dict)}
        if len(answers) < len(numbered) or not all(isinstance(each, list) for each in answers.values()):
            raise ServiceError(f"{self.transport.url}: the answer has no list of candidates")
        return answers


def read_manifest(transport: Transport) -> Manifest:
    """The manifest of a service. Raises ServiceError for one of another version, or whose items are not Wikidata's."""
    told = transport.ask()
    if not isinstance(told, dict):
        raise ServiceError(f"{transport.url}: this is no reconciliation service")
    versions = told.get("versions")
    spoken = next((each for each in VERSIONS if isinstance(versions, list) and each in versions), "")
    if not spoken:
        has = ", ".join(map(str, versions)) if isinstance(versions, list) else "none"
        known = " or ".join(VERSIONS)
        raise ServiceError(f"{transport.url}: the service has not version {known} of the API (it has: {has})")
    if not _SPACE.fullmatch(str(told.get("identifierSpace", ""))):
        raise ServiceError(f"{transport.url}: the identifiers of this service are not those of Wikidata")
    size = told.get("batchSize")
    return Manifest(
        str(told.get("name", transport.url)),
        spoken,
        min(BATCH, size) if isinstance(size, int) and size > 0 else BATCH,
    )


def question(thing: Thing) -> dict[str, Any]:
    """What is asked about a thing: its label, the type of its kind, and its country where that is known."""
    properties = [{"pid": _LAND.get(thing.kind, "P17"), "v": [{"id": land} for land in sorted(thing.countries)]}]
    return {
        "query": thing.label,
        "type": _TYPES[thing.kind],
        "type_strict": "should",
        "limit": _LIMIT,
        **({"properties": properties} if thing.countries else {}),
    }


def _candidates(url: str, answer: Any, source: SourceInfo) -> Iterator[Candidate]:
    """The candidates of an answer. Raises ServiceError for one that is no item, or has no name."""
    for each in answer[:_LIMIT] if isinstance(answer, list) else ():
        if not isinstance(each, dict) or not isinstance(each.get("name"), str):
            raise ServiceError(f"{url}: a candidate without a name")
        item = _SPACE.sub("", str(each.get("id", "")), count=1)  # some services have the whole IRI there
        if not _ITEM.fullmatch(item):
            raise ServiceError(f"{url}: {str(each.get('id'))[:40]!r} is no item of Wikidata")
        types = [one.get("id", "") for one in each.get("type") or () if isinstance(one, dict)]
        classes = wikidata_classes()
        kinds = {classes[number].kind.value for one in types
                 if _ITEM.fullmatch(str(one)) and (number := int(one[1:])) in classes}  # fmt: skip
        score = each.get("score")
        yield Candidate(
            item,
            each["name"],
            source,
            (each["name"],),
            str(each.get("description") or ""),
            frozenset(kinds),
            score=float(score) if isinstance(score, (int, float)) else None,
        )
