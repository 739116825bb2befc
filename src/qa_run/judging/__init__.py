"""From measures to verdicts: pure, columnar, no files, no engine."""
