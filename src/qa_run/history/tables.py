"""The tables of the index, in an SQL that SQLite and PostgreSQL both understand, and how they came about."""

#: What brings the tables from one version to the next; the first makes them. Never change one that was released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE qa_runs (
  run INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE, project TEXT NOT NULL, started TEXT NOT NULL,
  as_of TEXT NOT NULL, duration_s DOUBLE PRECISION NOT NULL, outcome TEXT NOT NULL, exit_code INTEGER NOT NULL,
  exit_reason TEXT NOT NULL, user_name TEXT NOT NULL, host TEXT NOT NULL, root TEXT NOT NULL, version TEXT NOT NULL,
  plugins TEXT NOT NULL, command TEXT NOT NULL, environment TEXT NOT NULL, summary TEXT NOT NULL,
  file TEXT NOT NULL, sha256 TEXT NOT NULL)""",
        """CREATE TABLE qa_procedures (
  run INTEGER NOT NULL REFERENCES qa_runs (run) ON DELETE CASCADE, path TEXT NOT NULL, name TEXT NOT NULL,
  title TEXT NOT NULL, revision TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (run, path))""",
        """CREATE TABLE qa_sources (
  run INTEGER NOT NULL REFERENCES qa_runs (run) ON DELETE CASCADE, place INTEGER NOT NULL, procedure TEXT NOT NULL,
  path TEXT NOT NULL, role TEXT NOT NULL, sha256 TEXT NOT NULL, items BIGINT NOT NULL, PRIMARY KEY (run, place))""",
        "CREATE TABLE qa_specs (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL)",
        """CREATE TABLE qa_verdicts (
  run INTEGER NOT NULL REFERENCES qa_runs (run) ON DELETE CASCADE, place INTEGER NOT NULL, path TEXT NOT NULL,
  id TEXT NOT NULL, characteristic TEXT NOT NULL, criterion TEXT NOT NULL, severity TEXT NOT NULL, per TEXT NOT NULL,
  lot TEXT NOT NULL, lot_size BIGINT, outcome TEXT NOT NULL, requirement TEXT NOT NULL, digest TEXT NOT NULL,
  message TEXT NOT NULL, inspected BIGINT NOT NULL, nonconforming BIGINT NOT NULL, accept DOUBLE PRECISION,
  measured TEXT NOT NULL, limits TEXT NOT NULL, plan TEXT NOT NULL, decided_by TEXT NOT NULL,
  concession TEXT NOT NULL, correction TEXT NOT NULL, PRIMARY KEY (run, place))""",
        "CREATE INDEX qa_runs_started ON qa_runs (project, started)",
        "CREATE INDEX qa_procedures_path ON qa_procedures (path, run)",
        "CREATE INDEX qa_verdicts_id ON qa_verdicts (id, run)",
    ),
    # the lots of a requirement, for the switching rules
    ("CREATE INDEX qa_verdicts_lots ON qa_verdicts (digest, lot)",),
    # how all verdicts of a procedure ended, a letter each, so that thousands of strips need not read all rows
    (
        "ALTER TABLE qa_procedures ADD COLUMN ids TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE qa_procedures ADD COLUMN outcomes TEXT NOT NULL DEFAULT ''",
    ),
)
VERSION = len(MIGRATIONS)
VERSION_TABLE = "CREATE TABLE qa_version (version INTEGER NOT NULL)"
#: With what the tables of ours begin, beside which others may stand on a server.
PREFIX = "qa_"
COLUMNS = {
    "qa_runs": (
        "run", "run_id", "project", "started", "as_of", "duration_s", "outcome", "exit_code", "exit_reason",
        "user_name", "host", "root", "version", "plugins", "command", "environment", "summary", "file", "sha256",
    ),
    "qa_procedures": ("run", "path", "name", "title", "revision", "sha256", "ids", "outcomes"),
    "qa_sources": ("run", "place", "procedure", "path", "role", "sha256", "items"),
    "qa_verdicts": (
        "run", "place", "path", "id", "characteristic", "criterion", "severity", "per", "lot", "lot_size", "outcome",
        "requirement", "digest", "message", "inspected", "nonconforming", "accept", "measured", "limits", "plan",
        "decided_by", "concession", "correction",
    ),
    "qa_specs": ("sha256", "text"),
}  # fmt: skip


def insert(table: str) -> str:
    """A row into `table`, with a named parameter for each column."""
    names = COLUMNS[table]
    values = ", ".join(f":{name}" for name in names)
    once = " ON CONFLICT (sha256) DO NOTHING" if table == "qa_specs" else ""
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}){once}"
