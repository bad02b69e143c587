#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Freshet beside what people would use instead: the same files, from the same nginx, in turn.

Each round runs every program once, so that whatever else the machine does falls on all of them.
Prints medians, and as ratios Freshet's figure over the other's, with their spread: the lowest and
the highest ratio of any round. Below 1, Freshet is better.
"""

import argparse
import ctypes
import json
import os
import pathlib
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from nginx import Server
from peers import command, is_there
from works import FIGURES, MEMORY, WORKS


PR_SET_CHILD_SUBREAPER = 36


def wait_for_orphan(shell):
    """Waits for what @shell leaves to us: its status and what it used."""
    while True:
        pid, status, usage = os.wait4(-1, 0)
        if pid != shell.pid:
            return os.waitstatus_to_exitcode(status), usage
        shell.returncode = 0


def measure(commands, targets, runner):
    """One run: wall and CPU seconds a start, peak memory in MiB."""
    script = " && ".join(shlex.join(line) for line in commands) + "; exit $?"
    start = time.monotonic()
    # A process counts the memory of the one that it was forked from, and this one is large: so a
    # shell starts it, ends, and leaves it to us to wait for.
    shell = subprocess.Popen(["sh", "-c", f"sh -c {shlex.quote(script)} &"],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = shell.stderr.read()
    code, usage = wait_for_orphan(shell)
    wall = time.monotonic() - start
    for target in targets:
        files = list(target.iterdir())
        if code != 0 or len(files) != runner.count or any(
                f.stat().st_size != runner.size for f in files):
            sys.exit(f"{commands[0][0]} failed ({code}), {len(files)} files: "
                     f"{errors.decode(errors='replace')}")
    cpu = usage.ru_utime + usage.ru_stime
    return wall / len(commands), cpu / len(commands), usage.ru_maxrss / 1024


def run_once(runner, server, program, root):
    folder = pathlib.Path(tempfile.mkdtemp(dir=root))
    addresses = server.addresses(runner.count, runner.size, runner.port)
    targets = [folder / f"target{i}" for i in range(runner.repeat)]
    for target in targets:
        target.mkdir()
    commands = [command(runner, program, addresses, folder / "list", target, root / "cert.pem")
                for target in targets]
    result = measure(commands, targets, runner)
    shutil.rmtree(folder)
    return result


def run(work, server, program, rounds, root):
    """The figures of each runner, by its label: a list of (wall, CPU, memory)."""
    runners = [r for r in work.runners if is_there(r.peer) and r.port in server.ports]
    results = {r.label: [] for r in runners}
    for number in range(rounds + 1):
        for runner in runners:
            result = run_once(runner, server, program, root)
            # The first round only warms the caches.
            if number > 0:
                results[runner.label].append(result)
    server.forget()
    return results


def spread(ours, theirs, index, scale=1.0):
    each = [a[index] / b[index] * scale for a, b in zip(ours, theirs)]
    return statistics.median(each), min(each), max(each)


def median(results, index):
    return statistics.median(r[index] for r in results)


def ratio_cells(work, label, results):
    ours = results[work.runners[0].label]
    if results[label] is ours:
        return ["", "", ""]
    return ["{:.2f} ({:.2f}–{:.2f})".format(*spread(ours, results[label], i)) for i in range(3)]


def verdicts(work, results):
    """A sentence for each claim: the ratio that is asked for, and the one that was measured."""
    first = work.runners[0]
    ours = results.get(first.label)
    counts = {r.label: r.count for r in work.runners}
    for claim in work.claims if ours else ():
        if claim.other not in results:
            continue
        scale = counts[claim.other] / first.count if claim.per_file else 1.0
        for figure in claim.figures:
            value = spread(ours, results[claim.other], figure, scale)[0]
            yield value <= claim.limit, (f"{FIGURES[figure]} ≤ {claim.limit:.3g} × {claim.other}"
                                         f"{' a file' if claim.per_file else ''}: {value:.2f}")
    if work.memory and ours:
        value = median(ours, MEMORY)
        yield value <= work.memory, f"memory ≤ {work.memory} MiB: {value:.1f}"
    if work.memory_each and ours:
        other = work.runners[1]
        more = median(ours, MEMORY) - median(results[other.label], MEMORY)
        value = more * 1024 / (first.count - other.count)
        yield value <= work.memory_each, f"memory ≤ {work.memory_each} KiB each: {value:.1f}"


def print_table(saved):
    """The account of all works that were saved, for HACKING.md."""
    print("| work | program | wall s | CPU s | MiB | wall × | CPU × | memory × |")
    print("|---|---|---|---|---|---|---|---|")
    for work in WORKS:
        results = saved["works"].get(work.name, {})
        for position, label in enumerate(results):
            figures = [f"{median(results[label], i):.{d}f}" for i, d in enumerate((3, 3, 1))]
            print("| " + " | ".join([work.name if position == 0 else "", label, *figures,
                                     *ratio_cells(work, label, results)]) + " |")
    print()
    for work in WORKS:
        for holds, sentence in verdicts(work, saved["works"].get(work.name, {})):
            print(f"- {'reached' if holds else '**not reached**'}: {work.name}: {sentence}")


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="freshet-cli")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", help="where the files are; memory, unless this is given")
    parser.add_argument("--without", default="", help="programs to leave out, with commas")
    parser.add_argument("--save", help="a file that the figures are added to")
    parser.add_argument("--table", action="store_true", help="only print what was saved")
    parser.add_argument("works", nargs="*", help="the start of a work's name")
    return parser.parse_args()


def load(path):
    if path and os.path.exists(path):
        return json.loads(pathlib.Path(path).read_text())
    return {"date": time.strftime("%Y-%m-%d"), "works": {}}


def run_all(options, saved, server, root):
    for work in WORKS:
        work.runners = [r for r in work.runners if r.peer not in options.without.split(",")]
        if options.works and not any(work.name.startswith(w) for w in options.works):
            continue
        results = run(work, server, options.program, options.rounds, root)
        print_table({"works": {work.name: results}})
        print(flush=True)
        saved["works"][work.name] = results
        if options.save:
            pathlib.Path(options.save).write_text(json.dumps(saved))


def main():
    options = parse_options()
    saved = load(options.save)
    if options.table:
        print_table(saved)
        return
    if not shutil.which(options.program):
        sys.exit("freshet-cli is needed")
    # What a developer's shell may set is not what a user has.
    os.environ.pop("GIO_USE_PROXY_RESOLVER", None)
    folder = options.folder or ("/dev/shm" if os.path.isdir("/dev/shm") else None)
    root = pathlib.Path(tempfile.mkdtemp(prefix="freshet-bench-", dir=folder))
    server = None
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        server = Server(root)
        print(f"{saved['date']}, {platform.system()} {platform.release()}, "
              f"{os.cpu_count()} processors, files in {folder}\n")
        run_all(options, saved, server, root)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
