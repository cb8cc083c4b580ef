"""Places and noise for the made-up ground of the demonstration: UTM zone 48 north, waves of value noise, NumPy's file format. No packages needed."""

import math
import random
import struct

FLATTENING = 1 / 298.257223563
THIRD = FLATTENING / (2 - FLATTENING)
ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
RADIUS = 6378137 / (1 + THIRD) * (1 + THIRD**2 / 4 + THIRD**4 / 64)
FORWARD = (THIRD / 2 - 2 * THIRD**2 / 3 + 5 * THIRD**3 / 16, 13 * THIRD**2 / 48 - 3 * THIRD**3 / 5, 61 * THIRD**3 / 240)
BACKWARD = (THIRD / 2 - 2 * THIRD**2 / 3 + 37 * THIRD**3 / 96, THIRD**2 / 48 + THIRD**3 / 15, 17 * THIRD**3 / 480)
MERIDIAN = 105


def to_metres(longitude, latitude):
    """Krüger's series (Karney 2011), a millimetre within the zone."""
    sine, turn = math.sin(math.radians(latitude)), math.radians(longitude - MERIDIAN)
    t = math.sinh(math.atanh(sine) - ECCENTRICITY * math.atanh(ECCENTRICITY * sine))
    up, across = math.atan2(t, math.cos(turn)), math.asinh(math.sin(turn) / math.hypot(t, math.cos(turn)))
    north, east = up, across
    for index, factor in enumerate(FORWARD):
        order = 2 * (index + 1)
        north += factor * math.sin(order * up) * math.cosh(order * across)
        east += factor * math.cos(order * up) * math.sinh(order * across)
    return 500000 + 0.9996 * RADIUS * east, 0.9996 * RADIUS * north


def to_degrees(x, y):
    up, across = y / (0.9996 * RADIUS), (x - 500000) / (0.9996 * RADIUS)
    north, east = up, across
    for index, factor in enumerate(BACKWARD):
        order = 2 * (index + 1)
        north -= factor * math.sin(order * up) * math.cosh(order * across)
        east -= factor * math.cos(order * up) * math.sinh(order * across)
    conformal = math.sin(north) / math.hypot(math.sinh(east), math.cos(north))
    t = conformal
    for _ in range(6):
        sigma = math.sinh(ECCENTRICITY * math.atanh(ECCENTRICITY * t / math.hypot(1, t)))
        found = t * math.hypot(1, sigma) - sigma * math.hypot(1, t)
        t += (conformal - found) / math.hypot(1, found) * (1 + (1 - ECCENTRICITY**2) * t * t) / ((1 - ECCENTRICITY**2) * math.hypot(1, t))
    return MERIDIAN + math.degrees(math.atan2(math.sinh(east), math.cos(north))), math.degrees(math.atan(t))


class Noise:
    """Value noise of several octaves, about −1 to 1; `size` is the longest wave in metres."""

    LATTICE = 64

    def __init__(self, seed, size, octaves=4):
        chance = random.Random(seed)
        self.tables = [[chance.uniform(-1, 1) for _ in range(self.LATTICE**2)] for _ in range(octaves)]
        self.size = size

    def __call__(self, x, y):
        total, weight, size = 0.0, 1.0, self.size
        for table in self.tables:
            u, v = x / size, y / size
            column, row = math.floor(u), math.floor(v)
            u, v = u - column, v - row
            u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
            low, high = row % self.LATTICE * self.LATTICE, (row + 1) % self.LATTICE * self.LATTICE
            left, right = column % self.LATTICE, (column + 1) % self.LATTICE
            south = table[low + left] * (1 - u) + table[low + right] * u
            north = table[high + left] * (1 - u) + table[high + right] * u
            total += weight * (south * (1 - v) + north * v)
            weight, size = weight / 2, size / 2
        return total / 1.5


def to_line(x, y, points):
    """Metres to the nearest part of a line of points, and how far along it that is as a share of its segments."""
    nearest = (math.inf, 0.0)
    for index, ((ax, ay), (bx, by)) in enumerate(zip(points, points[1:])):
        dx, dy = bx - ax, by - ay
        share = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        nearest = min(nearest, (math.hypot(x - ax - share * dx, y - ay - share * dy), index + share))
    return nearest


def npy(path, rows, columns, values, kind):
    """Writes `values`, row after row, as NumPy does; kind '<i2' or '|u1'."""
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}"
    head += " " * ((64 - (11 + len(head)) % 64) % 64) + "\n"
    form = {"<i2": "<%dh", "|u1": "<%dB"}[kind] % len(values)
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + struct.pack(form, *values))
