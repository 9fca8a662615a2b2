"""`python -m goalpage`: the same as the `goalpage` command."""

import sys

from goalpage.cli import main

if __name__ == "__main__":
    sys.exit(main())
