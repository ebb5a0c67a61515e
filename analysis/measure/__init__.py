"""How fast and how large Koffiehoek is on this computer: what `koffiehoek meet` tells."""
