"""The texts in other languages, one file each: `de.toml` has those of German. A test wants every text in each."""
