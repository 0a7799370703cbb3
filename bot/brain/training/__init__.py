"""Makes the small models that the reader ships, from named sources: `make train`. Nothing here runs in the bot."""
