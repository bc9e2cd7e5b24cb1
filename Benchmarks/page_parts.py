"""The parts of docs/benchmarks.md: of each bench, its tables, plots and budgets, from its raw figures.

A budget is (what, limit, measured, unit, whether the limit is the most).
"""

import plots


def amount(number):
    """A number for people: 1,234 or 0.12."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def hours(seconds):
    return f"{amount(seconds)} s" if seconds < 600 else f"{amount(seconds / 3600)} h"


def beside(value, ours, text):
    """What is written beside a peer's bar: its figure and the ratio to ours."""
    return f"{text}, {value / ours:.2g} × ours" if value / ours < 100 else f"{text}, {value / ours:,.0f} × ours"


def measured(size, peer):
    """A peer's figures at a size; None where it was not run."""
    found = size.get(peer)
    return found if found and "s" in found else None


def all_pairs(peer):
    """What comparing all pairs took, or would take."""
    if "s" in peer:
        return f"{peer['s']:.1f} s"
    return f"{hours(peer['extrapolated_s'])} (extrapolated)" if "extrapolated_s" in peer else "not run"


def dedup(figures):
    rows, budgets, made = [], [], {}
    for size in figures["sizes"]:
        cells = [f"{size['rows']:,} of {size['data']}", f"{size['join']['join_s']:.2f} s", f"{size['whole']['s']:.2f} s",
                 f"{size['whole']['peak_mb']} MB", all_pairs(size["rapidfuzz_cdist"])]
        for name in ("rensa", "datasketch"):
            other = measured(size, name)
            cells.append(f"{other['s']:.1f} s, {other['wrongly_dropped']:,} wrong, {other['missed']:,} missed"
                         if other else "not run")
        rows.append(cells + [hours(size["rouge_score"]["extrapolated_s"])])
        if size["rows"] == 52_002 and "near-duplicates" not in made:
            budgets += [("`curate dedup`, 52,002 instructions", 1, size["whole"]["s"], "s", True),
                        ("the join itself, 52,002 instructions", 0.15, size["join"]["join_s"], "s", True)]
            made["near-duplicates"] = dedup_plot(size)
        if size["data"] == "trivia":
            budgets.append((f"`curate dedup`, {size['rows']:,} rows of {size['data']}", 6, size["whole"]["s"], "s", True))
        if size["data"] == "mixed":
            budgets += [(f"`curate dedup`, {size['rows']:,} rows", 30, size["whole"]["s"], "s", True),
                        ("memory of that", 2000, size["whole"]["peak_mb"], "MB", True)]
    steps = [[f"{step['from']:,}", f"{step['to']:,}", step["join"], step["whole"]] for step in figures.get("growth", [])]
    cliffs = [[f"{cliff['rows']:,} {cliff['shape']}", f"{cliff['full_cpu_s']:.2f} s", f"{cliff['exponent']:.2f}"]
              for cliff in figures.get("cliffs", [])]
    found = figures.get("probe")
    probe = [[f"{found['kept']:,} texts of {found['data']}", f"{found['median_us']:.0f} µs", f"{found['p95_us']:.0f} µs",
              f"{found['build_s']:.1f} s"]] if found else []
    return {"tables": [
        (["rows", "the join", "`curate dedup`", "memory", "RapidFuzz `cdist`", "rensa", "datasketch",
          "rouge_score (extrapolated)"], rows),
        (["from rows", "to rows", "growth of the join (exponent)", "of the command"], steps),
        (["inputs that could be slow", "the join, processor time", "growth from half the size (exponent)"], cliffs),
        (["a look-up among", "median", "95 of 100 below", "the index is built in"], probe),
    ], "plots": made, "budgets": budgets}


def dedup_plot(size):
    bars = [("seedbed, whole command", size["whole"]["s"], f"{size['whole']['s']:.2f} s", True)]
    for key, name in (("rapidfuzz_cdist", "RapidFuzz cdist, exact"), ("rensa", "rensa, approximate"),
                      ("datasketch", "datasketch, approximate")):
        if measured(size, key):
            bars.append((name, size[key]["s"], beside(size[key]["s"], size["whole"]["s"], f"{size[key]['s']:.1f} s"), False))
    longest = size["rouge_score"]["extrapolated_s"]
    bars.append(("rouge_score, extrapolated", longest, beside(longest, size["whole"]["s"], hours(longest)), False))
    return plots.bars(f"Near-duplicates in {size['rows']:,} instructions", bars, "seconds", 1, True)


def client(figures):
    rows = [[name, f"{row['calls_per_second']:,}", row["cpu_ms_per_call"], row["mean_in_flight"], row["memory_mb"]]
            for name, row in figures["rows"].items()]
    ours = figures["rows"]["seedbed, 256 in flight, all stored"]["calls_per_second"]
    bars = [(name.replace(", 256 in flight", ""), row["calls_per_second"],
             beside(row["calls_per_second"], ours, f"{row['calls_per_second']:,}"), name.startswith("seedbed"))
            for name, row in figures["rows"].items() if "256 in flight" in name and "replies after" not in name]
    budgets = []
    for name, row in figures["rows"].items():
        load = name.removeprefix("seedbed, ").replace(" in flight, all stored", " at once")
        if name == "seedbed, 256 in flight, all stored":
            budgets += [("model calls, everything stored, 256 at once", 3000, row["calls_per_second"], "calls/s", False),
                        ("processor time of a call", 0.25, row["cpu_ms_per_call"], "ms", True)]
        elif load.startswith(("16 ", "64 ", "256 at once, ")) and "busy" in row:
            budgets.append((f"the endpoint kept busy, {load}", 95, round(row["busy"] * 100, 1), "%", False))
    return {"tables": [(["client", "calls a second", "CPU ms a call", "in flight", "memory MB"], rows)],
            "plots": {"model-calls": plots.bars("Model calls, 256 at once, 50 ms each", bars, "calls a second", 3000)},
            "budgets": budgets}


def commands(records):
    return [[row["name"], f"{row['wall_s']:.2f} s", f"{row['cpu_s']:.2f} s", f"{row['resident_mb']} MB"]
            for row in records if "wall_s" in row]


HEAD = ["command", "wall", "processor", "memory"]


def export(figures):
    walls = {row["name"].split(":")[0]: row["wall_s"] for row in figures["commands"]}
    data, whole, split = (walls.get(name) for name in ("export to -", "export --validation 0", "export --validation 0.1"))
    budgets = []
    if figures["rows"] == 1_000_000:
        budgets = [("`import` of 1,000,000 questions", 8, walls["import --as questions"], "s", True),
                   ("`import` of 1,000,000 pairs", 20, walls["import --as pairs"], "s", True),
                   ("`export` of 1,000,000 examples, the rows", 5, data, "s", True),
                   ("lineage and record, more", 10, round(whole - data, 2), "s", True),
                   ("split with neighbours, more", 30, round(split - whole, 2), "s", True),
                   ("`check` of them", 10, walls["check"], "s", True)]
    bars = [(name, wall, f"{wall:.1f} s", not name.startswith("sqlite-utils")) for name, wall in walls.items()]
    return {"tables": [(HEAD, commands(figures["commands"]))], "budgets": budgets,
            "plots": {"import-and-export": plots.bars(f"{figures['rows']:,} rows", bars, "seconds")}}


def store(figures):
    views = [[row["name"], row["count_ms"], row["page_ms"]] for row in figures["views"] if "count_ms" in row]
    reads = [[row["name"], f"{row['ms']:,} ms"] for row in figures["curated"] + figures["views"] if "ms" in row]
    budgets = []
    if figures["pairs"] == 500_000:
        counts = {row["name"]: row for row in figures["views"]}
        slowest = max((row for row in figures["views"] if "page_ms" in row), key=lambda row: row["page_ms"])
        budgets = [("`select count(*) from examples`, 1,000,000 artifacts", 1000, counts["examples"]["count_ms"], "ms", True),
                   (f"a page of any view (`{slowest['name']}` is the slowest)", 20, slowest["page_ms"], "ms", True),
                   ("the ancestry of one answer", 5, counts["ancestry of one answer"]["ms"], "ms", True)]
    moved, plots_made = [], {}
    for part, title in (("rows_in", "into a file"), ("rows_out", "out of a file")):
        rows = figures[part]
        moved += [cells + [f"{row['rows_per_second']:,}"] for cells, row in zip(commands(rows), rows)]
        ours, *peers = [(row["name"], row["wall_s"], f"{row['wall_s']:.1f} s") for row in rows]
        bars = [ours + (True,)]
        bars += [(name, wall, beside(wall, ours[1], text), False) for name, wall, text in peers]
        plots_made[part.replace("_", "-")] = plots.bars(f"{figures['pairs']:,} pairs {title}", bars, "seconds")
    return {"tables": [(HEAD + ["pairs a second"], moved), (HEAD, commands(figures["whole_file"])), (["read", "time"], reads),
                       (["view", "count, ms", "a page of 100, ms"], views)], "plots": plots_made, "budgets": budgets}


def curation(figures):
    rows = [[name, f"{row['wall']:.2f} s", f"{row['processor']:.2f} s", f"{row['megabytes']} MB", f"{row['dropped']:,}",
             f"{row['flagged']:,}", f"{row['undo']['wall']:.2f} s"]
            for name, row in figures.items() if isinstance(row, dict) and "wall" in row]
    return {"tables": [(["rows", "wall", "processor", "memory", "dropped", "flagged", "undo"], rows)]}


def finished(figures):
    first, again = figures["first"], figures["again"][len(figures["again"]) // 2]
    rows = [[name, f"{row['wall']:.1f} s", f"{row['processor']:.1f} s", f"{row['megabytes']} MB"]
            for name, row in (("the run", first), ("the same command again", again))]
    questions = figures["subjects"] * figures["questions"]
    return {"tables": [(HEAD, rows)], "budgets": [
        (f"a finished run of {questions:,} questions, again", 5, again["wall"], "s", True),
        ("requests that it asks again", 0, figures["asked_again"], "", True)]}


def self_instruct(figures):
    judged = round(figures["candidates"] / figures["again_cpu_s"])
    return {"tables": [(["candidates", "kept", "asked, stored and judged", "judged again"], [[
        f"{figures['candidates']:,}", f"{figures['kept']:,}", f"{figures['first_cpu_s']} s of processor time",
        f"{figures['again_cpu_s']} s, {judged:,} a second"]])]}


def resume(figures):
    rows = [[name, row["before_the_kill"], row["requests"], row["asked_twice"], f"{row['rows']} of {figures['questions']}",
             f"{row['seconds_again']} s" + ("" if row["ended"] else ", stopped by us")]
            for name, row in figures["tools"].items()]
    ours = figures["tools"]["seedbed"]
    return {"tables": [(["tool", "requests before the kill", "requests in all", "asked twice", "rows in the end",
                         "the second start"], rows)],
            "budgets": [("requests that a kill loses, at most those in flight", figures["at_once"], ours["asked_twice"], "",
                         True)]}


def start(figures):
    starts, sizes = figures["start_ms"], figures["size_mb"]
    bars = [(name, value, beside(value, starts["seedbed --version"], f"{value} ms"), name.startswith("seedbed"))
            for name, value in starts.items()]
    return {"tables": [(["start of", "ms"], starts.items()), (["on the disk", "MB"], sizes.items())],
            "plots": {"start-up": plots.bars("From start to end", bars, "milliseconds", 15, True)},
            "budgets": [("start-up of `seedbed --version`", 15, starts["seedbed --version"], "ms", True)]}


# Title, bench, command, what is measured, what builds it, what others do better.
PARTS = [
    ("Near-duplicates", "dedup", "make bench-dedup",
     "Rows whose ROUGE-L with an earlier kept one is above 0.7. RapidFuzz compares all pairs and finds the same; "
     "rensa and datasketch guess by MinHash, and where they drop another row than the exact rule, or miss one, it is "
     "counted. All are given the tokens; seedbed reads, cuts and stores its own. "
     "What is not run would take more than a few minutes; what is extrapolated was measured on a sample of the rows.", dedup,
     "rensa and datasketch keep a small sketch a row, so their memory does not grow with the length of texts, and they "
     "find near-duplicates among long documents, for which ROUGE-L is not meant. RapidFuzz has dozens of other "
     "measures, and gives every score and not only those above a threshold. All three are libraries."),
    ("Model calls", "client", "make bench-client",
     "The same endpoint, which answers after 50 ms. Seedbed stores each request, reply, answer and its lineage before "
     "it uses the slot again; aiohttp and openai-python store nothing.", client,
     "aiohttp is a library for any request. distilabel runs models inside its own process (vLLM, transformers, MLX), "
     "spreads work over machines with Ray, and has dozens of ready tasks; Seedbed speaks to an endpoint and has five "
     "methods. curator and distilabel use the providers' batch files, which cost half; Seedbed has none yet."),
    ("Import and export", "export", "make bench-export",
     "Whole commands. `export` cuts the rows into sides that share no near-duplicate, writes where each row came from, "
     "and reads its files back.", export,
     "sqlite-utils reads and writes any table, guesses column types, and transforms tables in place."),
    ("The file", "store", "make bench-store",
     "The same pairs into a file of Seedbed, by plain C into the same tables (nothing read, hashed or checked), and "
     "by sqlite-utils into one flat table; all examples out again; then what goes through the whole file, lineage, and "
     "views, after rules and near-duplicates have dropped a third of the pairs.", store,
     "a flat table without keys, lineage and status is smaller and sooner written: whoever needs one table needs no "
     "Seedbed."),
    ("Rules", "rules", "make bench-rules", "All rules of `curate filter` over pairs.", curation, ""),
    ("Decontamination", "decontaminate", "make bench-decontaminate",
     "Questions against the items of a benchmark, by all measures.", curation, ""),
    ("A finished run", "finished_run", "make bench-finished",
     "A GLAN run on an endpoint that fails each fiftieth call; then the same command, which has nothing to do and finds "
     "that out from the file alone.", finished, ""),
    ("A kill", "resume", "make bench-resume",
     "600 questions, 16 at once, of an endpoint that answers after 100 ms; each tool is killed with all its processes "
     "when half of the requests were sent, and the same command runs again, for two minutes at most.", resume,
     "curator keeps each reply as it comes, too, and asks again only for what was in flight."),
    ("Self-Instruct's loop", "self_instruct", "make bench-self-instruct",
     "Candidates that are compared, each with the whole pool as it has grown.", self_instruct, ""),
    ("Start-up and size", "start", "make bench-start",
     "The shortest thing that each program can do, and what has to be on the disk for it.", start,
     "the environments hold whole libraries, of which most programs use a part; Seedbed needs SQLite, libcurl and "
     "libcrypto of the system, which are not counted."),
]
