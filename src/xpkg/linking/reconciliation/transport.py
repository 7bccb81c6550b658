"""Asks a service over HTTP as a polite client does: who asks is told, waits are kept, and answers have a limit."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

from xpkg.errors import ServiceError
from xpkg.retry_after import retry_after
from xpkg.secure_connection import secure_fault

_MOST = 10_000_000  # bytes of an answer
_BUSY = (429, 502, 503, 504)
_LATER, _INTERNAL = ("maxlag", "ratelimited", "readonly"), "internal_api_error"
_LONGEST_WAIT = 120.0  # seconds that a service may ask to wait
_FIRST_WAIT = 1.0
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Transport:
    """How a service is asked. ``agent`` says who asks; ``timeout`` is in seconds, ``wait`` sleeps so long.

    Raises ServiceError where ``url`` is no http(s) address.
    """

    url: str
    agent: str
    timeout: float = 30.0
    wait: Callable[[float], None] = field(default=time.sleep, compare=False)

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            raise ServiceError(f"{self.url}: the address of a service begins with http:// or https:// and names a host")

    def ask(self, form: Mapping[str, str] | None = None, *, get: bool = False) -> Any:
        """The JSON that the service answers: its manifest where no ``form`` is sent.

        The form is the body of a POST, or with ``get`` a part of the address. A busy service (429, 502 to 504, or an
        error like ``maxlag``) is asked again when it says, or after waits that grow. Raises ServiceError where it
        fails, refuses, leads elsewhere, stays busy, or answers no JSON.
        """
        pause, why = _FIRST_WAIT, ""
        for number in range(_TRIES):
            if number:
                self.wait(pause)
            status, headers, body = self._once(form, get=get)
            if status in _BUSY or status == 0:
                why = f"status {status}" if status else body.decode("utf-8", "replace")
            elif status != 200:
                raise ServiceError(f"{self.url}: the service answers with status {status}")
            else:
                told = self._parsed(body)
                if not (busy := _busy(told)):
                    return told
                why = f"it is busy: {busy}"
            asked = retry_after(headers.get("retry-after", ""), time.time())
            if asked > _LONGEST_WAIT:
                raise ServiceError(f"{self.url}: the service wants {asked:.0f} seconds of quiet; try again later")
            pause = max(asked, _FIRST_WAIT * 2**number)
        raise ServiceError(f"{self.url}: the service does not answer ({why}); try again later")

    def _once(self, form: Mapping[str, str] | None, *, get: bool) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body; status 0 where there is no answer in time."""
        url, data = self.url, urlencode(form).encode() if form is not None and not get else None
        if form is not None and get:
            url = f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(form)}"
        request = urllib.request.Request(url, data, {"User-Agent": self.agent, "Accept": "application/json"})
        try:
            with urllib.request.build_opener(_SameHost).open(request, timeout=self.timeout) as response:
                body = response.read(_MOST + 1)
                if len(body) > _MOST:
                    raise ServiceError(f"{self.url}: the answer is longer than {_MOST // 1_000_000} MB")
                if response.length:  # what is still to come: a part was asked for, so that nothing is raised
                    return 0, {}, b"the answer ends too early"
                return response.status, _lower(response.headers), body
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _lower(error.headers), b""
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            if fault := secure_fault(reason):
                raise ServiceError(f"{self.url}: {fault}") from error
            return 0, {}, str(reason or type(error).__name__).encode()

    def _parsed(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ServiceError(f"{self.url}: the answer is no JSON") from error


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to the same host; what is asked goes nowhere else."""

    max_redirections = 3

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The request again at ``newurl``, with its form where it had one. Raises HTTPError for another host."""
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            return None
        return urllib.request.Request(newurl, req.data, dict(req.header_items()))


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()} if headers else {}


def _busy(told: Any) -> str:
    """The code of the error by which MediaWiki asks to come again later; empty for all other answers."""
    error = told.get("error") if isinstance(told, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and (code in _LATER or code.startswith(_INTERNAL)) else ""
