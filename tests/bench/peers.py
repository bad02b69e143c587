# SPDX-License-Identifier: GPL-3.0-or-later
"""What is compared, and how each of them is told to fetch a list of addresses into a folder."""

import pathlib
import shutil
import subprocess

LESSON = pathlib.Path(__file__).resolve().parents[2] / "data" / "lesson"


class Runner:
    """One column of a work: a program, what it fetches, and with which options."""

    def __init__(self, peer, count, size, port="fast", label=None, options=(), jobs=None, repeat=1):
        self.peer, self.count, self.size, self.port = peer, count, size, port
        self.label = label or peer
        self.options, self.jobs, self.repeat = list(options), jobs, repeat


def find_python(module):
    """The first interpreter that has a module, since not every one on a machine does."""
    for name in ("python3", "/usr/bin/python3"):
        if shutil.which(name) and subprocess.run(
                [name, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0:
            return name
    return None


def is_there(peer):
    if peer in ("requests", "aiohttp"):
        return find_python(peer) is not None
    return peer in ("freshet", "stock") or shutil.which(peer) is not None


def freshet_line(runner, program, listing, target, authority):
    line = [program, "get", "--quiet", "-d", target, "-i", listing, *runner.options]
    line += ["-m", "naive"] if runner.peer == "stock" else []
    line += ["-j", runner.jobs] if runner.jobs else []
    return line + (["--ca-file", authority] if runner.port == "tls" else [])


def curl_line(runner, listing, target, authority):
    line = ["curl", "--silent", "--fail", "--output-dir", target, "--config", listing,
            "--no-progress-meter", *runner.options]
    line += ["--cacert", authority] if runner.port == "tls" else []
    if runner.count > 1:
        line += ["--parallel", "--parallel-max", runner.jobs or 50]
    return line


def aria2c_line(runner, listing, target, authority):
    return ["aria2c", "--quiet", "--dir", target, "--input-file", listing,
            "-j", runner.jobs or 16, "--file-allocation=none",
            f"--ca-certificate={authority}", *runner.options]


def wget2_line(runner, listing, target, authority):
    return ["wget2", "--quiet", "-P", target, "-i", listing, f"--max-threads={runner.jobs or 16}",
            f"--ca-certificate={authority}", "--no-hsts", *runner.options]


def command(runner, program, addresses, listing, target, authority):
    """The command line of one start, as a list of strings."""
    if runner.peer == "curl":
        listing.write_text("".join(f'url = "{a}"\nremote-name\n' for a in addresses))
        line = curl_line(runner, listing, target, authority)
    elif runner.peer in ("requests", "aiohttp"):
        script = LESSON / f"lesson-{runner.peer}.py"
        line = [find_python(runner.peer), script, target, *addresses]
    else:
        listing.write_text("\n".join(addresses) + "\n")
        if runner.peer == "aria2c":
            line = aria2c_line(runner, listing, target, authority)
        elif runner.peer == "wget2":
            line = wget2_line(runner, listing, target, authority)
        else:
            line = freshet_line(runner, program, listing, target, authority)
    return [str(word) for word in line]
