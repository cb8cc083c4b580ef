"""Writes roads as OpenStreetMap's PBF (wiki: "PBF Format"), enough of it for `bayu roads import`: one block of nodes, one of ways."""

import struct


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def number(tag, value):
    return varint(tag << 3) + varint(value)


def data(tag, body):
    return varint(tag << 3 | 2) + varint(len(body)) + body


def running(values):
    out, last = bytearray(), 0
    for value in values:
        out += zigzag(value - last)
        last = value
    return bytes(out)


def blob(kind, body):
    packed = data(1, body)
    head = data(1, kind.encode()) + number(3, len(packed))
    return struct.pack(">I", len(head)) + head + packed


def block(strings, group):
    return data(1, b"".join(data(1, text.encode()) for text in strings)) + data(2, group)


def write(path, nodes, ways):
    """`nodes`: longitude and latitude by number from 1; `ways`: pairs of node numbers and tags."""
    dense = data(1, running(range(1, len(nodes) + 1)))
    dense += data(8, running(round(latitude * 1e7) for _, latitude in nodes)) + data(9, running(round(longitude * 1e7) for longitude, _ in nodes))
    strings = [""]
    places = {}

    def place(text):
        if text not in places:
            places[text] = len(strings)
            strings.append(text)
        return varint(places[text])

    group = bytearray()
    for index, (refs, tags) in enumerate(ways):
        keys, values = b"".join(place(key) for key in tags), b"".join(place(value) for value in tags.values())
        group += data(3, number(1, index + 1) + data(2, keys) + data(3, values) + data(8, running(refs)))
    header = data(4, b"OsmSchema-V0.6") + data(4, b"DenseNodes") + data(16, b"bayu synthetic roads")
    path.write_bytes(
        blob("OSMHeader", header) + blob("OSMData", block([""], data(2, dense))) + blob("OSMData", block(strings, bytes(group))))
