"""Serves one GGUF file over the OpenAI-compatible HTTP interface of llama.cpp.

    local_model_server.py MODEL.gguf NAME STATE.json

Takes a free loopback port. STATE.json is written once the server answers, so that whoever sees it can
use it, and removed when the server is told to end.
"""

import json
import os
import signal
import sys
import threading
import time
import urllib.request

# Threads that wait by spinning starve each other as soon as something else uses a core: measured on two
# cores beside a busy process, 5 tokens/s against 30. Read when the library is loaded, so set before.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import xllamacpp  # noqa: E402

SLOTS = 4
TOKENS_PER_SLOT = 4096  # room for a whole syllabus, the task built on it, and the reply
THREADS = 2
DEFAULT_MAX_TOKENS = 1024  # a small model seldom ends by itself; applies when a request names no limit


def parameters(model: str, name: str) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.model_alias = {name}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_parallel = SLOTS
    params.n_ctx = SLOTS * TOKENS_PER_SLOT
    params.n_predict = DEFAULT_MAX_TOKENS
    params.cpuparams.n_threads = THREADS
    params.cpuparams_batch.n_threads = THREADS
    params.cache_ram_mib = 256  # finished prompts kept for reuse; the default of 8 GB suits no laptop
    params.ui = False
    return params


def wait_until_healthy(address: str) -> None:
    # Without proxies: the address is on this machine, whatever the environment says about others.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            with opener.open(address + "/health", timeout=5):
                return
        except OSError:
            time.sleep(0.1)


def write_state(path: str, address: str, name: str) -> None:
    state = {"base_url": address + "/v1", "model": name, "pid": os.getpid()}
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(state, file)
        file.write("\n")
    os.replace(path + ".new", path)  # whole or not at all: others poll for this file


def main() -> None:
    model, name, state = sys.argv[1:]
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    server = xllamacpp.Server(parameters(model, name))
    wait_until_healthy(server.listening_address)
    write_state(state, server.listening_address, name)
    ended.wait()
    os.unlink(state)
    os._exit(0)  # tearing the model down waits for replies that nobody reads any more


if __name__ == "__main__":
    main()
