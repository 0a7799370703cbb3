"""A language model that speaks OpenAI's chat completions, and always says the same to the same."""
