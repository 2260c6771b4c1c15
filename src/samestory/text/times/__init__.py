"""Days and hours as news writes them, found in a text and resolved against a known day."""
