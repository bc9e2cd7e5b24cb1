"""Together's check of files before they are sent. Usage: together_files.py FOLDER"""

from together.lib.utils.files import check_file

from common import check, lines, opened

folder, _ = opened()
for name in ("messages", "prompt-completion", "text"):
    path = folder / name / "train.jsonl"
    report = check_file(path)
    check(report["is_check_passed"], f"Together passes {name}: {report['message']}")
    check(report["num_samples"] == len(lines(path)), f"Together counts {report['num_samples']} rows of {name}")
