"""The same comparison by py4dgeo, on one thread: python peer_py4dgeo.py FOLDER m3c2|register. One line of JSON."""

import json
import pathlib
import resource
import sys

import numpy as np
import py4dgeo


def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def compared(first, second, folder):
    first.build_kdtree()
    second.build_kdtree()
    method = py4dgeo.M3C2(
        epochs=(first, second),
        corepoints=np.loadtxt(folder / "cores.csv", delimiter=",", skiprows=1),
        normal_radii=(1.0,),
        cyl_radius=0.5,
        max_distance=1.0,
        orientation_vector=np.array([0.0, -1.0, 0.0]),
    )
    method.run()


def registered(first, second):
    for epoch in (first, second):
        epoch.calculate_normals(radius=1.0, orientation_vector=np.array([0.0, -1.0, 0.0]))
    found = py4dgeo.icp_with_stable_areas(
        first, second, initial_distance_threshold=1.0, level_of_detection=0.02, reference_supervoxel_resolution=2.0, supervoxel_resolution=2.0
    )
    # What it does to points of the face, whichever point it turns about.
    places = np.array([[0.0, 0, 0], [100, 0, 0], [0, 100, 0], [0, 0, 100]])
    probe = py4dgeo.Epoch(places.copy())
    probe.transform(found)
    moved = np.asarray(probe.cloud)
    columns = [(moved[i + 1] - moved[0]) / 100 for i in range(3)] + [moved[0]]
    return np.stack(columns, 1).ravel().tolist()


def main():
    folder, what = pathlib.Path(sys.argv[1]), sys.argv[2]
    py4dgeo.set_num_threads(1)
    first, second = (py4dgeo.Epoch(np.load(folder / name)) for name in ("first.npy", "second.npy"))
    before = used()
    matrix = registered(first, second) if what == "register" else compared(first, second, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpuSeconds": used() - before, "peakMiB": peak, "matrix": matrix}))


if __name__ == "__main__":
    main()
