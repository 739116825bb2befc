"""Capability of samples that others recorded, with the numbers they published; skipped by name where absent."""

import csv

import numpy as np
from oracles import beside

from qa_run.statistics.capability import SpecificationLimits, study


def test_syringe_barrels_are_as_published():
    """Ramalho, industRial data science (2021): 5.3 to 5.6 mm, 150 values, Cpk .716, 1.587 % off specification."""
    with beside("data/industrial_msa_spc/syringe_diameter.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [[float(each) for each in row[1:]] for row in list(csv.reader(lines))[1:]]
    made = study(np.concatenate(rows), SpecificationLimits(5.3, 5.6))

    assert made.n == 150
    assert round(made.overall.pk.value, 3) == 0.716
    assert round(100 * made.overall.expected.total, 3) == 1.587
