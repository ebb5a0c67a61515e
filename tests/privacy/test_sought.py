"""The second look: a name found once is found wherever it stands as a whole word."""

import pytest

from analysis.privacy.sought import Sought


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (["Henk"], "bel Henk, of Henk's baas", ["Henk", "Henk"]),
        (["Henk"], "HENK belt henk", ["HENK"]),
        (["henk"], "Henk belt henk", ["Henk", "henk"]),
        (["Henk"], "Henkie en Ahenk en Henks", []),
        (["Henk Bos", "Henk"], "Henk Bos en Henk", ["Henk Bos", "Henk"]),
        (["Van der Wal"], "mevr. van der Wal", ["van der Wal"]),
        (["J. de Vries"], "J de Vries en J.de Vries", ["J de Vries", "J.de Vries"]),
        (["Henk Bos"], "Henk\nBos", []),
        (["El Amrani-de Boer"], "El Amrani-de Boer", ["El Amrani-de Boer"]),
        (["'t Hart"], "zuster 't Hart", ["t Hart"]),
        (["Henk"], "verslag_Henk_def", ["Henk"]),
        (["Roos"], "dat zegt Roos", ["Roos"]),
        (["Roos"], "een roos in de tuin", []),
        (["De Wit"], "De Wit belt", ["De Wit"]),
        (["De Wit"], "de wit geverfde muur", []),
        (["A."], "a of b, A of B", []),
        (["Mo"], "Mo komt mee", ["Mo"]),
        ([], "Henk", []),
        (["..."], "Henk ...", []),
    ],
)
def test_found_again(forms, text, expected):
    found = Sought(forms).find(text)
    assert [one.text for one in found] == expected
    assert all(text[one.start : one.end] == one.text and one.reason for one in found)
