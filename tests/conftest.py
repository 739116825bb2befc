"""Tests leave no record of their runs behind, but for those that are about the record; and none is timed."""

import gc
import os

from hypothesis import HealthCheck, settings

os.environ["QA_RUN_HISTORY"] = "off"
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking through it for garbage again and again takes a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure() -> None:
    gc.unfreeze()
