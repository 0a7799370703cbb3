"""Every Web API method the sandbox knows, with what it takes to call it."""
