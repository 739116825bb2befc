"""The plans by variables of MIL-STD-414 and ANSI/ASQ Z1.9: letter, AQL and severity to n, k and M.

What is printed and what is computed. No text of the standards was at hand; what they print is known from the tables of
AQLSchemes 1.7.2 for R, which are of Z1.9.
- Computed: n and M of 318 of the 342 cells (176 with sigma unknown, 166 with sigma known), by the design in
  `qa_run.statistics.variables.design`; every k, from the rounded M; where a row has no plan and passes on to the next.
- Printed: n and M of 24 cells, `_PRINTED_UNKNOWN` and `_PRINTED_KNOWN`; the ranges of lot sizes, the n of each letter
  with sigma unknown, and which row reduced inspection reads.
- What may differ from a copy of the standard: k, which is printed on its own, rounded to two or three digits, by up to
  0.015: a quality index between the two is decided the other way. Its worked examples look shares up by a Q of two
  decimals: 0.66 % at 1.70, where the formula gives 0.62 % at 1.7039. The tables of ISO 3951-1 are others, and not here;
  neither are the tables for the range method, nor those by which MIL-STD-414 itself switched.
"""

from qa_run.statistics.arguments import one_of
from qa_run.statistics.variables.design import REDUCED_ONLY, known_plan, unknown_plan
from qa_run.statistics.variables.estimating import acceptability_constant
from qa_run.statistics.variables.letters import LETTERS, SEVERITIES
from qa_run.statistics.variables.plan import VariablesPlan

#: Columns of the tables: AQLs in percent nonconforming. Only a severity leads to the first and to the last.
_COLUMNS = (0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10.0, 15.0)
AQLS = _COLUMNS[1:-1]
#: Tightened inspection reads the column of the next better AQL, reduced that of the next worse one.
_SHIFT = {"normal": 0, "tightened": -1, "reduced": 1}
#: The row that reduced inspection reads for each letter.
_REDUCED = dict(zip(LETTERS, f"BBBBCDEFGHI{REDUCED_ONLY}KL", strict=True))
#: The first AQL for which a row has a plan with sigma known; rows not named have one for each. B has none.
_FIRST_KNOWN = {"B": float("inf"), "C": 1.0, "D": 0.65, "E": 0.25, "F": 0.15}
#: The printed values where the standard's own rounding differs from the formula: n, and M in percent. Known from the
#: tables of the reference software (AQLSchemes 1.7.2 for R), not from a text: 1 of 176 cells with sigma unknown, 23 of
#: 166 with sigma known, four of them in n by one, the others in the last digits of M. They are followed, so that the
#: same plan is drawn with and without the tables; every other plan is computed, and none is looked up.
_PRINTED_UNKNOWN = {("C", 2.5): (4, 10.88)}
_PRINTED_KNOWN = {
    ("C", 4.0): (2, 9.27),
    ("C", 6.5): (3, 17.74),
    ("C", 15.0): (4, 33.67),
    ("D", 1.5): (2, 3.00),
    ("D", 15.0): (4, 31.01),
    ("E", 2.5): (4, 6.99),
    ("E", 6.5): (5, 15.21),
    ("E", 10.0): (5, 20.80),
    ("G", 0.065): (3, 0.114),
    ("G", 0.10): (4, 0.290),
    ("G", 2.5): (7, 5.83),
    ("H", 0.065): (4, 0.161),
    ("H", 10.0): (14, 17.36),
    ("I", 0.065): (6, 0.230),
    ("I", 0.40): (8, 1.14),
    ("I", 1.0): (9, 2.59),
    ("J", 0.065): (7, 0.226),
    ("J", 2.5): (15, 5.34),
    ("K", 1.5): (19, 3.28),
    ("L", 1.0): (25, 2.19),
    ("N", 0.10): (31, 0.283),
    ("N", 10.0): (95, 14.09),
    (REDUCED_ONLY, 0.15): (7, 0.507),
}


def variables_plan(
    letter: str, aql: float, severity: str = "normal", sigma_known: bool = False, lot_size: int | None = None
) -> VariablesPlan:
    """The plan of the tables for a code letter and an AQL.

    letter:   B to P without O, see `code_letter`; aql: percent nonconforming, one of 0.10 to 10 (`AQLS`)
    severity: normal, tightened, reduced; sigma_known: the process's sigma is known from elsewhere
    lot_size: where the sample is not smaller than the lot, every item is measured (`inspect_all`)

    n and M follow from the design (see `qa_run.statistics.variables.design`) but for 24 cells that are printed
    otherwise, and k from the rounded M. A row without a plan for an AQL passes on to the next letter, with its n. The
    standard prints k on its own, rounded to two or three
    digits, which differs by up to 0.015. Raises ValueError.
    """
    one_of(letter, tuple(LETTERS), "the code letter")
    one_of(severity, SEVERITIES, "the severity")
    if aql not in AQLS:
        raise ValueError(f"an AQL of {aql} is in no table; write one of {', '.join(f'{each:g}' for each in AQLS)}")
    column = _COLUMNS[_COLUMNS.index(aql) + _SHIFT[severity]]
    row = _REDUCED[letter] if severity == "reduced" else letter
    n, maximum = (_known if sigma_known else _unknown)(row, column)
    return VariablesPlan(
        n=n if lot_size is None else min(n, lot_size),
        k=float(acceptability_constant(n, maximum, sigma_known)),
        maximum=maximum,
        sigma_known=sigma_known,
        letter=letter,
        aql=aql,
        severity=severity,
        inspect_all=lot_size is not None and n >= lot_size,
    )


def _unknown(row: str, column: float) -> tuple[int, float]:
    for each in _from(row):
        if (each, column) in _PRINTED_UNKNOWN:
            n, percent = _PRINTED_UNKNOWN[each, column]
            return n, percent / 100
        n, maximum = unknown_plan(each, column)
        if maximum > 0:
            return n, maximum
    raise AssertionError(f"no row has a plan for {column}")


def _known(row: str, column: float) -> tuple[int, float]:
    each = next(each for each in _from(row) if column >= _FIRST_KNOWN.get(each, 0.0))
    if (each, column) in _PRINTED_KNOWN:
        n, percent = _PRINTED_KNOWN[each, column]
        return n, percent / 100
    return known_plan(each, column)


def _from(row: str) -> str:
    """The rows to look through, that row first."""
    return row if row == REDUCED_ONLY else LETTERS[LETTERS.index(row) :]
