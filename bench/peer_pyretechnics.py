"""The same fires by pyretechnics, on one thread. One line of JSON.

python peer_pyretechnics.py spread FOLDER X Y HOURS        one run
python peer_pyretechnics.py members FOLDER X Y HOURS N     an ensemble around the weather of the folder
python peer_pyretechnics.py ellipse FOLDER X Y HOURS       one run on level ground, and what its ellipse should be
"""

import json
import math
import pathlib
import sys
import time

import numpy as np
import pyretechnics.burn_cells as burn_cells
import pyretechnics.eulerian_level_set as level_set
from pyretechnics.space_time_cube import SpaceTimeCube

CANOPY = ("canopy_cover", "canopy_height", "canopy_base_height", "canopy_bulk_density")


def cubes(folder, hours, weather):
    said = json.loads((folder / "landscape.json").read_text())
    layers = {name: np.load(folder / f"{name}.npy") for name in ("fuel_model", "slope", "aspect") if (folder / f"{name}.npy").exists()}
    given = {name: 0.0 for name in CANOPY} | said["layers"] | layers | weather
    shape = (math.ceil(hours) + 1, *layers["fuel_model"].shape)
    return {name: SpaceTimeCube(shape, value) for name, value in (given | {"temperature": 41.0}).items()}, shape, said["cell_size_m"]


def run(folder, x, y, hours, weather):
    inputs, shape, cell = cubes(folder, hours, weather)
    state = level_set.SpreadState(shape).ignite_cell((int(y / cell), int(x / cell)))
    done = level_set.spread_fire_with_phi_field(inputs, state, (60, cell, cell), 0, hours * 60)
    arrival = done["spread_state"].get_full_matrices(["time_of_arrival"])["time_of_arrival"]
    return arrival >= 0, cell


def strayed(weather, chance):
    moisture = max(0.4, chance.normal(1, 0.15))
    wind = weather["wind_speed_10m"] * max(0.3, chance.normal(1, 0.2))
    upwind = (weather["upwind_direction"] + chance.normal(0, 20)) % 360
    dead = {name: weather[name] * moisture for name in weather if "dead" in name}
    return weather | dead | {"wind_speed_10m": wind, "upwind_direction": upwind}


def main():
    what, folder, x, y, hours = sys.argv[1], pathlib.Path(sys.argv[2]), *map(float, sys.argv[3:6])
    weather = json.loads((folder / "landscape.json").read_text())["weather"][0]
    chance = np.random.default_rng(7)
    members = int(sys.argv[6]) if what == "members" else 1
    before = time.process_time()
    burned = [run(folder, x, y, hours, strayed(weather, chance) if what == "members" else weather) for _ in range(members)]
    answer = {"cpuSeconds": time.process_time() - before, "members": members}
    answer["meanKm2"] = float(np.mean([cells.sum() * cell * cell / 1e6 for cells, cell in burned]))
    if what == "ellipse":
        inputs, _, _ = cubes(folder, hours, weather)
        rates = [burn_cells.burn_cell_toward_azimuth(inputs, (0, 0, 0), azimuth)["spread_rate"] for azimuth in (90, 270, 0)]
        answer["head"], answer["back"], answer["side"] = (rate * hours * 60 for rate in rates)
        answer["cells"] = np.flatnonzero(burned[0][0]).tolist()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
