"""What can go wrong with remembering."""


class StorageError(Exception):
    """The root."""


class NotFoundError(StorageError):
    """No such thing is remembered."""


class DatabaseInUseError(StorageError):
    """Another Baton already works on this SQLite file."""


class DatabaseUrlError(StorageError):
    """The address of the database cannot be understood."""
