"""Stand-ins for the vendors the bot talks to: their protocols over real sockets, records that agree."""
