#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the downloads hold the main loop up at a time, in the terminal program.

Its report has what something at priority 0 waited, asked every 10 ms, and each slice of the loop
of 4 ms or more. Prints both for each work; the waits are medians of the rounds, the slices all of them.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile

from nginx import MIB, Server

WORKS = ((1, 1024 * MIB), (100, MIB), (2000, 10 * 1024))


def run_once(program, addresses, root):
    """One run: the part of its report that is about the loop, and the slices of 4 ms or more in ms."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=root))
    (folder / "files").mkdir()
    (folder / "list").write_text("\n".join(addresses) + "\n")
    subprocess.run([program, "get", "--quiet", "-d", folder / "files", "-i", folder / "list",
                    "-r", folder / "report.json"], check=True)
    report = json.loads((folder / "report.json").read_text())
    shutil.rmtree(folder)
    return report["loop"], [length * 1000 for length in report["timeline"]["slices_s"][1::2]]


def measure(program, rounds, server, root, count, size):
    addresses = server.addresses(count, size, "fast")
    runs = [run_once(program, addresses, root) for _ in range(rounds + 1)][1:]
    p50, p99, most = (statistics.median(loop["input_ms"][key] for loop, _ in runs)
                      for key in ("p50", "p99", "max"))
    long = [length for _, lengths in runs for length in lengths]
    print(f"| {count} × {size // 1024} KiB | {p50:.2f} | {p99:.2f} | {most:.2f} "
          f"| {len(long)} | {max(long, default=0):.1f} |", flush=True)
    server.forget()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="freshet-cli")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    folder = "/dev/shm" if os.path.isdir("/dev/shm") else None
    root = pathlib.Path(tempfile.mkdtemp(prefix="freshet-slices-", dir=folder))
    server = Server(root)
    try:
        print(f"| work, {options.rounds} rounds | wait p50, ms | p99 | most | slices of 4 ms | longest |")
        print("|---|---|---|---|---|---|")
        for count, size in WORKS:
            measure(options.program, options.rounds, server, root, count, size)
    finally:
        server.stop()
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
