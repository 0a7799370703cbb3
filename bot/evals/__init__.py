"""How good: the code behind `baton eval`, using exactly what customers meet."""
