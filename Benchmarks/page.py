#!/usr/bin/env python3
"""Writes docs/benchmarks.md and its plots from the raw figures in Benchmarks/results/.

Every number of the page stands in one of those files; a bench that has none is named with the command that runs it.
"""

import json
import pathlib

from page_parts import PARTS

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "Benchmarks/results"
PLOTS = ROOT / "docs/benchmarks"

HEAD = """# Benchmarks

Seedbed beside the tools that people use for the same work, in one run on one machine. `make bench` prepares the tools
of others in virtual environments below `.local/`, runs everything and writes this page; `make bench-quick` does the
same with small inputs in a few minutes, and keeps its figures apart. The raw figures are in
[Benchmarks/results](../Benchmarks/results), each with its machine. Budgets are what we hold ourselves to, on two cores.
"""


def load(name):
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def machine(figures):
    """Where a bench ran, in a line."""
    found = figures.get("machine", "")
    known = [found]
    if isinstance(found, dict):
        known = [f"{found['cores']} cores" if "cores" in found else None, found.get("machine")]
    load = figures.get("load")
    known.append(f"load {load:.1f} at the end" if load is not None else None)
    return ", ".join(str(part) for part in known if part)


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def reason(known, what, value):
    """Why a budget is not kept, from results/reasons.json; it is of one measurement, and says nothing of another."""
    found = known.get(what, {})
    return f": {found['why']}" if found.get("measured") == value else ""


def section(part, budgets):
    """A part of the page: a table and plots, or what command would bring its figures."""
    title, bench, command, about, build, better = part
    text = [f"## {title}", about]
    figures = load(bench)
    if figures is None:
        text.append(f"Not measured on this machine yet: `{command}`.")
    else:
        built = build(figures)
        text += [table(*each) for each in built["tables"]]
        for name, plot in built.get("plots", {}).items():
            (PLOTS / f"{name}.svg").write_text(plot)
            text.append(f"![{title}: {name}](benchmarks/{name}.svg)")
        budgets += built.get("budgets", [])
        text.append(f"Measured by `{command}` on: {machine(figures)}.")
    if better:
        text.append("**What the others do better:** " + better)
    return "\n\n".join(text)


def main():
    PLOTS.mkdir(parents=True, exist_ok=True)
    for old in PLOTS.glob("*.svg"):
        old.unlink()
    budgets = []
    sections = [section(part, budgets) for part in PARTS]
    known = load("reasons") or {}
    rows = [[what, f"{'<=' if is_most else '>='} {limit:,g} {unit}".rstrip(), f"{value:,g} {unit}".rstrip(),
             "kept" if (value <= limit if is_most else value >= limit) else f"**not kept**{reason(known, what, value)}"]
            for what, limit, value, unit, is_most in budgets]
    summary = "## Budgets\n\n" + table(["what", "budget", "measured", ""], rows)
    (ROOT / "docs/benchmarks.md").write_text("\n\n".join([HEAD.rstrip(), summary, *sections]) + "\n")
    print(f"docs/benchmarks.md: {len(budgets)} budgets, {len(list(PLOTS.glob('*.svg')))} plots")


if __name__ == "__main__":
    main()
