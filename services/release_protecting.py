"""Protects the counted tables of one release against everything released before: no database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.disclosure.catalogue import COHORTS
from domain.disclosure.finding import Finding
from domain.disclosure.protection import Counted, facts, protected, with_seconds
from domain.disclosure.quantity import Fact, Kind, Quantity
from domain.disclosure.release import Trouble
from domain.disclosure.rule import Rule
from domain.statistics.table import Unit
from services.attack_audit import Tell, Verdict, audit
from services.release_contents import Cell, Protected
from services.release_ledger import Told


def protect(
    counted: Sequence[Counted], told: Told, rule: Rule, *, tell: Tell = lambda _done, _of: None
) -> Protected:
    """The tables as they may be released; the audit has the last word.

    Where nothing helps against a finding, the tables it stands in are left out, those that say
    most first, and the audit looks again.
    """
    kept = list(counted)
    findings: list[Finding] = []
    left_out: list[str] = []
    while True:
        cells = {each.releasable.key: facts(each, rule, told.facts) for each in kept}
        verdict = _looked_at(kept, cells, told, rule, tell)
        findings.extend(verdict.findings)
        if not verdict.is_refused:
            return _protected(kept, cells, verdict, told.facts, (findings, left_out))
        worst = _worst(kept, verdict)
        if worst is None:
            return _refused(findings, verdict)
        kept.remove(worst)
        left_out.append(worst.releasable.key)


def _looked_at(
    kept: Sequence[Counted],
    cells: dict[str, dict[tuple[str, str], Fact]],
    told: Told,
    rule: Rule,
    tell: Tell,
) -> Verdict:
    new = {fact.quantity: fact for table in cells.values() for fact in table.values()}
    return audit(
        (told.facts | new).values(),
        (*told.shapes, *(each.shape for each in kept)),
        rule,
        new=tuple(quantity for quantity in new if quantity not in told.facts),
        tell=tell,
    )


def _worst(kept: Sequence[Counted], verdict: Verdict) -> Counted | None:
    """The largest table a finding without help stands in; else the largest there is.

    What plans ask of their cohorts goes first: it counts people who stand in other tables, too.
    Friends stand in theirs alone.
    """
    hopeless = {found.quantity for found in verdict.findings if found.protected is None}
    for each in kept:
        if each.releasable.unit is Unit.FRIENDS and hopeless & _quantities(each):
            return each
    for each in kept:
        if each.releasable.key == COHORTS and each.table.columns:
            return each
    in_question = [each for each in kept if hopeless & _quantities(each)] or kept
    return max(in_question, key=lambda each: len(each.table.cells), default=None)


def _quantities(counted: Counted) -> set[Quantity]:
    return {
        counted.quantity((row, column))
        for row in counted.table.rows
        for column in counted.table.columns
    }


def _protected(
    kept: Sequence[Counted],
    cells: dict[str, dict[tuple[str, str], Fact]],
    verdict: Verdict,
    before: Mapping[Quantity, Fact],
    found: tuple[Sequence[Finding], Sequence[str]],
) -> Protected:
    told = tuple(
        Cell(table=key, row=row, column=column, fact=with_seconds(fact, verdict.seconds))
        for key, table in cells.items()
        for (row, column), fact in table.items()
    )
    return Protected(
        tables=tuple(
            protected(each.table, cells[each.releasable.key], verdict.seconds) for each in kept
        ),
        cells=told,
        findings=tuple(found[0]),
        left_out=tuple(found[1]),
        targets=verdict.targets,
        trouble=None if any(_says_more(cell.fact, before) for cell in told) else Trouble.UNCHANGED,
    )


def _says_more(fact: Fact, before: Mapping[Quantity, Fact]) -> bool:
    """Whether a cell says anything the edition before it did not."""
    if fact.kind in {Kind.KEPT, Kind.IMPLIED}:
        return False
    old = before.get(replace(fact.quantity, edition=fact.quantity.edition - 1))
    return old is None or old.shown != fact.shown


def _refused(findings: Sequence[Finding], verdict: Verdict) -> Protected:
    return Protected(
        tables=(),
        cells=(),
        findings=tuple(findings),
        left_out=(),
        targets=verdict.targets,
        trouble=Trouble.NARROWED,
    )
