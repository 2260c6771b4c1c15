"""`python -m samestory` is the command `samestory`."""

from samestory.cli import main

if __name__ == "__main__":
    main()
