"""Where a bench keeps its raw figures: one JSON file, with the machine on which they were measured."""

import json
import os
import pathlib
import platform

FOLDER = pathlib.Path(__file__).resolve().parent / "results"


def processor():
    """The name of the processor, where the system tells it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def keep(name, result):
    """Writes `result` and the machine into the file of the bench `name`."""
    machine = f"{os.cpu_count()} cores, {processor()}, {platform.platform()}"
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps({"machine": machine, "load": os.getloadavg()[0], **result}, indent=2) + "\n")
    print(f"raw figures: {path}")
