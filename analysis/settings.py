"""Where things stand on this computer, and the settings under which the app runs."""

from __future__ import annotations

import os
from enum import StrEnum
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path, user_log_path

from analysis.errors import StoreError, UsageError
from analysis.live.address import loopback

_PACKAGE = Path(__file__).resolve().parent
_HOUSE = _PACKAGE.parent

_DEFAULT_LIMIT_MB = 50
LOCAL_NAMES = ("127.0.0.1", "localhost")
LOGIN_VARIABLE = "KOFFIEHOEK_INLOGGEN"

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

# Green, vermilion and blue mean a kind, so what can be pressed is ink or, on dark, lilac.
# Contrast with the two backgrounds: ink 9.9 and 8.8 to 1, lilac 10.2 and 8.7.
_THEME = {
    "theme.font": _FONT,
    "theme.headingFont": _FONT,
    "theme.codeFont": "ui-monospace, Consolas, Menlo, monospace",
    "theme.baseFontSize": 17,
    "theme.headingFontSizes": ["1.9rem", "1.5rem", "1.25rem", "1.1rem", "1rem", "1rem"],
    "theme.paddingTop": "1.5rem",
    "theme.linkUnderline": True,
    "theme.showWidgetBorder": True,
    "theme.light.primaryColor": "#4A3B6B",
    "theme.light.backgroundColor": "#FFFFFF",
    "theme.light.secondaryBackgroundColor": "#F3F2F5",
    "theme.light.textColor": "#22212A",
    "theme.light.linkColor": "#4A3B6B",
    "theme.light.borderColor": "#85828F",
    "theme.dark.primaryColor": "#C9BCEB",
    "theme.dark.backgroundColor": "#17161B",
    "theme.dark.secondaryBackgroundColor": "#26242D",
    "theme.dark.textColor": "#EFEDF3",
    "theme.dark.linkColor": "#C9BCEB",
    "theme.dark.borderColor": "#8D8999",
}

_FIXED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    "runner.magicEnabled": False,
    # Off: a full collection after every run holds the interpreter for some 35 ms.
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
}


class Login(StrEnum):
    """How one gets in; the value is what people type."""

    NONE = "geen"
    PASSWORD = "wachtwoord"  # noqa: S105  # the name of a way in
    OIDC = "oidc"


def login(*, address: str | None) -> Login:
    """How one gets in: what KOFFIEHOEK_INLOGGEN says, else what fits the address it listens on.

    Anything unknown is closed: a password is asked, also where none was ever set.
    """
    said = os.environ.get(LOGIN_VARIABLE, "").strip()
    if not said:
        return Login.NONE if address is not None and loopback(address) else Login.PASSWORD
    return Login(said) if said in {one.value for one in Login} else Login.PASSWORD


def app_options(
    *,
    address: str,
    port: int,
    public: str | None = None,
    certificate: tuple[str, str] | None = None,
) -> dict[str, object]:  # fmt: skip
    """The app's settings, by the names that Streamlit gives them.

    `public`: the address as others type it; `certificate`: the files of certificate and key.
    """
    # On this computer alone, other names in the address bar can only be an attack.
    hosts = list(LOCAL_NAMES) if loopback(address) else []
    if hosts and public:  # a proxy on this computer passes on the name that was typed
        hosts.append(urlsplit(public).hostname or "")
    place: dict[str, object] = {"server.address": address, "server.port": port}
    place |= {"server.allowedHosts": hosts, "server.maxUploadSize": limit_mb()}
    if certificate:
        place["server.sslCertFile"], place["server.sslKeyFile"] = certificate
    return {**_FIXED, **_THEME, **place}


def limit_mb() -> int:
    """The largest file that is read, in MB: 50, or what KOFFIEHOEK_GRENS_MB says.

    Raises UsageError where that is no whole number above zero.
    """
    given = os.environ.get("KOFFIEHOEK_GRENS_MB", str(_DEFAULT_LIMIT_MB)).strip()
    if not given.isdecimal() or int(given) < 1:
        raise UsageError(
            f"KOFFIEHOEK_GRENS_MB is “{given}”; dat is geen aantal MB.",
            remedy="Geef een heel getal, bijvoorbeeld 50.",
        )
    return int(given)


def app_file() -> Path:
    """The file that holds the ASGI app; beside the packages, installed or not."""
    return _HOUSE / "app.py"


def python_path() -> str:
    """PYTHONPATH for a new Python that is to find these packages, and all that this one finds."""
    paths = [str(_HOUSE), os.environ.get("PYTHONPATH", "")]
    return os.pathsep.join(path for path in paths if path)


def example_folder() -> Path:
    """The folder with the example day's flip-overs, in the wheel or in a checkout.

    Raises StoreError where neither is there.
    """
    return _folder("voorbeeld", "flipovers", "De bestanden van de voorbeelddag")


def training_folder() -> Path:
    """The folder with the statements that the shipped model was trained on, likewise."""
    return _folder("training", "training", "De leervoorbeelden")


def _folder(in_wheel: str, in_checkout: str, what: str) -> Path:
    for folder in (_PACKAGE / in_wheel, _HOUSE / "data" / in_checkout):
        if folder.is_dir():
            return folder
    raise StoreError(f"{what} ontbreken.", remedy="Installeer Koffiehoek opnieuw.")


def data_folder() -> Path:
    """The folder of this user in which Koffiehoek keeps its files: database, keys, output."""
    return user_data_path("koffiehoek", appauthor=False)


def log_file() -> Path:
    """The file that tells what went wrong; its folder is made when the first line is written."""
    return user_log_path("koffiehoek", appauthor=False) / "koffiehoek.log"


def version() -> str:
    """The program's version, as its package has it."""
    try:
        return version_of("koffiehoek")
    except PackageNotFoundError:  # run from the source, not installed
        return "uit de broncode"
