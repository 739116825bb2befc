"""`python -m qa_run`"""

import sys

from qa_run.cli.main import entry

if __name__ == "__main__":
    sys.exit(entry())
