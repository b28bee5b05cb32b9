"""What was wrong with a certificate, and who it was issued to.

The downloader only learns that verification failed. A second handshake, made here to the address that was checked,
asks OpenSSL for the reason; nothing is sent over it.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from crawler.items import Certificate

# X509_V_ERR_* of OpenSSL.
_PROBLEMS = {
    10: "expired",
    9: "expired",  # not yet valid: as useless to a visitor
    18: "self_signed",
    19: "untrusted",  # self-signed authority at the end of the chain
    20: "untrusted",
    21: "untrusted",  # the chain is incomplete
    62: "wrong_name",
    64: "wrong_name",  # IP address mismatch
}


async def examine(host: str, address: str, port: int, *, timeout: float = 10.0) -> Certificate:
    """Shake hands with verification and, if that fails, once more without, to see the certificate.

    Returns an empty `problem` when the certificate is good (the trouble was another), and an empty certificate when
    no handshake comes about at all.
    """
    problem = ""
    try:
        presented = await _handshake(host, address, port, _as_browsers_verify(), timeout)
    except ssl.SSLCertVerificationError as error:
        problem = _PROBLEMS.get(error.verify_code, "untrusted")
        blind = ssl.create_default_context()
        blind.check_hostname = False
        blind.verify_mode = ssl.CERT_NONE
        try:
            presented = await _handshake(host, address, port, blind, timeout)
        except (OSError, TimeoutError):
            return Certificate(problem=problem)
    except (OSError, TimeoutError):
        return Certificate()
    return read_certificate(presented, problem)


def read_certificate(der: bytes, problem: str = "") -> Certificate:
    """Subject, issuer and end of validity of a DER certificate."""
    parsed = x509.load_der_x509_certificate(der)
    return Certificate(
        subject=_name(parsed.subject) or _first_host(parsed),
        issuer=_name(parsed.issuer),
        not_after=parsed.not_valid_after_utc,
        problem=problem,
    )


def of_answer(presented: Any) -> Certificate | None:
    """The certificate of a good https answer (Twisted's object), None for a plain http one."""
    if presented is None:
        return None
    try:
        return read_certificate(presented.dump())
    except ValueError:
        return Certificate()


def _as_browsers_verify() -> ssl.SSLContext:
    """Without the strictness of Python 3.13: it calls certificates malformed that every browser takes."""
    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


async def _handshake(host: str, address: str, port: int, context: ssl.SSLContext, timeout: float) -> bytes:
    async with asyncio.timeout(timeout):
        _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host)
        try:
            presented: bytes = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        finally:
            writer.transport.abort()
            with contextlib.suppress(Exception):
                await writer.wait_closed()
    return presented


def _name(name: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(kind):
            return str(attribute.value)[:200]
    return ""


def _first_host(parsed: x509.Certificate) -> str:
    try:
        names = parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ""
    return next(iter(names.get_values_for_type(x509.DNSName)), "")
