"""`python -m samestory` is `samestory`."""

from samestory.cli import main

if __name__ == "__main__":  # a process that reads reports for this one imports it under another name
    main()
