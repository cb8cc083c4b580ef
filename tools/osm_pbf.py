"""Writes maps that were made up as OpenStreetMap PBF, by the published layout of the format."""

import struct
import zlib


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(tag, value):
    return varint(tag << 3) + varint(value)


def run(tag, body):
    return varint(tag << 3 | 2) + varint(len(body)) + body


def packed(values):
    return b"".join(varint(value) for value in values)


def running(values):
    return packed([(value - before) << 1 ^ (value - before) >> 63 for before, value in zip([0, *values], values)])


def blob(kind, content):
    body = number(2, len(content)) + run(3, zlib.compress(content))
    head = run(1, kind.encode()) + number(3, len(body))
    return struct.pack(">I", len(head)) + head + body


def pbf(nodes, ways):
    """`nodes` by number: (longitude, latitude, tags); `ways` by number: (node numbers, tags)."""
    strings = [""]

    def index(text):
        if text not in strings:
            strings.append(text)
        return strings.index(text)

    def pairs(tags):
        return [index(key) for key in tags], [index(value) for value in tags.values()]

    ids = sorted(nodes)
    marks = []
    for node in ids:
        for key, value in nodes[node][2].items():
            marks += [index(key), index(value)]
        marks.append(0)
    dense = run(1, running(ids)) + run(8, running([round(nodes[n][1] * 1e7) for n in ids])) + run(9, running([round(nodes[n][0] * 1e7) for n in ids]))
    groups = run(2, dense + run(10, packed(marks)))
    for way, (members, tags) in ways.items():
        keys, values = pairs(tags)
        groups += run(3, number(1, way) + run(2, packed(keys)) + run(3, packed(values)) + run(8, running(members)))
    block = run(1, b"".join(run(1, text.encode()) for text in strings)) + run(2, groups)
    return blob("OSMHeader", run(4, b"OsmSchema-V0.6") + run(4, b"DenseNodes")) + blob("OSMData", block)
