"""What all peers in Python share: reads the input, times the task, prints the answers. See bench/foreign.ts for the protocol."""

import gc
import json
import sys
import time
from pathlib import Path


class Input:
    """The arrays and parameters that the harness wrote."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.parameters = json.loads((self.folder / "parameters.json").read_text())

    def __getitem__(self, name):
        return self.parameters[name]

    def array(self, name, *shape):
        import numpy

        values = numpy.fromfile(self.folder / f"{name}.f64", dtype="<f8")
        return values.reshape(shape) if shape else values


def say(message):
    print(json.dumps(message), flush=True)


def serve(prepare):
    """Runs a peer. `prepare(input)` imports the package and gives (version, task); `task()` gives a flat sequence of numbers."""
    try:
        version, task = prepare(Input(sys.argv[1]))
    except ImportError as error:
        say({"missing": error.name or str(error)})
        return
    say({"version": version})
    for _ in sys.stdin:
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        output = task()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        say({"milliseconds": 1e3 * wall, "cpuMilliseconds": 1e3 * cpu, "output": [float(value) for value in output]})


def blas():
    """Which BLAS numpy and scipy run on, with the core it was built for: decides the speed of most Python peers."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return "BLAS unknown"
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    names = {f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}, {pool['num_threads']} thread" for pool in pools}
    return "; ".join(sorted(names)) or "no BLAS loaded"
