#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a translation into a language that nobody speaks: each text in brackets, two fifths longer.

    pseudo.py TRANSLATION.mo PSEUDO.mo

The texts are those of a complete translation. What is no text for people is left as it is.
"""

import re
import struct
import sys

KEPT = re.compile(r'%[-0-9.*$]*(?:l?[a-zA-Z]|%)|<[^>]*>|&\w+;|\w+://\S*|\n')
LONGER = {'a': 'àa', 'e': 'éè', 'i': 'îì', 'o': 'öò', 'u': 'ûù', 'n': 'ñn', 's': 'šs'}


def lengthen(text):
    """Longer where a letter stands for two, and made up for at the end."""
    wanted = len(text) * 2 // 5
    made = ''
    last = 0
    for kept in [*KEPT.finditer(text), None]:
        words = text[last:kept.start() if kept else len(text)]
        for letter in words:
            longer = LONGER.get(letter) if wanted > 2 else None
            made += longer or letter
            wanted -= longer is not None
        if kept:
            made += kept.group()
            last = kept.end()
    # A space is left, at which the line may break as it would in a real language.
    return f'[{made}{" " if wanted > 8 else ""}{"~" * max(0, wanted - 2)}]'


def read(path):
    with open(path, 'rb') as file:
        data = file.read()
    magic, _, count, originals, translations = struct.unpack_from('=5I', data)
    assert magic == 0x950412de, path
    for i in range(count):
        yield [data[place:place + length]
               for table in (originals, translations)
               for length, place in [struct.unpack_from('=2I', data, table + i * 8)]]


def translate(original, translation):
    if not original:
        return translation
    text = original.rpartition(b'\4')[2].decode()
    if text.strip('%s .,·/:\n') == '':
        return text.split('\0')[0].encode()
    return '\0'.join(map(lengthen, text.split('\0'))).encode()


def write(path, entries):
    header = 28
    place = header + len(entries) * 16
    tables = [b'', b'']
    body = b''
    for side in 0, 1:
        for entry in entries:
            tables[side] += struct.pack('=2I', len(entry[side]), place + len(body))
            body += entry[side] + b'\0'
    with open(path, 'wb') as file:
        file.write(struct.pack('=7I', 0x950412de, 0, len(entries), header,
                               header + len(entries) * 8, 0, 0))
        file.write(tables[0] + tables[1] + body)


entries = sorted((original, translate(original, translation))
                 for original, translation in read(sys.argv[1]))
write(sys.argv[2], entries)
