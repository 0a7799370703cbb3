"""How fast, how safe: the code behind `baton bench`."""
