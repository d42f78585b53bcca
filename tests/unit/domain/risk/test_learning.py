"""The model: learned the same way every time, from a file that is in the repository."""

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusedError
from domain.risk import gate, measuring, training, weights
from domain.risk.copies import make_copies
from domain.risk.sentences import Label, Sentence, get_sentences, grouped, read_sentences
from domain.risk.terms import get_terms

FEW = [
    Sentence(id=f"S{number}", text=text, label=label)
    for number, (text, label) in enumerate(
        [
            ("もう消えたい", Label.RISK),
            ("ずっと消えたい", Label.RISK),
            ("散歩に行きました", Label.NOT_RISK),
            ("買い物に行きました", Label.NOT_RISK),
            ("むなしいです", Label.AMBIGUOUS),
        ]
    )
]


def test_the_weights_in_the_repository_are_what_its_sentences_teach() -> None:
    kept = resources.files("domain.risk").joinpath("weights.json").read_text("utf-8")

    learned = training.train(get_sentences(), version=json.loads(kept)["version"])

    assert weights.to_json(learned) == kept
    assert len(kept.encode()) <= 400_000


def test_the_order_of_the_sentences_does_not_matter() -> None:
    assert training.train(FEW, version="1") == training.train(FEW[::-1], version="1")


def test_what_is_written_is_read_back() -> None:
    learned = training.train(FEW, version="1")

    assert weights.from_document(json.loads(weights.to_json(learned))) == learned


@pytest.mark.parametrize("document", [{}, {"version": 1}, {"version": "1", "bias": "0"}])
def test_another_file_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="risk train"):
        weights.from_document(document)


def test_a_sentence_in_a_long_text_is_not_drowned() -> None:
    model = weights.get_weights()
    alone = model.score("このまま消えてしまえたら")

    assert model.score("今日は散歩に行きました。" * 20 + "このまま消えてしまえたら") >= alone


def test_folds_share_no_sentences_that_are_alike() -> None:
    alike = [
        Sentence(id=str(n), text=f"もう死にたいです{'。' * n}", label=Label.RISK) for n in range(6)
    ]
    others = [
        Sentence(id=text, text=text, label=Label.NOT_RISK)
        for text in ("散歩に行きました", "猫がかわいい", "眠れませんでした", "絵を描いています")
    ]

    folds = grouped([*alike, *others], 3)

    assert sum(bool(fold & {one.id for one in alike}) for fold in folds) == 1
    assert sorted(id_ for fold in folds for id_ in fold) == sorted(
        one.id for one in (*alike, *others)
    )


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "1", "text": "a"}', '{"id": "1", "text": "a", "label": "x"}']
)
def test_a_line_that_is_no_sentence_is_named_and_not_quoted(line: str) -> None:
    with pytest.raises(RefusedError, match="line 2") as refused:
        read_sentences('{"id": "1", "text": "ひみつ", "label": "risk"}\n' + line)

    assert "ひみつ" not in str(refused.value)


def test_the_measure_counts_what_its_names_say() -> None:
    told = measuring.measure(
        [
            Sentence(id="1", text="もう死にたい", label=Label.RISK),
            Sentence(id="2", text="こんばんは", label=Label.RISK),
            Sentence(id="3", text="死にたくないです", label=Label.AMBIGUOUS),
            Sentence(id="4", text="魚を釣りたいです", label=Label.NOT_RISK),
        ]
    )

    assert (told.risk, told.caught, told.ambiguous, told.flagged) == (2, 1, 1, 1)
    assert (told.harmless, told.false_alarms) == (1, 0)
    assert [one.id for one in told.missed] == ["2"]


def test_cross_validation_judges_every_sentence_once() -> None:
    told = measuring.cross_validate(FEW)

    assert (told.risk, told.ambiguous, told.harmless) == (2, 1, 2)
    for point in measuring.curve(FEW):
        assert (point.risk, point.harmless) == (2, 2)


def test_the_gate_never_keeps_out_a_pattern_that_would_match() -> None:
    for one in get_sentences()[::7]:
        copies = make_copies(one.text)
        for term in get_terms().terms:
            copy = copies.script if term.is_on_script else copies.folded
            if term.needs is not None and term.pattern.search(copy.text):
                assert not term.needs.isdisjoint(gate.grams(copy.text)), (term.id, one.id)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("死にたい", {"死にた"}),
        ("死|殺す", {"死", "殺す"}),
        ("(?:母|父)が?死ぬ", {"死ぬ"}),
        ("a?(?:もう)?", None),
        ("(?!x)[ab]", None),
        ("も?う{0,2}終わり", {"終わり"}),
    ],
)
def test_a_pattern_says_what_it_cannot_do_without(pattern: str, needs: set[str] | None) -> None:
    assert gate.needs(pattern) == needs


@given(st.text(max_size=30))
def test_every_run_of_a_text_is_among_its_runs(text: str) -> None:
    runs = gate.grams(text)

    assert all(text[i : i + n] in runs for n in (1, 2, 3) for i in range(len(text) - n + 1))
