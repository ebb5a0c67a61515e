"""The files for https: what the server would stumble over is told before it starts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from analysis.commands.certificate import checked
from analysis.errors import UsageError

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def write(folder: Path, *, since=NOW - DAY, until=NOW + DAY, password: bytes | None = None):
    """A certificate and its key, both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "koffie.nl")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(since)
        .not_valid_after(until)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(exist_ok=True)
    lock = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    (folder / "c.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "s.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    )
    return folder / "c.pem", folder / "s.pem"


def test_files_that_fit_are_passed_on_by_their_full_names(tmp_path, monkeypatch):
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert checked(Path("c.pem"), Path("s.pem")) == (
        str(tmp_path / "c.pem"), str(tmp_path / "s.pem")
    )  # fmt: skip
    assert checked(None, None) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"until": NOW - timedelta(hours=1)}, "is verlopen"),
        ({"since": NOW + timedelta(hours=1)}, "geldt pas vanaf"),
        ({"password": b"geheim"}, "op slot met een wachtwoord"),
    ],
)
def test_what_will_not_do_today_is_told(tmp_path, change, problem):
    with pytest.raises(UsageError, match=problem):
        checked(*write(tmp_path, **change))


def test_files_that_do_not_belong_together_are_told(tmp_path):
    certificate, _ = write(tmp_path / "een")
    _, key = write(tmp_path / "twee")
    with pytest.raises(UsageError, match="hoort niet bij het certificaat"):
        checked(certificate, key)


def test_what_is_no_certificate_or_key_is_told(tmp_path):
    certificate, key = write(tmp_path)
    with pytest.raises(UsageError, match="geen certificaat"):
        checked(key, certificate)
    with pytest.raises(UsageError, match="of is geen sleutel"):
        checked(certificate, certificate)
    with pytest.raises(UsageError, match="gaat niet open"):
        checked(certificate, tmp_path)
