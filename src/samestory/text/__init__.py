"""Pure functions over characters: reading views, repairs, furniture, sentences, fingerprints."""
