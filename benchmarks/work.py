"""The work that is measured: what the rows look like and what is required of them, written once for data and SQL.

`specs/*.yaml` say the same as procedures; `tests/benchmarks` holds the two together.
No imports here: start-up is measured too.

A null breaks `present` and nothing else. Limits include their ends.
`unique` counts the surplus: rows minus distinct values.
"""

PRESENT = {"lot": "lot", "recorded_at": "recorded_at", "weight_recorded": "weight_g", "ph_recorded": "ph"}
LIMITS = {
    "weight_g": (240.0, 260.0),
    "length_mm": (112.0, 128.0),
    "temp_c": (1.5, 6.5),
    "ph": (5.7, 6.7),
    "fill_ml": (315.0, 345.0),
    "viscosity": (900.0, 1500.0),
    "slices": (4, 12),
    "defects": (0, 5),
}
SHIFTS = ("A", "B", "C")
SITE_PATTERN = "^S[0-9]{3}$"
FILL_PER_LENGTH = 3.0
MEAN_WEIGHT = (249.5, 250.5)
STDEV_WEIGHT = 2.2
USUAL_SLICES = (7, 9)
UNUSUAL_SHARE = 0.01

COLUMNS = {
    "sample_id": "BIGINT",
    "site": "VARCHAR",
    "shift": "VARCHAR",
    "lot": "VARCHAR",
    "recorded_at": "TIMESTAMP",
    "weight_g": "DOUBLE",
    "length_mm": "DOUBLE",
    "temp_c": "DOUBLE",
    "ph": "DOUBLE",
    "fill_ml": "DOUBLE",
    "viscosity": "DOUBLE",
    "slices": "BIGINT",
    "defects": "BIGINT",
    "inspector": "VARCHAR",
    "packer": "VARCHAR",
}
SITES = 200
