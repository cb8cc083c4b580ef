"""Writes small maps as OpenStreetMap PBF, by the published layout of the format. Every map is made up."""

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


def town(side=12, metres=150):
    """Streets in a square grid from 106.5° E 29.5° N, the middle one quicker, and a track that leaves it to the east."""
    step = metres / 111_000
    nodes = {1 + row * side + column: (106.5 + column * step, 29.5 + row * step, {}) for row in range(side) for column in range(side)}
    ways = {}
    for line in range(side):
        kind = {"highway": "primary" if line == side // 2 else "residential"}
        ways[len(ways) + 1] = ([1 + line * side + column for column in range(side)], kind)
        ways[len(ways) + 1] = ([1 + row * side + line for row in range(side)], kind)
    nodes[side * side + 1] = (106.5 + (side + 4) * step, 29.5, {})
    ways[len(ways) + 1] = ([side, side * side + 1], {"highway": "track"})
    return nodes, ways
