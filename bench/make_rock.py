"""Makes a synthetic rock face in two epochs with known patches: python make_rock.py FOLDER --seed 1 [--rough 1] [--noise 0.004] [--epochs 5].

A height field 240 m wide and 120 m high, seen along y: relief, ledges and joints, and fine roughness down to 12 cm. Sixteen patches of 2, 5, 10 and
20 mm, four of each, out of the face and into it in turn, and one block that fell. Both epochs are sampled anew; noise lies along the line of
sight of a scanner, one point in a thousand is a stray return, and the second epoch is displaced as a whole by an amount that the seed draws.
Writes first.npy, second.npy, cores.csv and truth.json. With more epochs than two, each after the first stands displaced anew, the patches creep to
their full shift in equal steps, the block falls last, and the files are epoch-1.npy, epoch-2.npy and so on. All of it is made up.
"""

import argparse
import json
import pathlib

import numpy as np

WIDTH, HEIGHT, GRID = 240.0, 120.0, 0.05
SCANNER = np.array([WIDTH / 2, -170.0, 8.0])
FALL = (WIDTH * 0.81, HEIGHT * 0.52, 0.8, 0.4)


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--points", type=int, default=4_000_000)
    parser.add_argument("--noise", type=float, default=0.004, help="metres along the line of sight")
    parser.add_argument("--rough", type=float, default=1.0, help="times the fine roughness")
    parser.add_argument("--displaced", type=float, default=0.006, help="metres the second epoch is displaced by, a standard deviation an axis")
    parser.add_argument("--strays", type=float, default=0.001)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--shifts", default="2,5,10,20", help="millimetres over the whole series, four patches of each")
    return parser.parse_args()


class Field:
    """Values on the grid, read between its nodes bilinearly."""

    def __init__(self, values):
        self.values = values

    def at(self, x, z):
        u, v = np.clip(x / GRID, 0, self.values.shape[1] - 1.001), np.clip(z / GRID, 0, self.values.shape[0] - 1.001)
        i, j = u.astype(int), v.astype(int)
        a, b = u - i, v - j
        f = self.values
        return (1 - b) * ((1 - a) * f[j, i] + a * f[j, i + 1]) + b * ((1 - a) * f[j + 1, i] + a * f[j + 1, i + 1])


def frequencies():
    rows, columns = int(HEIGHT / GRID) + 1, int(WIDTH / GRID) + 1
    return np.hypot(np.fft.fftfreq(rows, GRID)[:, None], np.fft.rfftfreq(columns, GRID)[None, :]), (rows, columns)


def layer(chance, power, shortest, longest):
    """Random waves of unit variance between two wavelengths in metres, whose amplitude falls with that power of the frequency."""
    k, shape = frequencies()
    band = (k > 1 / longest) & (k < 1 / shortest)
    spectrum = np.zeros(k.shape, complex)
    spectrum[band] = k[band] ** -power * np.exp(2j * np.pi * chance.random(band.sum()))
    waves = np.fft.irfft2(spectrum, s=shape)
    return waves / waves.std()


def rock(chance, rough):
    x, z = np.arange(int(WIDTH / GRID) + 1) * GRID, (np.arange(int(HEIGHT / GRID) + 1) * GRID)[:, None]
    face = 2.2 * layer(chance, 2.0, 8, 110) + 0.3 * layer(chance, 1.9, 1.0, 10) + 0.03 * rough * layer(chance, 1.6, 0.12, 1.2)
    for _ in range(22):
        turn = chance.choice([0.0, np.pi / 2]) + chance.normal(0, 0.08)
        along = (x - chance.uniform(8, WIDTH - 8)) * np.cos(turn) + (z - chance.uniform(5, HEIGHT - 5)) * np.sin(turn)
        face += chance.uniform(-0.35, 0.35) * np.tanh(along / 0.3)
    return Field(face - np.tan(np.radians(7)) * z)


def slopes(face):
    """The gradient of the face without what is finer than about a metre."""
    k, shape = frequencies()
    smooth = np.fft.irfft2(np.fft.rfft2(face.values - face.values.mean()) * np.exp(-2 * (np.pi * k * 1.2) ** 2), s=shape)
    by_z, by_x = np.gradient(smooth, GRID)
    return Field(by_x), Field(by_z)


def patches(chance, shifts_mm):
    found = []
    for row, shift in enumerate(shifts_mm):
        for column in range(4):
            found.append(
                {
                    "x": WIDTH * (0.125 + 0.25 * column) + chance.uniform(-5, 5),
                    "z": HEIGHT * (0.15 + 0.2333 * row) + chance.uniform(-3, 3),
                    "halfWidth": 3.0 if column < 2 else 5.0,
                    "halfHeight": 2.5 if column < 2 else 4.0,
                    "shiftMm": shift * (1 if (row + column) % 2 == 0 else -1),
                }
            )
    return found


def epoch(chance, face, slope, moved, given, share=1.0):
    x, z = chance.uniform(0, WIDTH, given.points), chance.uniform(0, HEIGHT, given.points)
    points = np.stack([x, face.at(x, z), z], 1)
    if moved:
        normal = np.stack([slope[0].at(x, z), -np.ones_like(x), slope[1].at(x, z)], 1)
        normal /= np.linalg.norm(normal, axis=1)[:, None]
        for patch in moved:
            inside = ((x - patch["x"]) / patch["halfWidth"]) ** 2 + ((z - patch["z"]) / patch["halfHeight"]) ** 2 < 1
            points[inside] += normal[inside] * share * patch["shiftMm"] / 1000
        square = ((x - FALL[0]) ** 2 + (z - FALL[1]) ** 2) / FALL[2] ** 2
        points[:, 1] += np.where((square < 1) & (share == 1), FALL[3] * (1 - square), 0)
    sight = points - SCANNER
    sight /= np.linalg.norm(sight, axis=1)[:, None]
    away = chance.normal(0, given.noise, given.points)
    stray = chance.random(given.points) < given.strays
    away[stray] -= chance.uniform(0.2, 3.0, stray.sum())
    return points + sight * away[:, None]


def displacement(chance, metres):
    """A small turn about the middle and a shift, both of random direction."""
    a, b, c = chance.normal(0, metres / 150, 3)
    turn = np.array([[1, -c, b], [c, 1, -a], [-b, a, 1]])
    u, _, v = np.linalg.svd(turn)
    return u @ v, chance.normal(0, metres, 3)


def main():
    given = options()
    given.folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng([20_260, given.seed])
    face = rock(chance, given.rough)
    slope, moved = slopes(face), patches(chance, [float(each) for each in given.shifts.split(",")])
    names = ["first", "second"] if given.epochs == 2 else [f"epoch-{number + 1}" for number in range(given.epochs)]
    np.save(given.folder / f"{names[0]}.npy", epoch(chance, face, slope, [], given))
    middle = np.array([WIDTH / 2, 0.0, HEIGHT / 2])
    turn, shift = np.eye(3), np.zeros(3)
    for number, name in enumerate(names[1:], 1):
        turn, shift = displacement(chance, given.displaced)
        share = number / (given.epochs - 1)
        np.save(given.folder / f"{name}.npy", (epoch(chance, face, slope, moved, given, share) - middle) @ turn.T + middle + shift)
    x, z = (each.ravel() for each in np.meshgrid(np.arange(1, WIDTH - 0.99), np.arange(1, HEIGHT - 0.99)))
    np.savetxt(given.folder / "cores.csv", np.stack([x, face.at(x, z), z], 1), "%.6f", ",", header="x,y,z", comments="")
    truth = {"patches": moved, "fall": FALL, "turn": turn.tolist(), "shift": shift.tolist(), "middle": middle.tolist()}
    (given.folder / "truth.json").write_text(json.dumps(truth, indent=1))


if __name__ == "__main__":
    main()
