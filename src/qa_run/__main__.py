"""`python -m qa_run`"""

from qa_run.cli.main import entry

if __name__ == "__main__":
    entry()
