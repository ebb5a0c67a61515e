"""Finding names and other personal data: loading, statements a second, memory."""

from __future__ import annotations

from analysis.charts.palette import dutch
from analysis.measure import fresh
from analysis.measure.figures import Figure, Sizes
from analysis.measure.names import find_all
from analysis.measure.samples import sample_statements

_NUMBERED = 5  # every so many statements one has a telephone number


def finding_names(sizes: Sizes) -> list[Figure]:
    """Finding in statements that hold unknown words, capitals and numbers, in a fresh process."""
    texts = sample_texts(sizes.many // 2)
    spent = fresh.in_fresh_process(find_all, texts)
    how = (
        "uitspraken van de voorbeelddag, elk met een woord dat nergens anders staat, de helft met "
        f"een hoofdletter, een op de {_NUMBERED} met een telefoonnummer; rekentijd "
        f"{dutch(spent.used, decimals=1)} s, één proces"
    )
    rate = len(texts) / spent.seconds
    loading = "een vers proces laadt lijsten en model en zoekt in één uitspraak"
    return [
        Figure("namen laden", spent.loading, "s", 1, loading, limit=2),
        Figure("namen zoeken", rate, "per s", len(texts), how, 2_000, decimals=0, at_least=True),
        Figure("namen geheugen", spent.megabytes, "MB", len(texts), how, 300, decimals=0),
    ]


def sample_texts(count: int) -> list[str]:
    """`count` texts of the example day, each changed so that no cache knows it."""
    texts = []
    for number, statement in enumerate(sample_statements(count)):
        head, _, new = statement.text.rpartition(" ")
        phone = f" 06-{10_000_000 + number}" if number % _NUMBERED == 0 else ""
        texts.append(f"{head} {new.capitalize() if number % 2 else new}{phone}")
    return texts
