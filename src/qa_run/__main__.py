"""`python -m qa_run`"""

import sys

from qa_run.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
