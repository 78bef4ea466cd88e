"""The first paragraph of a text, as a summary shows it; no docutils is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.rst.plain import first_paragraph, plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("*un* mot, **deux** mots et ``trois_``", "un mot, deux mots et trois_"),
        ("`ici <https://a.example/>`_ et `là`_ ou là-bas_", "ici et là ou là-bas"),
        ("snake_case et __init__", "snake_case et __init__"),
        ("Vrai [1]_, sûr [#]_ [Ann2020]_.", "Vrai, sûr."),
        (r"H\ :sub:`2`\ O \*a\*", "H2O *a*"),
        (":abbr:`LPO (Ligue)` et `LPO (Ligue)`:abbr:", "LPO et LPO"),
        (":ref:`la suite <suite>`", "la suite"),
        ("|logo| Texte", "Texte"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("Voici::", "Voici:"),
        ("deux\nlignes", "deux lignes"),
    ],
)
def test_markup_goes_and_its_words_stay(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize(
    "above",
    [
        "Titre\n=====",
        "=====\nTitre\n=====",
        "----",
        ".. image:: a.png\n   :alt: A",
        ".. note::\n\n   Une note.",
        ".. un commentaire",
        "- un\n- deux",
        "1. un\n2. deux",
        "#. un",
        ":champ: valeur",
        "  Une citation.",
        "| un vers",
        "+---+\n| a |\n+---+",
        "=== ===\n a   b\n=== ===",
        ">>> 1 + 1",
        ".. _là: https://a.example/",
        "__ https://a.example/",
        "|logo|",
    ],
)
def test_what_is_no_paragraph_is_passed_by(above: str) -> None:
    assert first_paragraph(f"{above}\n\nLe *texte*.\n\nEt la suite.") == "Le texte."


def test_a_paragraph_may_follow_its_title_at_once() -> None:
    assert first_paragraph("Titre\n=====\nLe texte.") == "Le texte."


def test_a_text_without_a_paragraph_has_none() -> None:
    assert first_paragraph("") == first_paragraph("- un\n- deux") == first_paragraph("Titre\n=====") == ""


@given(st.text(st.sampled_from("ab *`|_:[]<>\\\n=-.#é"), max_size=300))
def test_any_text_has_a_first_paragraph_or_none(text: str) -> None:
    assert "\n" not in first_paragraph(text)
