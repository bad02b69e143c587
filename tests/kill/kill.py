#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends freshet-cli with SIGKILL at random moments, and looks at what it leaves.

usage: kill.py [--program FRESHET-CLI] [--kills N] [--lanes N] [--seed N] [--folder DIR] [--short]

Several lanes run beside each other. Each takes one work after another: a list of files from nginx
or from the demo server, in some mode, with one or four segments, or as many as turn out to be good. The
program is killed, started again with what is not there yet, and killed again, until a run comes to its
end. After each kill:

  - a file under its final name is the one that the server has, whole;
  - what a record says is there is there, byte for byte;

and at the end of a work each file is there, and nothing else. What the servers sent says how much
of what was fetched before the kills had to be fetched again: no more than a fifth may be. Of the short
downloads of --short that cannot be said.
"""

import argparse
import base64
import collections
import configparser
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

KIB, MIB = 1 << 10, 1 << 20
MODES = ["async", "threads", "blocking", "naive"]

# No run that is left alone takes longer.
BOUND_S = 120

NGINX = """
daemon off;
master_process off;
pid {root}/nginx.pid;
error_log {root}/error.log;
events {{ worker_connections 1024; }}
http {{
  log_format sent '$request_uri $body_bytes_sent';
  access_log {root}/sent.log sent;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{
    listen 127.0.0.1:{port};
    location ~ ^/file/w[0-9]+-(.*)$ {{ alias {root}/files/$1; limit_rate $arg_rate; }}
  }}
}}
"""


def free_port():
    """Not one of those that the system gives to whoever wants any: somebody could have it before nginx."""
    while True:
        port = random.SystemRandom().randrange(10000, 30000)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Demo:
    """The demo server. A file is named by its size and seed."""

    name = "demo"

    def __init__(self, program, root):
        self.log = open(root / "demo.log", "w+")
        self.process = subprocess.Popen([program, "serve", "--verbose"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.base = self.process.stdout.readline().strip()

    def address(self, work, file, rate):
        return (f"{self.base}/file/w{work}-{file.name}?size={file.size}&seed={file.seed}"
                f"&rate={rate}" + (f"&header=Content-MD5:{file.content_md5}" if file.is_told else ""))

    def fetch(self, size, seed):
        with urllib.request.urlopen(f"{self.base}/file/x?size={size}&seed={seed}") as answer:
            return answer.read()

    def sent(self):
        """What was sent for each work, when nothing is under way any more."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        self.log.seek(0)
        for line in self.log:
            _, url, _, count, _, _ = line.rsplit(" ", 5)
            yield url, int(count)


class Nginx:
    """An nginx of our own, with the files that the demo server makes up."""

    name = "nginx"

    def __init__(self, root):
        self.root = root
        self.files = root / "files"
        self.files.mkdir()
        self.port = free_port()
        (root / "nginx.conf").write_text(NGINX.format(root=root, port=self.port))
        self.process = subprocess.Popen(
            [find_nginx(), "-p", root, "-c", root / "nginx.conf", "-e", root / "error.log"])
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("nginx did not start")

    def address(self, work, file, rate):
        return f"http://127.0.0.1:{self.port}/file/w{work}-{file.name}?rate={rate}"

    def sent(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        for line in open(self.root / "sent.log"):
            url, count = line.rsplit(" ", 1)
            yield url, int(count)


def find_nginx():
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


class File:
    """One file that the servers have."""

    def __init__(self, number, size, demo, nginx):
        self.name, self.size, self.seed = f"f{number}.bin", size, number
        self.is_told = number % 3 == 0
        self.body = demo.fetch(size, number)
        assert len(self.body) == size
        digest = base64.b64encode(hashlib.md5(self.body).digest()).decode()
        self.content_md5 = urllib.parse.quote(digest, safe="")
        self.sha256 = hashlib.sha256(self.body).hexdigest()
        if nginx:
            (nginx.files / self.name).write_bytes(self.body)


def make_files(rand, demo, nginx):
    sizes = [rand.randrange(0, 64 * KIB) for _ in range(30)]
    sizes += [rand.randrange(64 * KIB, MIB) for _ in range(10)]
    sizes += [rand.randrange(4 * MIB, 16 * MIB) for _ in range(6)]
    return [File(number, size, demo, nginx) for number, size in enumerate(sizes)]


class Result:
    """What was found, of one server."""

    def __init__(self):
        self.works = self.kills = self.size = self.last = self.sent = 0
        self.faults = collections.Counter()

    def add(self, other):
        for key in ("works", "kills", "size", "last", "sent"):
            setattr(self, key, getattr(self, key) + getattr(other, key))
        self.faults.update(other.faults)

    @property
    def before(self):
        """Bytes that were sent to runs that were killed."""
        return self.sent - self.last

    @property
    def again(self):
        """Of these, what was sent once more."""
        return self.sent - self.size


class Work:
    """A list of files that is downloaded with interruptions."""

    def __init__(self, run, number):
        # Each work has luck of its own, whichever lane it falls to.
        self.rand = rand = random.Random(f"{run.arguments.seed}-{number}")
        self.number, self.program, self.end_address = number, run.arguments.program, run.end_address
        self.server = run.servers[number % len(run.servers)]
        self.mode = rand.choice(MODES)
        # 0 is as many as turn out to be good.
        self.segments = rand.choice([0, 1, 4])
        self.files = self.choose(run.files)
        self.is_checked = len(self.files) == 1
        at_once = sum(f.size for f in self.files) if self.mode == "blocking" else \
            max(f.size for f in self.files) / (1 if self.mode != "async" else max(self.segments, 1))
        self.seconds = rand.uniform(0.2, 0.8) if run.arguments.short else rand.uniform(1, 6)
        self.rate = int(at_once / self.seconds) + 64 * KIB
        self.root = run.root / f"w{number}"
        self.folder = self.root / "folder"
        self.folder.mkdir(parents=True)
        self.by_name = {f"w{number}-{f.name}": f for f in self.files}
        self.result = Result()

    def choose(self, files):
        if self.rand.random() < 0.2:
            return [self.rand.choice(files[40:])]
        return (self.rand.sample(files[:30], self.rand.randrange(5, 30))
                + self.rand.sample(files[30:40], self.rand.randrange(1, 6))
                + self.rand.sample(files[40:], self.rand.randrange(1, 3)))

    def fault(self, kind, detail):
        self.result.faults[kind] += 1
        print(f"work {self.number} ({self.server.name}, {self.mode}, {self.segments} segments): "
              f"{kind}: {detail}", flush=True)

    def start(self):
        missing = [file for name, file in self.by_name.items()
                   if not (self.folder / name).exists()]
        (self.root / "list").write_text("".join(
            self.server.address(self.number, file, self.rate) + "\n" for file in missing))
        line = [self.program, "get", "-d", self.folder, "-m", self.mode,
                "-i", self.root / "list", "-r", self.root / "report.json"]
        if self.segments > 0:
            line += ["-s", str(self.segments)]
        if self.is_checked and missing:
            line += ["-c", "sha256:" + missing[0].sha256]
        self.output = open(self.root / "output", "w+")
        return missing and subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=self.output,
                                            stderr=subprocess.STDOUT)

    def check(self):
        """Looks at a folder that nobody works on."""
        for path in self.folder.iterdir():
            if path.name.endswith(".part.meta"):
                self.check_record(path)
            elif not path.name.endswith((".part", ".part.new")):
                file = self.by_name.get(path.name)
                if file is None:
                    self.fault("unexpected files", path.name)
                elif path.read_bytes() != file.body:
                    self.fault("wrong files", path.name)
        self.output.seek(0)
        for line in self.output:
            said, _, name = line.rstrip("\n").partition(" ")
            if said == "Downloaded" and not (self.folder / name).exists():
                self.fault("finished too early", name)
            if said == "Failed":
                self.fault("failed downloads", line.strip())

    def check_record(self, path):
        name = path.name[:-len(".part.meta")]
        part = path.with_suffix("")
        record = configparser.RawConfigParser()
        record.read(path)
        if not part.exists():
            # A crash between the two steps of publishing.
            if not (self.folder / name).exists():
                self.fault("false records", f"{path.name} without a part")
            return
        # One that began anew beside an older one has a number.
        body, found = self.by_name[re.sub(r" \(\d+\)", "", name)].body, part.read_bytes()
        for span in record["Freshet"].get("ranges", "").strip(";").split(";"):
            start, _, end = span.partition("-")
            if span and found[int(start):int(end)] != body[int(start):int(end)]:
                self.fault("false records", f"{path.name}: {span}")

    def run(self, kill):
        """Runs until all is there. @kill kills a run, or says that it may go on."""
        while process := self.start():
            try:
                process.wait(self.rand.uniform(0, 1.1 * self.seconds + 0.1))
            except subprocess.TimeoutExpired:
                if kill(process):
                    self.result.kills += 1
                    self.check()
                    continue
            try:
                process.wait(BOUND_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                self.fault("endless runs", f"{BOUND_S} s")
            self.check()
            self.end(process.returncode)
            break
        self.check_end()
        self.result.works = 1
        self.result.size = sum(file.size for file in self.files)
        shutil.rmtree(self.root)
        return self.result

    def end(self, status):
        """After a run that came to its end by itself."""
        if status != 0:
            self.fault("failed runs", f"exit status {status}")
        for line in json.loads((self.root / "report.json").read_text())["downloads"]:
            self.result.last += line["bytes"] - line["resumed_from"]

    def check_end(self):
        """Looks whether all is there, and nothing else. A crash may leave a record behind: the next
        start takes it away."""
        subprocess.run([self.program, "get", "-q", "-d", self.folder, "-o", "end", self.end_address],
                       stdin=subprocess.DEVNULL, check=True)
        names = {path.name for path in self.folder.iterdir()}
        for name in names ^ {*self.by_name, "end"}:
            self.fault("missing or left-over files", name)


class Run:
    """All of it."""

    def __init__(self, arguments, root):
        self.arguments, self.root = arguments, root
        self.rand = random.Random(arguments.seed)
        demo = Demo(arguments.program, root)
        nginx = Nginx(root) if find_nginx() else None
        self.end_address = f"{demo.base}/file/end?size=1"
        self.servers = [server for server in (demo, nginx) if server]
        self.files = make_files(self.rand, demo, nginx)
        self.results = {server.name: Result() for server in self.servers}
        self.server_of = {}
        self.lock = threading.Lock()
        self.kills_left = arguments.kills
        self.n_works = 0

    def kill(self, process):
        """Kills a run, if there are kills left. Returns: whether there were."""
        with self.lock:
            self.kills_left -= 1
            if self.kills_left < 0:
                return False
        process.kill()
        process.wait()
        return True

    def next_work(self):
        with self.lock:
            if self.kills_left <= 0:
                return None
            work = Work(self, self.n_works)
            self.n_works += 1
            self.server_of[work.number] = work.server.name
            return work

    def lane(self):
        while work := self.next_work():
            result = work.run(self.kill)
            with self.lock:
                self.results[work.server.name].add(result)

    def run(self):
        lanes = [threading.Thread(target=self.lane) for _ in range(self.arguments.lanes)]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
        for server in self.servers:
            for url, count in server.sent():
                if match := re.search(r"/file/w(\d+)-", url):
                    self.results[self.server_of[int(match[1])]].sent += count

    def report(self):
        """Prints what was found. Returns: whether all was as it has to be."""
        total = Result()
        faults = ["wrong files", "finished too early", "false records"]
        for result in self.results.values():
            total.add(result)
        faults += sorted(set(total.faults) - set(faults))
        print("| | kills | lists | " + " | ".join(faults)
              + " | fetched before a kill | of it fetched again |")
        print("|---|" + "---|" * (len(faults) + 4))
        for name, result in {**self.results, "together": total}.items():
            share = result.again / result.before if result.before > 0 else 0
            print(f"| {name} | {result.kills} | {result.works} | "
                  + " | ".join(str(result.faults[fault]) for fault in faults)
                  + f" | {result.before / MIB:.0f} MiB | {share:.1%} |")
        return not total.faults and (self.arguments.short or total.again <= 0.2 * total.before)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="_build/src/cli/freshet-cli")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--lanes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--folder", help="a folder on the disk that it is about")
    parser.add_argument("--short", action="store_true", help="downloads of less than a second")
    arguments = parser.parse_args()
    arguments.program = os.path.abspath(arguments.program)

    os.environ["LC_ALL"] = "C.UTF-8"
    print(f"seed {arguments.seed}", flush=True)
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="freshet-kill-") as folder:
        run = Run(arguments, pathlib.Path(folder))
        run.run()
        sys.exit(not run.report())


if __name__ == "__main__":
    main()
