"""Says in plain words why a connection over TLS failed, and what to do."""

from __future__ import annotations

import ssl

_BROKEN = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_NOT_YET, _EXPIRED, _OTHER_NAME, _OTHER_ADDRESS = 9, 10, 62, 64
_UNKNOWN_ISSUER = frozenset({2, 18, 19, 20, 21})
"""Verify codes of OpenSSL: no issuer, self-signed, self-signed in the chain, no issuer here, first one not verified."""


def secure_fault(error: object) -> str:
    """Why TLS failed, in one line without the address; empty where it did not: a connection that broke is asked again.

    A certificate is never taken unchecked: one of an issuer of the user's own is trusted by ``SSL_CERT_FILE``.

    >>> secure_fault(TimeoutError())
    ''
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error.verify_code, error.verify_message)
    if not isinstance(error, ssl.SSLError) or isinstance(error, _BROKEN):
        return ""
    if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"):
        return "the host does not speak https there; is it http:// or another port?"
    return f"no secure connection ({(error.reason or str(error)).lower().replace('_', ' ')})"


def _certificate(code: int, told: str) -> str:
    if code == _EXPIRED:
        return "the host's certificate has expired; ask who runs it, or set this machine's clock if it is wrong"
    if code == _NOT_YET:
        return "the host's certificate is not valid yet; is this machine's clock right?"
    if code in (_OTHER_NAME, _OTHER_ADDRESS):
        return "the host's certificate is for another name; is the address right?"
    if code in _UNKNOWN_ISSUER:
        return (
            "the host's certificate is by an issuer that this machine does not know; if you trust it, name a file with "
            "the issuer's certificate (PEM) in SSL_CERT_FILE"
        )
    return f"the host's certificate is not valid: {told}"
