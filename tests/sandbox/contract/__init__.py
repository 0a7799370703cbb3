"""What a Slack-compatible server must answer, checked by the official SDK alone; see `docs/sandbox.md`."""
