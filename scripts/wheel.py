#!/usr/bin/env python3
"""Packs a binary as a wheel whose command `seedbed` it is (PEP 427, PEP 600).

    wheel.py BINARY VERSION FOLDER

The tag names the oldest C library on which the binary starts, read from the versions of the symbols that it
takes from there. Times are fixed, so that the same binary makes the same wheel.
"""

import base64
import hashlib
import pathlib
import platform
import re
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What may be needed from outside of a wheel for Linux (PEP 600), of what a program like this needs.
ALLOWED = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1",
           "libstdc++.so.6"}
# What is linked in, and which packages hold the terms.
LINKED = ["libcurl4-openssl-dev", "libssl-dev", "libsqlite3-dev", "libnghttp2-dev", "zlib1g-dev", "libstdc++-12-dev"]


def read_elf(binary, *flags):
    return subprocess.run(["readelf", "-W", *flags, binary], check=True, capture_output=True, text=True).stdout


def platform_tag(binary):
    """manylinux_2_34_x86_64: checks that nothing else is needed from outside."""
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", read_elf(binary, "-d")))
    loader = {name for name in needed if name.startswith("ld-linux")}
    if needed - ALLOWED - loader:
        sys.exit(f"wheel: {binary} needs {', '.join(sorted(needed - ALLOWED - loader))} from outside")
    versions = read_elf(binary, "-V")
    minors = [int(minor) for minor in re.findall(r"GLIBC_2\.(\d+)", versions)]
    if "GLIBC_ABI_DT_RELR" in versions:  # packed relocations
        minors.append(36)
    return f"manylinux_2_{max(minors + [17])}_{platform.machine()}"


def metadata(version):
    return "\n".join([
        "Metadata-Version: 2.4", "Name: seedbed", f"Version: {version}",
        "Summary: A workbench for instruction-tuning data: one program, one SQLite file",
        "License-Expression: Apache-2.0", "License-File: LICENSE", "Requires-Python: >=3.8",
        "Description-Content-Type: text/markdown", "", (ROOT / "README.md").read_text(),
    ])


def licences():
    """The terms of what is linked in, by package."""
    for package in LINKED:
        path = pathlib.Path("/usr/share/doc", package, "copyright")
        if path.exists():
            yield f"{package}.txt", path.read_bytes()


def main(binary, version, folder):
    tag = platform_tag(binary)
    info = f"seedbed-{version}.dist-info"
    files = [
        (f"seedbed-{version}.data/scripts/seedbed", pathlib.Path(binary).read_bytes(), 0o755),
        (f"{info}/METADATA", metadata(version).encode(), 0o644),
        (f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: seedbed\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n".encode(), 0o644),
        (f"{info}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes(), 0o644),
    ] + [(f"{info}/licenses/{name}", data, 0o644) for name, data in licences()]
    record = ""
    path = pathlib.Path(folder) / f"seedbed-{version}-py3-none-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, data, mode in files:
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(data)}\n"
            add(wheel, name, data, mode)
        add(wheel, f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode(), 0o644)
    print(path)


def add(wheel, name, data, mode):
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100000 | mode) << 16
    wheel.writestr(entry, data)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("wheel: usage: wheel.py BINARY VERSION FOLDER")
    main(*sys.argv[1:])
