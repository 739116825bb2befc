"""Tests leave no record of their runs behind, but for those that are about the record."""

import os

os.environ["QA_RUN_HISTORY"] = "off"
