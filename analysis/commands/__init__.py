"""The commands, one module each: `configure(parser)` declares the options, `run(args)` works.

A module is imported only when its command is given, so it may import what it needs at the top.
"""
