"""The card of a Hugging Face repository through `huggingface_hub`. Usage: card.py FOLDER"""

import json

from huggingface_hub import DatasetCard

from common import check, opened

folder, _ = opened()
card = DatasetCard.load(folder / "hf/README.md")
data = card.data.to_dict()
rows = json.loads((folder / "hf/manifest.json").read_text(encoding="utf-8"))["rows"]
splits = {split["name"]: split["num_examples"] for split in data["dataset_info"]["splits"]}
check(splits == {name: count for name, count in rows.items() if count}, f"huggingface_hub reads the card: {splits}")
check([entry["split"] for entry in data["configs"][0]["data_files"]] == list(splits), "the card names every split's files")
check("synthetic" in data["tags"], "the card says that the data are synthetic")
