#!/usr/bin/env python3
"""Draws the synthetic pictures that stand in for the demonstration's cameras, always the same ones.

    python3 cities/chongqing/cameras/make.py

Needs ffmpeg and the font Noto Sans CJK (Debian: ffmpeg, fonts-noto-cjk). Each loop has 40 pictures of 320 × 180, 5 a second, as JPEGs in an AVI file.
Two more of each mountain camera show the scenario's fire: how its smoke rises, for 40 s, and how it goes on, as a loop. The smoke stands where the
scenario's sensor is, as each camera sees it. Nothing in them was photographed.
"""

import math
import pathlib
import random
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT, PICTURES, RATE = 320, 180, 40, 5
# Pictures in which smoke comes to its height: five loops, so that what rolls goes on where it ends.
RISING = 200
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SKY, FAR, ROCK, LIGHT, WOOD, GROUND = (148, 158, 168), (116, 128, 134), (104, 96, 86), (132, 122, 108), (52, 74, 54), (78, 84, 66)


def outline(seed, base, rough):
    """A skyline as heights by column: waves of halving height."""
    chance = random.Random(seed)
    waves = [(chance.uniform(0, 6.28), 2**octave) for octave in range(6)]
    return [base + sum(rough / turns * math.sin(6.28 * turns * x / WIDTH + phase) for phase, turns in waves) for x in range(WIDTH)]


def cliff(seed):
    """A rock face with bands and cracks over a wooded foot."""
    chance = random.Random(seed)
    top, foot = outline(seed, 52, 12), outline(seed + 1, 140, 7)
    cracks = {chance.randrange(WIDTH) for _ in range(14)}

    def shade(x, y):
        if y < top[x]:
            return SKY
        if y > foot[x]:
            return WOOD if (x * 7 + y * 13) % 5 else GROUND
        if any(abs(x - crack - 3 * math.sin(y / 9 + crack)) < 1 for crack in cracks):
            return (62, 56, 52)
        return LIGHT if int(y + 4 * math.sin(x / 23)) % 17 < 4 else ROCK

    return shade


def forest(seed, near):
    """Ridges behind one another, the nearest with tree tops."""
    far, middle, close = outline(seed, 62, 12), outline(seed + 1, 88, 14), outline(seed + 2, near, 9)
    chance = random.Random(seed)
    crowns = [chance.randint(-22, 22) for _ in range(WIDTH * HEIGHT // 4)]

    def shade(x, y):
        if y > close[x] - 3 * abs(math.sin(x * 0.9)):
            return WOOD if (x * 3 + y * 5) % 7 else (64, 92, 60)
        # Crowns on the slope behind, which haze makes fainter with distance.
        crown = crowns[(y // 2 * WIDTH + x) // 2 % len(crowns)]
        if y > middle[x]:
            return tuple(value + crown for value in (84, 104, 92))
        return tuple(value + crown // 3 for value in FAR) if y > far[x] else SKY

    return shade


def drawn(shade):
    return bytes(value for y in range(HEIGHT) for x in range(WIDTH) for value in shade(x, y))


def rained(picture, drops, number):
    """Slanted streaks that fall on from picture to picture and come back where the loop begins again."""
    pixels = bytearray(picture)
    for start, speed, length, phase in drops:
        at = (phase + number * speed * HEIGHT // PICTURES) % HEIGHT
        for step in range(length):
            x, y = (start + (at + step) // 4) % WIDTH, (at + step) % HEIGHT
            place = 3 * (y * WIDTH + x)
            for channel in range(3):
                pixels[place + channel] = min(255, pixels[place + channel] + 46)
    return bytes(pixels)


class Plume:
    """Smoke over a place of the picture, with soft edges, rolling upwards and leaning with the wind."""

    def __init__(self, x, y, height, lean):
        self.x, self.y, self.height, self.lean = x, y, height, lean

    def over(self, picture, number, grown):
        """`grown` is the part of its height that it has; what rolls comes back after a loop."""
        pixels, turn = bytearray(picture), 6.28 * number / PICTURES
        top = self.height * grown
        for up in range(int(top)):
            y, width = self.y - up, 6 + 0.26 * up
            if y < 0:
                break
            middle = self.x + self.lean * up + 2 * math.sin(up / 9 + turn)
            thin = min(1, (top - up) / 6) * (0.94 - 0.3 * up / self.height)
            for x in range(max(0, int(middle - 2.2 * width)), min(WIDTH, int(middle + 2.2 * width) + 1)):
                roll = math.sin(x / 9 + up / 8 - 2 * turn) * math.sin(up / 11 - 3 * turn - x / 14)
                cover = thin * math.exp(-(((x - middle) / width) ** 2)) * (0.85 + 0.15 * roll)
                grey, place = 178 + 18 * roll, 3 * (y * WIDTH + x)
                for channel in range(3):
                    pixels[place + channel] = int(pixels[place + channel] * (1 - cover) + grey * cover)
        return bytes(pixels)


def write(name, seed, shade, drop_count, plume=None):
    chance = random.Random(seed)
    drops = [(chance.randrange(WIDTH), chance.randrange(6, 14), chance.randrange(5, 11), chance.randrange(HEIGHT)) for _ in range(drop_count)]
    picture = drawn(shade)
    encode(name, name, [rained(picture, drops, number) for number in range(PICTURES)])
    if plume:
        rising = [rained(plume.over(picture, number, number / RISING), drops, number) for number in range(RISING)]
        encode(f"{name}-smoke", name, rising)
        encode(f"{name}-fire", name, [rained(plume.over(picture, number, 1), drops, number) for number in range(PICTURES)])


def encode(file, name, pictures):
    words = f"drawtext=fontfile={FONT}:text='合成画面 SYNTHETIC  {name}':x=8:y=8:fontsize=14:fontcolor=white:box=1:boxcolor=black@0.7:boxborderw=4"
    count = "drawtext=fontfile=%s:text='%%{n}':x=w-28:y=h-24:fontsize=12:fontcolor=white:box=1:boxcolor=black@0.7" % FONT
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE)]
    command += ["-i", "pipe:0", "-vf", f"{words},{count}", "-c:v", "mjpeg", "-q:v", "9", "-pix_fmt", "yuvj420p", "-fflags", "+bitexact"]
    command += ["-flags", "+bitexact", "-threads", "1", str(HERE / f"{file}.avi")]
    subprocess.run(command, input=b"".join(pictures), check=True, timeout=120)


if __name__ == "__main__":
    write("diaozui-face", 1, cliff(11), 160)
    write("diaozui-foot", 2, cliff(23), 160)
    write("jinyun-ridge", 3, forest(31, 128), 40, Plume(192, 136, 92, 0.22))
    write("jinyun-gate", 4, forest(43, 104), 40, Plume(116, 126, 104, 0.3))
