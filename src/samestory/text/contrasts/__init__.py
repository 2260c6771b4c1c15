"""Where reports of one statement do not say the same, one kind of difference a module."""
