"""Certificate authorities trusted besides the system's: only when named, and the bundled one is the one it says."""

from __future__ import annotations

import ssl
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from crawler.network.authorities import file_of, trust

FINGERPRINT = "d26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31"
NAME = "Russian Trusted Root CA"


def test_the_bundled_root_is_the_one_published() -> None:
    (root,) = x509.load_pem_x509_certificates(file_of("mincifry").read_bytes())
    assert root.fingerprint(hashes.SHA256()).hex() == FINGERPRINT
    assert NAME in root.subject.rfc4514_string()
    root.verify_directly_issued_by(root)


def test_a_path_is_a_path(tmp_path: Path) -> None:
    assert file_of(str(tmp_path / "ca.pem")) == tmp_path / "ca.pem"
    assert file_of("unknown") == Path("unknown")


@pytest.mark.parametrize("named", ["", "mincifry"])
def test_it_is_trusted_only_when_named(named: str) -> None:
    code = (
        f"import ssl; from crawler.network.authorities import trust; {f'trust({named!r})' if named else 'pass'}; "
        "print([dict(part[0] for part in one['subject']).get('commonName') for one in "
        "ssl.create_default_context().get_ca_certs()])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert (NAME in told) is bool(named)


def test_what_is_no_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("это не сертификат")
    with pytest.raises(ssl.SSLError):
        trust(str(tmp_path / "ca.pem"))
    with pytest.raises(OSError, match="unknown"):
        trust("unknown")
