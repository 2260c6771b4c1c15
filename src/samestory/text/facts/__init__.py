"""Single facts that a report tells of a story's persons and of what happened, wherever it tells them."""
