"""Asks the API of Wikidata (wbgetentities of MediaWiki), or of a service like it, for items: politely and once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xpkg.errors import ServiceError
from xpkg.linking.enrichment.records import Record, read_record, slim
from xpkg.linking.enrichment.sources import Retrieved
from xpkg.linking.index.entities import merged_into
from xpkg.linking.reconciliation.cache import Cache, key_of, opened_cache
from xpkg.linking.reconciliation.client import AT_ONCE
from xpkg.linking.reconciliation.transport import Transport

WIKIDATA = "https://www.wikidata.org/w/api.php"
"""The address of Wikidata's own API; it is asked only where a user says so."""
BATCH = 50
"""Items in a request, as the API allows everybody."""

_MAXLAG = "5"  # seconds of delay of the databases from which a polite client waits
_NAMES = "labels|aliases|info"
_ALL = "labels|aliases|descriptions|claims|info"


@dataclass(frozen=True, slots=True)
class ApiRecords:
    """The API behind ``transport``. What it has answered is kept in the file ``cache`` with the day ``today`` (ISO)."""

    transport: Transport
    cache: Path
    today: Callable[[], str]

    def retrieve(self, items: Collection[str], languages: Sequence[str], *, names_only: bool = False) -> Retrieved:
        """The records of ``items``; only what the cache does not have is asked for, and kept batch by batch.

        Raises ServiceError where the API fails or answers what was not asked; what was answered before is kept.
        """
        asked = {"props": _NAMES if names_only else _ALL, "languages": "|".join((*languages, "mul"))}
        wanted = sorted({*items}, key=lambda each: int(each[1:]))
        keys = {each: key_of(self.transport.url, {"ids": each, **asked}) for each in wanted}
        records: dict[str, Record] = {}
        merged: dict[str, str] = {}
        with opened_cache(self.cache) as cache:
            self._ask(cache, [each for each in wanted if cache.get(keys[each]) is None], keys, asked)
            for item in wanted:
                told = cache.get(keys[item])
                if "missing" in told["entity"]:
                    continue
                record = self._record(item, told, languages)
                records[record.item] = record
                if record.item != item:
                    merged[item] = record.item
        gone = frozenset(each for each in wanted if merged.get(each, each) not in records)
        return Retrieved(records, merged, gone)

    def _ask(self, cache: Cache, items: Sequence[str], keys: Mapping[str, str], asked: Mapping[str, str]) -> None:
        batches = [items[at : at + BATCH] for at in range(0, len(items), BATCH)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(self._batch, batch, asked) for batch in batches]
            try:
                for future in futures:
                    day = self.today()
                    answers = future.result()
                    cache.put({keys[item]: {"entity": told, "retrieved": day} for item, told in answers.items()})
            except BaseException:
                for future in futures:
                    future.cancel()
                raise

    def _batch(self, items: Sequence[str], asked: Mapping[str, str]) -> dict[str, Any]:
        """The entities of one request by the items that were asked for. Items that are not there are in it, too."""
        told = self.transport.ask(
            {"action": "wbgetentities", "format": "json", "formatversion": "2", "maxlag": _MAXLAG, "redirects": "yes",
             "ids": "|".join(items), **asked},
            get=True,
        )  # fmt: skip
        error = told.get("error") if isinstance(told, dict) else None
        if isinstance(error, dict) and error.get("code") == "no-such-entity":
            return self._one_by_one(items, asked, str(error.get("id", "")))
        if isinstance(error, dict):
            why = " ".join(str(error.get("info") or error.get("code")).split())[:120]
            raise ServiceError(f"{self.transport.url}: the API refuses: {why}")
        entities = told.get("entities") if isinstance(told, dict) else None
        if not isinstance(entities, dict):
            raise ServiceError(f"{self.transport.url}: the answer has no entities; is this the API of a Wikibase?")
        return {item: self._entity(item, entities) for item in items}

    def _one_by_one(self, items: Sequence[str], asked: Mapping[str, str], unknown: str) -> dict[str, Any]:
        """The entities without the one that the API does not know, for which it refuses the whole request."""
        if unknown not in items:
            raise ServiceError(f"{self.transport.url}: the API knows nothing of what was not asked: {unknown[:40]!r}")
        rest = [each for each in items if each != unknown]
        return {unknown: {"id": unknown, "missing": True}} | (self._batch(rest, asked) if rest else {})

    def _entity(self, item: str, entities: Mapping[str, Any]) -> dict[str, Any]:
        """The entity that was asked for as ``item``: under its name, or under that which it was merged into."""
        told = entities.get(item)
        if told is None:
            ways = (each for each in entities.values() if isinstance(each, dict) and _came_from(each) == item)
            told = next(ways, None)
        if not isinstance(told, dict):
            raise ServiceError(f"{self.transport.url}: the answer has nothing of {item}")
        if "missing" not in told and told.get("id") != item and _came_from(told) != item:
            raise ServiceError(f"{self.transport.url}: asked for {item}, the answer is {str(told.get('id'))[:40]!r}")
        return slim(told)

    def _record(self, item: str, told: Mapping[str, Any], languages: Sequence[str]) -> Record:
        try:
            return read_record(told["entity"], languages, str(told["retrieved"]))
        except ValueError as error:
            raise ServiceError(f"{self.transport.url}: the answer about {item} is {error}") from error


def _came_from(told: Mapping[str, Any]) -> str:
    """The item under whose old number an entity was asked for; empty where it was not merged."""
    try:
        way = merged_into(told)
    except (KeyError, TypeError, ValueError, AttributeError):
        return ""
    return f"Q{way.number}" if way else ""
