"""Fetches addresses that a user names into a folder, as a polite visitor: slowly, told who asks, and where allowed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from xpkg.errors import FetchError
from xpkg.fetching.addresses import Address, Resolve, address_of, looked_up, names_private, reachable
from xpkg.fetching.request import Limits, Response, get
from xpkg.fetching.robots import LARGEST, Rules, rules_of
from xpkg.fetching.saving import record_of, save, saved_before
from xpkg.retry_after import retry_after

__all__ = ["Fetched", "Limits", "Manners", "fetch"]

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_BUSY = (429, 502, 503, 504)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked: who asks, seconds between two requests to a host, the longest wait that a host may ask for.

    ``allow_private`` lets addresses be asked that are private and say so. The rest stands for the clock and for what
    looks names up.
    """

    agent: str
    delay: float = 2.0
    longest_wait: float = 120.0
    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    resolve: Resolve = field(default=looked_up, compare=False)
    sleep: Callable[[float], None] = field(default=time.sleep, compare=False)
    clock: Callable[[], float] = field(default=time.monotonic, compare=False)
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC), compare=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of an address: the file, whether it was there already, or the ``error``."""

    url: str
    path: Path | None = None
    known: bool = False
    error: FetchError | None = None


@dataclass(slots=True)
class _Wanted:
    address: Address
    tried: int = 0


class _BusyError(FetchError):
    """A host that asks to be left alone for some seconds."""

    def __init__(self, message: str, wait: float) -> None:
        super().__init__(message)
        self.wait = wait


def fetch(urls: Sequence[str], folder: Path, manners: Manners) -> Iterator[Fetched]:
    """What becomes of each address, as it is done. What is in ``folder`` already is not asked for again.

    While one host has to be left alone, others are asked. Raises OutputError where ``folder`` cannot be written.
    """
    waiting: list[_Wanted] = []
    for url in dict.fromkeys(urls):
        try:
            address = address_of(url)
        except FetchError as error:
            yield Fetched(url, error=error)
            continue
        if path := saved_before(folder, address):
            yield Fetched(str(address), path, known=True)
        elif address not in [each.address for each in waiting]:
            waiting.append(_Wanted(address))
    private = {(each.address.host, each.address.port) for each in waiting if names_private(each.address)}
    visitor = _Visitor(manners, frozenset(private) if manners.allow_private else frozenset())
    while waiting:
        wanted = min(waiting, key=lambda each: visitor.ready(each.address))
        waiting.remove(wanted)
        wanted.tried += 1
        try:
            response, redirects = visitor.follow(wanted.address)
            retrieved = manners.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            record = record_of(response, wanted.address, redirects, retrieved, manners.agent)
            yield Fetched(str(wanted.address), save(folder, wanted.address, response.body, record))
        except _BusyError as error:
            if wanted.tried < _TRIES and error.wait <= manners.longest_wait:
                waiting.append(wanted)
            else:
                yield Fetched(str(wanted.address), error=error)
        except FetchError as error:
            yield Fetched(str(wanted.address), error=error)


class _Visitor:
    """One visit to many hosts: what each allows, and when it may be asked again."""

    def __init__(self, manners: Manners, private: frozenset[tuple[str, int]]) -> None:
        self._manners, self._private = manners, private
        self._rules: dict[str, Rules] = {}
        self._next: dict[str, float] = {}

    def ready(self, address: Address) -> float:
        """When the host may be asked again, on the clock."""
        return self._next.get(address.host, 0.0)

    def follow(self, address: Address) -> tuple[Response, tuple[str, ...]]:
        """The answer, and the addresses that led to it. Raises FetchError where there is none that is a page."""
        led: list[str] = []
        response = self._ask(address)
        while response.status in _REDIRECTS:
            target = response.header("location")
            if not target or len(led) >= _MOST_REDIRECTS:
                raise FetchError(f"{address}: leads on {len(led)} times, and to no page")
            led.append(str(response.address))
            following = address_of(urljoin(str(response.address), target))
            if str(following) in led:
                raise FetchError(f"{address}: leads in a circle")
            response = self._ask(following)
        if response.status != 200:
            raise FetchError(f"{address}: the host answers with status {response.status}")
        return response, tuple(led)

    def _ask(self, address: Address) -> Response:
        found = reachable(address, self._private, self._manners.resolve)
        rules = self._rules_for(address, found)
        rules.check(str(address))
        response = self._once(address, found, self._manners.limits)
        pause = max(self._manners.delay, min(rules.delay(), self._manners.longest_wait))
        if response.status in _BUSY:
            asked = retry_after(response.header("retry-after"), self._manners.now().timestamp())
            self._rest(address, max(pause, min(asked, self._manners.longest_wait)))
            told = f"{asked:.0f} seconds of quiet" if asked else "no more requests for now"
            raise _BusyError(f"{address}: status {response.status}: the host wants {told}; try again later", asked)
        self._rest(address, pause)
        return response

    def _once(self, address: Address, found: Sequence[str], limits: Limits) -> Response:
        """One request, when the host may be asked again."""
        wait = self.ready(address) - self._manners.clock()
        if wait > 0:
            self._manners.sleep(wait)
        try:
            return get(address, found, self._manners.agent, limits)
        finally:
            self._rest(address, self._manners.delay)

    def _rest(self, address: Address, seconds: float) -> None:
        self._next[address.host] = self._manners.clock() + seconds

    def _rules_for(self, address: Address, found: Sequence[str]) -> Rules:
        if address.origin not in self._rules:
            self._rules[address.origin] = self._asked_rules(address, found)
        return self._rules[address.origin]

    def _asked_rules(self, address: Address, found: Sequence[str]) -> Rules:
        """What the site's robots.txt says, which may lead elsewhere a few times."""
        at = Address(address.scheme, address.host, address.port, "/robots.txt")
        limits = Limits(self._manners.limits.seconds, LARGEST)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                response = self._once(at, found, limits)
                if response.status not in _REDIRECTS:
                    return rules_of(response.status, response.body)
                at = address_of(urljoin(str(at), response.header("location")))
                found = reachable(at, self._private, self._manners.resolve)
        except FetchError as error:
            return rules_of(0, b"", str(error).removeprefix(f"{at}: "))
        return rules_of(404, b"")  # RFC 9309: what leads on for ever may be taken for none
