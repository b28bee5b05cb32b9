"""Certificate authorities trusted besides the system's, for sites under a national root no distribution ships.

Verification itself is never switched off: an authority is added because whoever runs the audit names its file.
"""

from __future__ import annotations

import os
import ssl
import tempfile
from pathlib import Path

SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Red Hat
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # BSD, macOS
)

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "certificates"

_kept: list[object] = []  # files that must live as long as the process


def file_of(ca_file: str) -> Path:
    """The file a setting means: a path, or the name of a bundled one when there is no such path."""
    bundled = BUNDLED / f"{ca_file}.pem"
    return bundled if "/" not in ca_file and not Path(ca_file).exists() and bundled.is_file() else Path(ca_file)


def authorities_in(ca_file: str) -> bytes:
    """The PEM file's authorities. Raises OSError when it cannot be read and `ssl.SSLError` when it holds none."""
    found = file_of(ca_file).read_bytes()
    ssl.create_default_context(cadata=found.decode("ascii", "ignore") or "-")  # refuses what is no certificate
    return found


def trust(ca_file: str) -> None:
    """Add the PEM file's authorities to those of the system, for every connection this process makes from now on.

    "mincifry" is the national root that comes with the program: sites under it are many, systems that know it few.

    Raises OSError when the file cannot be read and `ssl.SSLError` when it holds no certificate.
    """
    added = authorities_in(ca_file)
    named = (os.environ.get("SSL_CERT_FILE"), ssl.get_default_verify_paths().cafile, *SYSTEM_BUNDLES)
    system = next((Path(one).read_bytes() for one in named if one and Path(one).is_file()), b"")
    # OpenSSL and Twisted read one file that the environment names, instead of the system's: so it must hold both.
    file = tempfile.NamedTemporaryFile(prefix="nok-ca-", suffix=".pem")  # noqa: SIM115 - lives with the process
    file.write(system + b"\n" + added)
    file.flush()
    _kept.append(file)
    os.environ["SSL_CERT_FILE"] = file.name
