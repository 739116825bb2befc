"""`qa-run schema`: what an editor needs to complete a procedure, and a pipeline to read a report."""

import argparse
import json
from importlib.resources import files


def command(asked: argparse.Namespace) -> int:
    """Print the schema that is asked for."""
    if asked.of != "procedure":
        print(files("qa_run.builtin.reporters").joinpath(f"{asked.of}.schema.json").read_text(encoding="utf-8"), end="")
        return 0
    from qa_run.loading.schema import procedure_schema
    from qa_run.session import Options, host_of

    host = host_of(Options(plugins=tuple(asked.plugins)))
    print(json.dumps(procedure_schema(host), ensure_ascii=False, indent=2))
    return 0
