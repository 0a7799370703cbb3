"""A mail server for tests and demos: a real one, that delivers to nobody."""
