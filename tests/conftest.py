"""Tests leave no record of their runs behind, but for those that are about the record; and none is timed."""

import os

from hypothesis import HealthCheck, settings

os.environ["QA_RUN_HISTORY"] = "off"
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
