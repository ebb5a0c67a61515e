"""The live day's own doors beside the pages: the phone form, and the way in."""
