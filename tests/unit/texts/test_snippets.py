from pathlib import Path

import pytest

from texts.language import Language
from texts.snippets import BrokenSnippetsError, Snippets

SNIPPETS = Snippets.load()


def test_every_snippet_exists_in_every_language_in_one_order() -> None:
    spoken = {
        language: [name for name, of in SNIPPETS.wordings if of is language]
        for language in Language
    }

    assert spoken[Language.JAPANESE] == spoken[Language.ENGLISH] == list(SNIPPETS.names)


def test_what_is_asked_in_danger_is_about_a_crisis() -> None:
    crisis = {
        name for name in SNIPPETS.names if SNIPPETS.wordings[name, Language.JAPANESE].is_crisis
    }

    assert {"said_so", "ask_plan", "ask_means", "where_now", "help_is_coming"} <= crisis
    assert crisis.isdisjoint({"thinking", "still_here", "family"})


def test_other_words_for_one_language_leave_the_other() -> None:
    changed = SNIPPETS.with_bodies({("thinking", Language.JAPANESE): "少し考えています。"})

    assert changed.wordings["thinking", Language.JAPANESE].body == "少し考えています。"
    assert changed.wordings["thinking", Language.JAPANESE].title == "考えながら書いています"
    assert (
        changed.wordings["thinking", Language.ENGLISH]
        == SNIPPETS.wordings["thinking", Language.ENGLISH]
    )


@pytest.mark.parametrize(
    ("was", "put"),
    [
        ("thinking:\n", "pondering:\n"),
        ("  title: Thinking while writing\n", ""),
        ("body: I am thinking while I write. Please wait a little.", "body: 1"),
        ("Please wait a little.", "{name}"),
        ("Please wait a little.", "{"),
        ("Thinking while writing\n", "Thinking while writing\n  crisis: perhaps\n"),
        ("Thinking while writing\n", "Thinking while writing\n  crisis: true\n"),
        ("Thinking while writing\n", "Thinking while writing\n  more: a\n"),
    ],
)
def test_a_broken_file_of_snippets_is_refused(tmp_path: Path, was: str, put: str) -> None:
    own = Path(__file__).parents[3] / "texts" / "snippets"
    (tmp_path / "ja.yaml").write_text((own / "ja.yaml").read_text("utf-8"), "utf-8")
    text = (own / "en.yaml").read_text("utf-8")
    assert was in text
    (tmp_path / "en.yaml").write_text(text.replace(was, put, 1), "utf-8")

    with pytest.raises(BrokenSnippetsError):
        Snippets.load(tmp_path)
