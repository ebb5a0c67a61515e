"""Processes of our own that let the pages and the phones go first."""

from __future__ import annotations

import os
import subprocess
import sys

_NICE = 5


def creation_flags() -> int:
    """What to give to subprocess.Popen: on Windows a process begins with its priority."""
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


def give_way() -> None:
    """Called by the new process itself: elsewhere than on Windows it lowers its own priority."""
    if sys.platform != "win32":
        os.nice(_NICE)
