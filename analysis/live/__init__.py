"""A live day as values: codes of corners, forms that are sent once, what comes in, the wall."""
