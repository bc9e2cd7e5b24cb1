"""Where benches keep their raw figures: a JSON file each, with the machine on which they were measured."""

import json
import os
import pathlib
import platform

ROOT = pathlib.Path(__file__).resolve().parent.parent
# make bench-quick keeps its figures apart from those of full size.
FOLDER = pathlib.Path(os.environ.get("BENCH_RESULTS", ROOT / "Benchmarks/results"))
IS_QUICK = "BENCH_RESULTS" in os.environ


def processor():
    """The name of the processor, where the system tells it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def machine():
    return {
        "system": platform.platform(), "processor": processor(), "cores": os.cpu_count(),
        "memory_mb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6),
        "load": round(os.getloadavg()[0], 2),
    }


def keep(name, result):
    """Writes `result` and the machine into the file of the bench `name`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps({**result, "machine": machine()}, indent=1, ensure_ascii=False) + "\n")
    print(f"raw figures: {path}")
