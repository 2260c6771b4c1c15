"""How one text says who said what: frames of cue and content, and the cast of those who speak."""
