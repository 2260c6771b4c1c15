"""TLS: the certificate is held against the name, whatever address was pinned."""

from __future__ import annotations

import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from servers import say, serve

from samestory.sources.fetching.addresses import parse_target
from samestory.sources.fetching.settings import FetchSettings
from samestory.sources.fetching.transport import TransportError, ask

SETTINGS = FetchSettings(total_seconds=5)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for velma.example that nobody vouches for."""
    pytest.importorskip("cryptography")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "velma.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("velma.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(encoding))
    return file


def fetch(certificate: Path, host: str) -> bytes:
    """Ask a server that has this certificate for a page under a name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serve(context) as server:
        server.answers["/a"] = say(b"A fire.")
        target = parse_target(f"https://{host}:{server.port}/a")
        return ask(target, "127.0.0.1", {}, SETTINGS, time.monotonic).body


def test_a_certificate_that_someone_vouches_for_is_trusted(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For its own name and no other, though both lead to one address."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(certificate, "velma.example") == b"A fire."
    with pytest.raises(TransportError, match="its certificate is not to be trusted"):
        fetch(certificate, "sound.example")


def test_a_certificate_that_nobody_vouches_for_is_not(certificate: Path) -> None:
    """There is no switch to trust it anyway."""
    with pytest.raises(TransportError, match="its certificate is not to be trusted"):
        fetch(certificate, "velma.example")


def test_a_server_without_tls_is_said() -> None:
    """Where it was asked for by https."""
    short = FetchSettings(total_seconds=0.5)
    with serve() as server, pytest.raises(TransportError, match=r"no answer came|takes too long"):
        ask(parse_target(f"https://velma.example:{server.port}/"), "127.0.0.1", {}, short, time.monotonic)
