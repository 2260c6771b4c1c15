"""What stands at the head of a story: the sentences fit for its brief, and its headline."""
