#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Freshet beside what people would use instead: the same files, from the same nginx, in turn.

usage: bench.py [--program FRESHET-CLI] [--pairs N] [--folder DIR] [WORK...]

Each round runs every program once, so that whatever else the machine does falls on all of them.
Prints medians, and as ratios Freshet's figure over the other's: below 1, Freshet is better. With
their spread: the lowest and the highest ratio of any round.
"""

import argparse
import os
import pathlib
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
MIB = 1 << 20

NGINX = """
daemon off;
master_process off;
pid {root}/nginx.pid;
error_log {root}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}/files; }}
  server {{ listen 127.0.0.1:{tls_port} ssl; root {root}/files;
            ssl_certificate {root}/cert.pem; ssl_certificate_key {root}/key.pem; }}
  server {{ listen 127.0.0.1:{slow_port}; root {root}/files; limit_rate 10m; }}
  server {{ listen 127.0.0.1:{paced_port}; root {root}/files; limit_rate 2m; }}
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """An nginx of our own, with its files in memory if the folder is."""

    def __init__(self, root):
        self.root = root
        self.ports = {k: free_port() for k in ("port", "tls_port", "slow_port", "paced_port")}
        (root / "files").mkdir()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
             "-keyout", root / "key.pem", "-out", root / "cert.pem"],
            check=True, capture_output=True)
        (root / "nginx.conf").write_text(NGINX.format(root=root, **self.ports))
        self.process = subprocess.Popen(
            ["nginx", "-p", root, "-c", root / "nginx.conf", "-e", root / "error.log"])
        self.wait()

    def wait(self):
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", self.ports["port"])) == 0:
                    return
            time.sleep(0.05)
        sys.exit("nginx did not start")

    def files(self, count, size):
        folder = self.root / "files" / f"{count}x{size}"
        if not folder.exists():
            folder.mkdir()
            block = os.urandom(min(size, MIB))
            for i in range(count):
                with open(folder / f"f{i:05}.bin", "wb") as file:
                    for _ in range(max(1, size // len(block))):
                        file.write(block)
        return [f"{count}x{size}/f{i:05}.bin" for i in range(count)]

    def addresses(self, paths, port):
        scheme = "https" if port == "tls_port" else "http"
        return [f"{scheme}://127.0.0.1:{self.ports[port]}/{p}" for p in paths]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Work:
    def __init__(self, name, count, size, peers, port="port", segments=0):
        self.name, self.count, self.size = name, count, size
        self.peers, self.port, self.segments = peers, port, segments


ALL = ["stock", "curl", "aria2c", "wget2", "requests", "aiohttp"]
WORKS = [
    Work("1 x 1 GiB", 1, 1024 * MIB, ALL),
    Work("4 x 256 MiB", 4, 256 * MIB, ALL),
    Work("100 x 1 MiB", 100, MIB, ALL),
    Work("1000 x 10 KiB", 1000, 10240, ["curl", "wget2"]),
    Work("2000 x 10 KiB", 2000, 10240, ALL),
    Work("10000 x 10 KiB", 10000, 10240, ["curl", "wget2", "aria2c"]),
    Work("https 1 x 1 GiB", 1, 1024 * MIB, ["curl", "wget2", "aria2c"], port="tls_port"),
    Work("6 x 4 MiB paced to 2 s", 6, 4 * MIB, ["curl", "requests", "aiohttp"], port="paced_port"),
]


def command(program, peer, work, addresses, target, root):
    """How a program is told to fetch a list of addresses into a folder."""
    listing = root / "list"
    if peer in ("freshet", "stock"):
        listing.write_text("\n".join(addresses) + "\n")
        line = [program, "get", "--quiet", "-d", target, "-i", listing]
        line += ["--ca-file", root / "cert.pem"] if work.port == "tls_port" else []
        return line + (["-m", "naive"] if peer == "stock" else [])
    if peer == "curl":
        listing.write_text("".join(f'url = "{a}"\nremote-name\n' for a in addresses))
        line = ["curl", "--silent", "--fail", "--output-dir", target, "--config", listing,
                "--cacert", root / "cert.pem", "--no-progress-meter"]
        return line + (["--parallel", "--parallel-max", "50"] if len(addresses) > 1 else [])
    if peer == "aria2c":
        listing.write_text("\n".join(addresses) + "\n")
        return ["aria2c", "--quiet", "--dir", target, "--input-file", listing, "-j", "16",
                "--file-allocation=none", f"--ca-certificate={root / 'cert.pem'}"]
    if peer == "wget2":
        listing.write_text("\n".join(addresses) + "\n")
        return ["wget2", "--quiet", "-P", target, "-i", listing, "--max-threads=16",
                f"--ca-certificate={root / 'cert.pem'}", "--no-hsts"]
    script = HERE.parents[1] / "data" / "lesson" / f"lesson-{peer}.py"
    return ["/usr/bin/python3", script, target, *addresses]


def measure(line, target, count, size):
    """One run: wall and CPU seconds, peak memory in MiB."""
    target.mkdir()
    start = time.monotonic()
    # A process counts the memory of the one that it was forked from, so a small one does that.
    process = subprocess.Popen(["sh", "-c", '"$@"; exit $?', "sh", *(str(a) for a in line)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    files = list(target.iterdir())
    if process.returncode != 0 or len(files) != count or any(
            f.stat().st_size != size for f in files):
        sys.exit(f"{line[0]} failed ({process.returncode}): {errors.decode(errors='replace')}")
    shutil.rmtree(target)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ratios(ours, theirs, index):
    each = [a[index] / b[index] for a, b in zip(ours, theirs)]
    return f"{statistics.median(each):5.2f} ({min(each):.2f}-{max(each):.2f})"


def run(work, server, program, pairs, root):
    addresses = server.addresses(server.files(work.count, work.size), work.port)
    peers = ["freshet"] + [p for p in work.peers if p in ("stock", "requests", "aiohttp")
                           or shutil.which(p)]
    results = {p: [] for p in peers}
    for round_number in range(pairs + 1):
        for peer in peers:
            target = pathlib.Path(tempfile.mkdtemp(dir=root)) / "target"
            line = command(program, peer, work, addresses, target, root)
            result = measure(line, target, work.count, work.size)
            # The first round only warms the caches.
            if round_number > 0:
                results[peer].append(result)

    print(f"\n{work.name}: {pairs} rounds")
    print(f"  {'':10} {'wall s':>8} {'CPU s':>8} {'MiB':>7}   "
          f"{'wall ratio':>18} {'CPU ratio':>18} {'memory ratio':>18}")
    for peer in peers:
        wall, cpu, rss = (statistics.median(r[i] for r in results[peer]) for i in range(3))
        line = f"  {peer:10} {wall:8.3f} {cpu:8.3f} {rss:7.1f}"
        if peer != "freshet":
            line += "   " + " ".join(
                f"{ratios(results['freshet'], results[peer], i):>18}" for i in range(3))
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="freshet-cli")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--folder", help="where the files are; memory, unless this is given")
    parser.add_argument("--without", default="", help="programs to leave out, with commas")
    parser.add_argument("works", nargs="*", help="the start of a work's name")
    options = parser.parse_args()

    if not shutil.which("nginx") or not shutil.which(options.program):
        sys.exit("nginx and freshet-cli are needed")
    folder = options.folder or ("/dev/shm" if os.path.isdir("/dev/shm") else None)
    root = pathlib.Path(tempfile.mkdtemp(prefix="freshet-bench-", dir=folder))
    server = None
    try:
        server = Server(root)
        print(f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.release()}, "
              f"{os.cpu_count()} processors, files in {folder}")
        for work in WORKS:
            work.peers = [p for p in work.peers if p not in options.without.split(",")]
            if not options.works or any(work.name.startswith(w) for w in options.works):
                run(work, server, options.program, options.pairs, root)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(root, ignore_errors=True)


main()
