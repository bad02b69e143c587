#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lesson's first program: one file after another, each whole in memory.

usage: lesson-requests.py FOLDER ADDRESS...
"""

import pathlib
import sys
import time

import requests


def download(address, folder):
    name = address.split("?")[0].rsplit("/", 1)[1]
    response = requests.get(address)
    response.raise_for_status()
    (folder / name).write_bytes(response.content)
    print(f"Descargado {name}")


def main():
    folder = pathlib.Path(sys.argv[1])
    start = time.monotonic()
    for address in sys.argv[2:]:
        download(address, folder)
    print(f"Tiempo total de descarga: {time.monotonic() - start:.2f} segundos")


main()
