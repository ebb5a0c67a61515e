"""What was found, form by form: counted in what people read, with one example each."""

from analysis.privacy.findings import UNSURE, Finding, FindingKind
from analysis.privacy.forms import forms, key_of
from analysis.privacy.remembering import Remembering
from analysis.privacy.taking_out import Found, find_in
from analysis.store import ImportItem, SourceText
from analysis.types import LeftOut, Place, Reading, Statement

KNOWN = {"Henk": FindingKind.PERSON, "henk": FindingKind.PERSON, "06-12": FindingKind.PHONE,
         "Roos": FindingKind.PERSON}  # fmt: skip


class Words:
    """Finds the words of KNOWN, and counts how often it was asked."""

    def __init__(self):
        self.asked = []

    def find(self, text):
        self.asked.append(text)
        found = ((text.find(word), word) for word in KNOWN if word in text)
        return tuple(
            Finding(at, at + len(word), KNOWN[word], word, "bekend") for at, word in sorted(found)
        )


def item(*texts, left_out=(), lines=(), source="dag.txt", label=None):
    statements = tuple(
        Statement(f"{source}{at}", text, "Hoek", None, None, source, Place(at, at), label=label)
        for at, text in enumerate(texts, 1)
    )
    parts = tuple(LeftOut(source, text, Place(90, 90), "aanwezigen") for text in left_out)
    shown = tuple(SourceText(Place(at, at), line, "statement") for at, line in enumerate(lines, 1))
    return ImportItem(Reading(source, statements, parts), source, shown)


def listed(*items):
    return forms(items, find_in(items, Words(), ordinary=()))


def test_a_form_is_one_row_with_its_number_and_first_example():
    (form,) = listed(item("Henk belt", "ook Henk en henk's fiets"))

    assert (form.found.text, form.count, form.context) == ("Henk", 3, "Henk belt")
    assert form.context[form.found.start : form.found.end] == "Henk"


def test_persons_come_first_and_then_the_other_kinds():
    assert [form.found.text for form in listed(item("06-12 is van Roos", "Henk"))] == [
        "Roos", "Henk", "06-12",
    ]  # fmt: skip


def test_what_is_most_to_be_doubted_stands_before_other_persons():
    unsure = Finding(0, 4, FindingKind.PERSON, "Kwik", UNSURE)
    sure = Finding(0, 4, FindingKind.PERSON, "Henk", "bekende voornaam")
    found = Found({"Henk belt": (sure,), "Kwik belt": (unsure,)})
    assert [f.found.text for f in forms([item("Henk belt", "Kwik belt")], found)] == [
        "Kwik", "Henk",
    ]  # fmt: skip


def test_a_label_counts_once_a_file_and_a_source_s_own_lines_not_at_all():
    (form,) = listed(item("wat rust", "wat tijd", label="Henk zei", lines=["- Henk zei"]))

    assert form.count == 1


def test_what_is_in_no_statement_is_listed_all_the_same():
    found = listed(item("rust", source="verslag_Henk.txt", lines=["06-12"], left_out=["Roos"]))

    assert {form.found.text: form.count for form in found} == {"Roos": 1, "Henk": 1, "06-12": 1}


def test_the_key_leaves_case_aside_and_tells_kinds_apart():
    person = Finding(0, 4, FindingKind.PERSON, "Henk", "")
    assert key_of(person) == key_of(Finding(9, 13, FindingKind.PERSON, "HENK", "anders"))
    assert key_of(person) != key_of(Finding(0, 4, FindingKind.URL, "Henk", ""))


def test_a_text_is_looked_at_once():
    words = Words()
    finder = Remembering(words)

    assert finder.find("Henk belt") == finder.find("Henk belt")
    assert [one.text for one in finder.find("Henk belt")] == ["Henk"]
    assert words.asked == ["Henk belt"]
