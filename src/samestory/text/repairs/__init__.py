"""What is broken in a text's characters, as edits that can be replayed."""
