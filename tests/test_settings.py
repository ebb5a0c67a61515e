"""Settings: that Streamlit knows them, that colours can be read, that files are found."""

import re

import pytest
from streamlit import config

from analysis import settings
from analysis.errors import UsageError

OPTIONS = settings.app_options(address="127.0.0.1", port=8501)
KINDS = {"#009E73", "#D55E00", "#0072B2"}


@pytest.mark.parametrize("name", OPTIONS)
def test_streamlit_knows_every_setting(name):
    assert name in config._config_options_template


def test_nothing_is_fetched_from_elsewhere():
    assert not any("://" in str(value) or ":http" in str(value) for value in OPTIONS.values())


def channel(part: str) -> float:
    value = int(part, 16) / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""
    light = sorted(
        0.2126 * channel(c[1:3]) + 0.7152 * channel(c[3:5]) + 0.0722 * channel(c[5:7])
        for c in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize(
    ("ink", "least"),
    [("textColor", 7), ("primaryColor", 4.5), ("linkColor", 4.5), ("borderColor", 3)],
)
def test_colours_stand_out_from_what_is_behind_them(scheme, background, ink, least):
    colours = [OPTIONS[f"theme.{scheme}.{name}"] for name in (ink, background)]
    assert contrast(*colours) >= least


def test_no_colour_of_the_frame_means_a_kind():
    colours = {v.upper() for v in OPTIONS.values() if re.fullmatch("#[0-9a-fA-F]{6}", str(v))}
    assert len(colours) >= 8
    assert not colours & KINDS


def test_the_app_and_the_example_are_found():
    assert settings.app_file().is_file()
    assert len(list(settings.example_folder().iterdir())) >= 10


def test_a_missing_example_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "_PACKAGE", tmp_path)
    monkeypatch.setattr(settings, "_HOUSE", tmp_path)
    with pytest.raises(settings.StoreError, match="voorbeelddag ontbreken"):
        settings.example_folder()


def test_the_limit_is_fifty_megabytes_unless_set(monkeypatch):
    monkeypatch.delenv("KOFFIEHOEK_GRENS_MB", raising=False)
    assert settings.limit_mb() == 50
    monkeypatch.setenv("KOFFIEHOEK_GRENS_MB", "120")
    assert settings.limit_mb() == 120
    assert settings.app_options(address="127.0.0.1", port=1)["server.maxUploadSize"] == 120


@pytest.mark.parametrize("wrong", ["", "veel", "0", "-3", "1,5"])
def test_a_limit_that_is_no_number_is_told(monkeypatch, wrong):
    monkeypatch.setenv("KOFFIEHOEK_GRENS_MB", wrong)

    with pytest.raises(UsageError, match="KOFFIEHOEK_GRENS_MB"):
        settings.limit_mb()
