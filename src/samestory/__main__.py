"""`python -m samestory` is `samestory`."""

from samestory.cli import main

main()
