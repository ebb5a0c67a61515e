"""Run a command where no network leads anywhere, and count what tries to leave.

    unshare --net --mount python tests/network_cut.py RESULT.json COMMAND...

In a network of its own the only way out is one end of a pair of interfaces; the other end throws
away what arrives. So to the command there seems to be a network, and an attempt is seen whether
or not it fails silently. RESULT.json gets {"code", "packets"}.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

OUT = "uit"  # the way out; its other end is "weg"
# The addresses are those of examples, which nobody has (RFC 5737, RFC 3849).
SET_UP = (
    "ip link set lo up",
    f"ip link add {OUT} type veth peer name weg",
    f"ip address add 192.0.2.1/24 dev {OUT}",
    "ip -6 address add 2001:db8::1/128 dev lo nodad",
    "ip -6 link set weg addrgenmode none",  # else the interfaces look for neighbours themselves
    f"ip -6 link set {OUT} addrgenmode none",
    "ip link set weg arp off up",
    f"ip link set {OUT} arp off up",  # packets go without asking whose the address is
    f"ip route add default dev {OUT}",
    f"ip -6 route add default dev {OUT}",
)
# A name server or cache on this machine would hide a question about a name.
NAMES = {
    "/etc/resolv.conf": "nameserver 198.51.100.53\noptions timeout:1 attempts:1\n",
    "/etc/nsswitch.conf": "hosts: files dns\n",
}


def main(result: str, *command: str) -> None:
    """Cut the network of this process, then run the command and write down what it tried."""
    cut(Path(result).parent)
    done = subprocess.run(command, check=False)
    told = {"code": done.returncode, "packets": packets()}
    Path(result).write_text(json.dumps(told), "utf-8")


def cut(folder: Path) -> None:
    """Lead all traffic but that to this machine itself to nowhere."""
    ipv6 = Path("/proc/net/if_inet6").exists()
    for line in SET_UP:
        if ipv6 or not line.startswith("ip -6"):
            subprocess.run(line.split(), check=True)
    for place, content in NAMES.items():
        if Path(place).exists():
            own = folder / Path(place).name
            own.write_text(content, "utf-8")
            subprocess.run(["mount", "--bind", own, Path(place).resolve()], check=True)


def packets() -> int:
    """How many packets were sent to the way out."""
    lines = Path("/proc/net/dev").read_text("utf-8").splitlines()
    columns = next(line for line in lines if line.strip().startswith(f"{OUT}:")).split()
    return int(columns[10])


if __name__ == "__main__":
    main(*sys.argv[1:])
