"""``xpkg fetch`` over https: what a host shows is checked, and a fault is told in a line that says what to do."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from tests.fetching.test_fetch import PAGE, Site, failure, got, started
from xpkg.errors import ServiceError
from xpkg.linking.reconciliation.transport import Transport
from xpkg.publication import Credentials, GraphStore

pytest.importorskip("protego")
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC), datetime(2002, 1, 1, tzinfo=UTC)
LATER = datetime(2900, 1, 1, tzinfo=UTC), None
ALWAYS = None, None


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine knows the authority, as a user who trusts one says so."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@contextmanager
def secure_site(certificate: trustme.LeafCert) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with started(Site("https", context)) as site:
        yield site


@pytest.mark.usefixtures("trusted")
def test_a_page_is_saved_over_https(authority: trustme.CA, tmp_path: Path) -> None:
    with secure_site(authority.issue_cert("127.0.0.1", "localhost")) as site:
        site.pages["/old"] = (301, {"Location": "/dam"}, b"")
        by_number, by_name = got(tmp_path / "pages", f"{site.url}/dam", f"https://localhost:{site.server_port}/old",
                                 resolve=lambda host, port: ["127.0.0.1"])  # fmt: skip
    for one in (by_number, by_name):
        assert one.path is not None, one.error
        assert one.path.read_text() == PAGE
    assert site.asked[0][0] == "/robots.txt", "its rules are read over https as well"


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("name", "days", "told"),
    [
        ("elsewhere.example", ALWAYS, "the host's certificate is for another name; is the address right?"),
        ("10.0.0.1", ALWAYS, "the host's certificate is for another name; is the address right?"),
        ("127.0.0.1", LONG_AGO, "the host's certificate has expired; ask who runs it, or set this machine's clock"),
        ("127.0.0.1", LATER, "the host's certificate is not valid yet; is this machine's clock right?"),
    ],
)
def test_a_certificate_that_is_wrong_is_told(
    authority: trustme.CA, tmp_path: Path, name: str, days: tuple[datetime | None, datetime | None], told: str
) -> None:
    begins, ends = days
    with secure_site(authority.issue_cert(name, not_before=begins, not_after=ends)) as site:
        assert told in failure(tmp_path / "pages", f"{site.url}/dam")
        assert not site.asked, "nothing is said to a host that is not who it should be"


def test_an_issuer_that_nobody_knows_is_told_with_the_way_to_trust_it(authority: trustme.CA, tmp_path: Path) -> None:
    with secure_site(authority.issue_cert("127.0.0.1")) as site:
        told = failure(tmp_path, f"{site.url}/dam")
        assert "by an issuer that this machine does not know" in told
        assert "SSL_CERT_FILE" in told
        assert "\n" not in told
        assert not site.asked


def test_a_host_that_speaks_no_https_is_told(tmp_path: Path) -> None:
    with started(Site()) as site:
        url = f"https://127.0.0.1:{site.server_port}/dam"
        assert "does not speak https there; is it http:// or another port?" in failure(tmp_path, url)


def test_services_are_checked_as_well_and_asked_once(authority: trustme.CA) -> None:
    waits: list[float] = []
    with secure_site(authority.issue_cert("127.0.0.1")) as site:
        with pytest.raises(ServiceError, match="SSL_CERT_FILE"):
            Transport(site.url, "xpkg/1 (test)", wait=waits.append).ask()
        with pytest.raises(ServiceError, match="SSL_CERT_FILE"):
            GraphStore(site.url, Credentials("a-token"), wait=waits.append).delete("https://example.org/a")
    assert not site.asked
    assert not waits
