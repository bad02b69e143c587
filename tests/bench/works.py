# SPDX-License-Identifier: GPL-3.0-or-later
"""The works of the benchmark, and what is claimed of each."""

from peers import Runner

KIB, MIB = 1 << 10, 1 << 20
ALL = ["stock", "curl", "aria2c", "wget2", "requests", "aiohttp"]
WALL, CPU, MEMORY = 0, 1, 2
FIGURES = ("wall", "CPU", "memory")


class Claim:
    """Freshet's figure is at most @limit times the one of the runner labelled @other."""

    def __init__(self, other, limit, figures=(WALL, CPU), per_file=False):
        self.other, self.limit, self.figures, self.per_file = other, limit, figures, per_file


class Work:
    """Freshet's own column comes first; the claims are about that one."""

    def __init__(self, name, runners, claims=(), memory=None, memory_each=None):
        self.name, self.runners, self.claims = name, runners, list(claims)
        # MiB in all; KiB for each download more than the second runner's, at once.
        self.memory, self.memory_each = memory, memory_each


def against(count, size, peers, port="fast", jobs=None):
    return [Runner(peer, count, size, port, jobs=jobs) for peer in ["freshet", *peers]]


def best_of_them(limit):
    return [Claim(peer, limit) for peer in ALL]


LARGE = [Claim("curl", 0.75), Claim("aria2c", 0.5), Claim("wget2", 1.0), Claim("stock", 0.2),
         Claim("requests", 0.2), Claim("aiohttp", 0.2)]


def started(peer, options, label):
    return Runner(peer, 1, KIB, label=label, options=options, repeat=20)


WORKS = [
    Work("1 x 1 GiB", against(1, 1024 * MIB, ALL), LARGE, memory=24),
    Work("4 x 256 MiB", against(4, 256 * MIB, ALL), LARGE, memory=24),
    Work("100 x 1 MiB", against(100, MIB, ALL), best_of_them(0.8), memory=24),
    Work("2000 x 10 KiB", against(2000, 10 * KIB, ALL), [Claim("curl", 1.0)], memory=24),
    Work("10000 x 10 KiB",
         against(10000, 10 * KIB, ["curl", "wget2", "aria2c"])
         + [Runner("freshet", 1000, 10 * KIB, label="freshet, 1000 files")],
         [Claim("curl", 1.0), Claim("freshet, 1000 files", 1.3, [WALL], per_file=True)]),
    Work("https 1 x 1 GiB", against(1, 1024 * MIB, ["curl", "wget2", "aria2c"], "tls"),
         [Claim("curl", 1.0)], memory=24),
    Work("2000 x 10 KiB, 50 ms late, 100 at once",
         against(2000, 10 * KIB, ["curl", "wget2", "aria2c"], "late", jobs=100)
         + [Runner("freshet", 2000, 10 * KIB, "late", label="freshet by itself")],
         [Claim("curl", 1.0)]),
    Work("256 MiB at 10 MiB/s a connection",
         [Runner("freshet", 1, 256 * MIB, "limited", label="8 segments", options=["-s", "8"]),
          Runner("freshet", 1, 256 * MIB, "limited", label="1 segment", options=["-s", "1"]),
          Runner("freshet", 1, 256 * MIB, "limited", label="by itself")],
         [Claim("1 segment", 1 / 7.5, [WALL])]),
    Work("1 GiB, segments without a limit",
         [Runner("freshet", 1, 1024 * MIB, label="8 segments", options=["-s", "8"]),
          Runner("freshet", 1, 1024 * MIB, label="1 segment", options=["-s", "1"]),
          Runner("freshet", 1, 1024 * MIB, label="by itself")],
         [Claim("1 segment", 1.05, [WALL])], memory=24),
    Work("6 x 4 MiB paced to 2 s",
         against(6, 4 * MIB, ["curl", "requests", "aiohttp"], "paced")
         + [Runner("freshet", 1, 4 * MIB, "paced", label="one of them")],
         [Claim("one of them", 1.05, [WALL])]),
    Work("1000 at once",
         [Runner("freshet", 1000, 100 * KIB, "trickle", label="1000", jobs=1000),
          Runner("freshet", 10, 100 * KIB, "trickle", label="10", jobs=10)], memory_each=64),
    Work("limit of 10 MiB/s over 10 s",
         [Runner("freshet", 1, 100 * MIB, label="100 MiB at 10M", options=["-l", "10M"])]),
    Work("start: 1 x 1 KiB",
         [started("freshet", [], "freshet"), started("curl", [], "curl")],
         [Claim("curl", 1.5)]),
]
