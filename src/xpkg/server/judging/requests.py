"""From a request to the judging page to a job; reads neither store nor file."""

from __future__ import annotations

import hmac
import re
import time
from urllib.parse import urlencode, urlsplit

from xpkg.server.authorization import write_refusal
from xpkg.server.http_messages import Request, Response, error, form_fields
from xpkg.server.jobs import Job
from xpkg.server.judging.sessions import COOKIE, LASTS, Session, is_name, opened, session
from xpkg.server.settings import Settings
from xpkg.sparql.errors import RefusedError

PATH = "link"
JUDGE = "judge"
"""The kind of the job that writes a judgement."""

_FORM = "application/x-www-form-urlencoded"
_METHODS = "GET, HEAD, POST"
_LONGEST = 20_000  # bytes of a form
_THING = re.compile(r"[a-z]+/[a-z0-9-]+|ontology#event-[a-z0-9-]+", re.ASCII)
_CHOICE = re.compile(r"(?:accept|close|reject):Q[1-9]\d{0,11}|reject|absent|undo", re.ASCII)


def plan(request: Request, settings: Settings) -> Job | Response:
    """The job of a request to the page, or the response where it is refused or needs no job."""
    if not settings.judgements or settings.token is None:
        return error(404, "no judgements are taken here; xpkg serve --writable --judgements-file FILE takes them")
    if request.method not in ("GET", "HEAD", "POST"):
        return error(405, f"only {_METHODS}", (("Allow", _METHODS),))
    try:
        if request.method == "POST":
            return _post(request, settings, settings.token)
        asked = dict(form_fields(request.query_string))
    except RefusedError as refusal:
        return error(refusal.status, str(refusal))
    who = session(settings.token, request.header("cookie"), time.time())
    shown = [(name, asked[name]) for name in ("after", "done") if _THING.fullmatch(asked.get(name, ""))]
    held = [("author", who.author), ("secret", who.secret)] if who else []
    return Job("page", PATH, content_type="text/html", base=request.url, root=request.root,
               fields=(*shown, *held), volatile=True, timeout=settings.timeout)  # fmt: skip


def _post(request: Request, settings: Settings, token: str) -> Job | Response:
    if (request.header("content-type") or "").partition(";")[0].strip().lower() != _FORM:
        raise RefusedError(415, f"POST takes {_FORM}")
    if len(request.body) > _LONGEST:
        raise RefusedError(413, "the form is too large")
    origin = request.header("origin")
    if origin is not None and origin.lower() != _origin(request.root):
        return error(403, "the form is of another site")
    fields = dict(form_fields(request.body))
    bearer = bool(request.header("authorization"))
    if bearer and (refusal := write_refusal(request, settings)) is not None:
        return refusal
    if not bearer and fields.get("choice") == "enter":
        return _enter(request, token, fields)
    who = Session(fields.get("author", ""), "") if bearer else session(token, request.header("cookie"), time.time())
    if who is None:
        return error(401, "the session has ended; enter the token again")
    if not bearer and not hmac.compare_digest(fields.get("secret", "").encode(), who.secret.encode()):
        return error(403, "the form is not of this session")
    if fields.get("choice") == "leave":
        return _to(request.root, cookie=_cookie(request.root, "", 0))
    if not is_name(who.author):
        return error(400, "say who judges")
    if not _THING.fullmatch(fields.get("thing", "")) or not _CHOICE.fullmatch(fields.get("choice", "")):
        return error(400, "this is no judgement")
    kept = (("author", who.author), ("thing", fields["thing"]), ("choice", fields["choice"]))
    return Job(JUDGE, PATH, content_type="text/plain", root=request.root, fields=kept, volatile=True,
               timeout=settings.timeout)  # fmt: skip


def _enter(request: Request, token: str, fields: dict[str, str]) -> Response:
    """A cookie for who knows the token. It is sent to this page alone, and by no form of another site."""
    author = fields.get("author", "").strip()
    if not hmac.compare_digest(fields.get("token", "").strip().encode(), token.encode()):
        return error(401, "this is not the token of the server")
    if not is_name(author):
        return error(400, "say who judges: a name, or an identifier like orcid:0000-0002-1825-0097")
    return _to(request.root, cookie=_cookie(request.root, opened(token, author, time.time()), LASTS))


def _cookie(root: str, value: str, lasts: int) -> str:
    secure = "; Secure" if root.startswith("https:") else ""
    return f"{COOKIE}={value}; Path={urlsplit(root).path}{PATH}; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}"


def _to(root: str, *, cookie: str = "") -> Response:
    headers = (("Location", f"{urlsplit(root).path}{PATH}"), ("Content-Length", "0"), ("Cache-Control", "no-store"))
    return Response(303, (*headers, *((("Set-Cookie", cookie),) if cookie else ())))


def _origin(root: str) -> str:
    address = urlsplit(root)
    return f"{address.scheme}://{address.netloc}".lower()


def address_of(root: str, **fields: str) -> str:
    """The path of the page with ``fields``."""
    return f"{urlsplit(root).path}{PATH}?{urlencode(fields)}"
