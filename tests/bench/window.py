#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What downloading takes from the window: frames, freezes, and what the window takes from it.

usage: tests/app/with-display tests/bench/window.py --build DIR [--rounds N] [WORK...]

Each round lets the terminal program and the window fetch the same files, into the same folder. The
window measures itself; its display is drawn by the same processors that download.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from nginx import MIB, Server

KIB = 1 << 10


class Work:
    def __init__(self, name, count, size, port="fast", jobs=None):
        self.name, self.count, self.size, self.port, self.jobs = name, count, size, port, jobs


WORKS = [
    Work("20 x 40 MB", 20, 40 * MIB),
    Work("1000 x 100 KB", 1000, 100 * KIB),
    Work("1000 paced at once", 1000, 400 * KIB, port="trickle", jobs=1000),
]


def run(line, environment, report, count):
    """One run's own report, with a second of wall time from it."""
    subprocess.run([str(word) for word in line], env={**os.environ, **environment}, check=True,
                   timeout=300, stdout=subprocess.DEVNULL)
    found = json.loads(report.read_text())
    done = sum(d["state"] == "finished" for d in found["downloads"])
    if done != count:
        sys.exit(f"{done} of {count} files were finished")
    return found


def run_terminal(build, work, addresses, folder):
    target, listing, report = folder / "target", folder / "list", folder / "report.json"
    target.mkdir()
    listing.write_text("\n".join(addresses) + "\n")
    jobs = ["-j", work.jobs] if work.jobs else []
    return run([build / "src/cli/freshet-cli", "get", "-q", "-d", target, "-i", listing,
                "-r", report, *jobs], {}, report, work.count)


def run_window(build, work, addresses, folder):
    report = folder / "report.json"
    target = folder / "downloads"
    target.mkdir()
    (folder / "config").mkdir()
    (folder / "config" / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{target}"\n')
    environment = {"FRESHET_BENCH_REPORT": str(report),
                   "GSETTINGS_SCHEMA_DIR": str(build / "data"),
                   "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    if work.jobs:
        environment["FRESHET_BENCH_JOBS"] = str(work.jobs)
    return run([build / "tests/bench/freshet-bench-window", *addresses], environment, report,
               work.count)


def in_fresh_folder(function, build, work, addresses, root):
    folder = pathlib.Path(tempfile.mkdtemp(dir=root))
    try:
        return function(build, work, addresses, folder)
    finally:
        shutil.rmtree(folder)


def measure(work, server, build, rounds, root):
    addresses = server.addresses(work.count, work.size, work.port)
    terminal, window = [], []
    for number in range(rounds + 1):
        for function, results in ((run_terminal, terminal), (run_window, window)):
            result = in_fresh_folder(function, build, work, addresses, root)
            # The first round only warms the caches.
            if number > 0:
                results.append(result)
    return terminal, window


FIGURES = (
    ("frames missed, %", lambda r: 100 * r["frames"]["missed_ratio"]),
    ("longest wait at priority 0, ms", lambda r: r["loop"]["input_ms"]["max"]),
    ("longest wait at priority 120, ms", lambda r: r["loop"]["paint_ms"]["max"]),
    ("loop busy", lambda r: r["loop"]["busy"]),
    ("CPU, cores", lambda r: r["cpu_s"] / r["elapsed_s"]),
    ("peak memory, MiB", lambda r: r["peak_rss_bytes"] / MIB),
    ("seconds", lambda r: r["elapsed_s"]),
)


def print_figures(work, terminal, window):
    print(f"\n| {work.name}, {len(window)} rounds | median | least | most |\n|---|---|---|---|")
    for name, figure in FIGURES:
        values = [figure(r) for r in window]
        print(f"| {name} | {statistics.median(values):.2f} | {min(values):.2f} "
              f"| {max(values):.2f} |")
    ratios = [t["elapsed_s"] / w["elapsed_s"] for t, w in zip(terminal, window)]
    print(f"| throughput × terminal's | {statistics.median(ratios):.2f} | {min(ratios):.2f} "
          f"| {max(ratios):.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="a release build")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("works", nargs="*", help="the start of a work's name")
    options = parser.parse_args()
    os.environ.pop("GIO_USE_PROXY_RESOLVER", None)

    folder = "/dev/shm" if os.path.isdir("/dev/shm") else None
    root = pathlib.Path(tempfile.mkdtemp(prefix="freshet-bench-", dir=folder))
    server = None
    try:
        server = Server(root)
        for work in WORKS:
            if not options.works or any(work.name.startswith(w) for w in options.works):
                print_figures(work, *measure(work, server, options.build.resolve(),
                                             options.rounds, root))
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
