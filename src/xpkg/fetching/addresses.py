"""Says what an address on the web names, and which of the hosts behind it may be reached."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit, urlunsplit

from xpkg.errors import FetchError

_PORTS = {"http": 80, "https": 443}
_KEPT = "/%:@!$&'()*+,;=~-._"
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""In which networks of IPv6 alone have the addresses of IPv4."""
_LONGEST = 2_000

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be asked: ``target`` is its path with its query, all of it in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a browser shows them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def address_of(url: str) -> Address:
    """The address that ``url`` writes, without its fragment. Raises FetchError where it is none, or has a password.

    >>> str(address_of("HTTPS://Courier.example:443/a b?c=é#d"))
    'https://courier.example/a%20b?c=%C3%A9'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url}: no address: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname or len(url) > _LONGEST:
        raise FetchError(f"{url[:200]}: an address begins with http:// or https:// and names a host")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://…@{parts.hostname}: an address with a name or a password is not fetched")
    try:
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchError(f"{url}: no name of a host: {parts.hostname!r}") from error
    target = urlunsplit(("", "", quote(parts.path or "/", _KEPT), quote(parts.query, f"{_KEPT}?"), ""))
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], target if target[0] == "/" else f"/{target}")


def is_public(host: str) -> bool:
    """Whether the IP address ``host`` is one of the public internet, whatever way it is written in IPv6.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False, False)
    """
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address):
        within: IPv4Address | None = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            within = IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None or (within is not None and not is_public(str(within))):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def names_private(address: Address) -> bool:
    """Whether the address itself says that it is private: by a number, or as ``localhost``."""
    if address.host == "localhost" or address.host.endswith(".localhost"):
        return True
    try:
        return not is_public(address.host)
    except ValueError:
        return False


def reachable(address: Address, private: Collection[tuple[str, int]], resolve: Resolve) -> Sequence[str]:
    """The IP addresses of the host, looked up once: what is checked here is what is connected to.

    Raises FetchError where the name is not known. It does so for a private one, unless the host and port are among
    ``private``: those that the user named as such.
    """
    try:
        found = list(dict.fromkeys(resolve(address.host, address.port)))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{address}: no host is called {address.host}") from error
    if not found:
        raise FetchError(f"{address}: no host is called {address.host}")
    named = (address.host, address.port) in private and names_private(address)
    if not named and not all(map(is_public, found)):
        raise FetchError(f"{address}: {address.host} is a private address, and no page of the web")
    return found


def looked_up(host: str, port: int) -> list[str]:
    """The IP addresses of ``host`` as the system tells them. Raises OSError where it knows none."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
