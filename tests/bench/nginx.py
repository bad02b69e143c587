# SPDX-License-Identifier: GPL-3.0-or-later
"""An nginx of a benchmark's own: files, served as fast as it can, over TLS, slowly, and late."""

import glob
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

MIB = 1 << 20

CONFIGURATION = """
{modules}
daemon off;
master_process off;
pid {root}/nginx.pid;
error_log {root}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  root {root}/files;
  server {{ listen 127.0.0.1:{fast}; }}
  server {{ listen 127.0.0.1:{tls} ssl;
            ssl_certificate {root}/cert.pem; ssl_certificate_key {root}/key.pem; }}
  server {{ listen 127.0.0.1:{limited}; limit_rate 10m; }}
  server {{ listen 127.0.0.1:{paced}; limit_rate 2m; }}
  server {{ listen 127.0.0.1:{trickle}; limit_rate 40k; }}
  {late_server}
}}
"""

# Netem would delay the handshake too, but needs a kernel that has it. The answers come 50 ms late.
LATE = """server {{ listen 127.0.0.1:{late}; location / {{ echo_sleep 0.05; echo_exec /now$uri; }}
            location /now/ {{ internal; alias {root}/files/; }} }}"""

PORTS = ("fast", "tls", "limited", "paced", "trickle", "late")


def find_echo_module():
    found = glob.glob("/usr/lib*/nginx/modules/ngx_http_echo_module.so")
    return found[0] if found else None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """Its files are in memory if the folder is. `late` is there only with nginx's echo module."""

    def __init__(self, root):
        if not shutil.which("nginx"):
            sys.exit("nginx is needed")
        self.root = pathlib.Path(root)
        self.ports = {name: free_port() for name in PORTS}
        (self.root / "files").mkdir()
        self.write_certificate()
        self.write_configuration()
        self.process = subprocess.Popen(
            ["nginx", "-p", self.root, "-c", self.root / "nginx.conf",
             "-e", self.root / "error.log"])
        self.wait()

    def write_certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
             "-keyout", self.root / "key.pem", "-out", self.root / "cert.pem"],
            check=True, capture_output=True)

    def write_configuration(self):
        values = dict(self.ports, root=self.root)
        echo = find_echo_module()
        if echo is None:
            del self.ports["late"]
        text = CONFIGURATION.format(
            modules=f"load_module {echo};" if echo else "",
            late_server=LATE.format(**values) if echo else "", **values)
        (self.root / "nginx.conf").write_text(text)

    def wait(self):
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", self.ports["fast"])) == 0:
                    return
            time.sleep(0.05)
        sys.exit("nginx did not start")

    def files(self, count, size):
        """The paths of @count files of @size bytes, made once."""
        folder = self.root / "files" / f"{count}x{size}"
        if not folder.exists():
            folder.mkdir()
            block = os.urandom(min(size, MIB))
            for i in range(count):
                with open(folder / f"f{i:05}.bin", "wb") as file:
                    for _ in range(max(1, size // len(block))):
                        file.write(block)
        return [f"{count}x{size}/f{i:05}.bin" for i in range(count)]

    def addresses(self, count, size, port):
        scheme = "https" if port == "tls" else "http"
        return [f"{scheme}://127.0.0.1:{self.ports[port]}/{p}" for p in self.files(count, size)]

    def forget(self):
        """Removes the files, of which a work may leave gigabytes."""
        shutil.rmtree(self.root / "files")
        (self.root / "files").mkdir()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
