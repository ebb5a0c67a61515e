"""The house's own small Dutch spaCy pipeline: how it is trained and measured, and the result."""
