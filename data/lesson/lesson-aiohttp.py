#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lesson's second program: all files at once, 1 024 bytes at a time.

usage: lesson-aiohttp.py FOLDER ADDRESS...
"""

import asyncio
import pathlib
import sys
import time

import aiohttp


async def download(session, address, folder):
    name = address.split("?")[0].rsplit("/", 1)[1]
    async with session.get(address) as response:
        response.raise_for_status()
        with open(folder / name, "wb") as file:
            async for chunk in response.content.iter_chunked(1024):
                file.write(chunk)
    print(f"Descargado {name}")


async def main():
    folder = pathlib.Path(sys.argv[1])
    start = time.monotonic()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as session:
        await asyncio.gather(*(download(session, a, folder) for a in sys.argv[2:]))
    print(f"Tiempo total de descarga: {time.monotonic() - start:.2f} segundos")


asyncio.run(main())
