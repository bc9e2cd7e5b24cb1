"""What LLaMA-Factory's converters make of the rows. Usage: llama_factory.py FOLDER"""

import importlib.machinery
import sys
import types

# Only for sound, and its wheel needs the libraries of a graphics card.
sys.modules["torchaudio"] = types.ModuleType("torchaudio")
sys.modules["torchaudio"].__spec__ = importlib.machinery.ModuleSpec("torchaudio", None)

from llamafactory.data.converter import get_dataset_converter
from llamafactory.data.parser import get_dataset_list

from common import lines, messages, opened, same

folder, rows = opened()


def conversation(converted):
    system = [{"role": "system", "content": converted["_system"]}] if converted["_system"] else []
    return system + converted["_prompt"] + converted["_response"]


def convert(attributes, path):
    converter = get_dataset_converter(attributes.formatting, attributes, types.SimpleNamespace(media_dir=""))
    return [conversation(converter(row)) for row in lines(path)]


(attributes,) = get_dataset_list(["seedbed_train"], str(folder / "llamafactory"))
same(convert(attributes, folder / "llamafactory" / attributes.dataset_name), map(messages, rows),
     "LLaMA-Factory converts what dataset_info.json describes")

(attributes,) = get_dataset_list(["it"], {"it": {"file_name": "train.jsonl", "formatting": "sharegpt"}})
same(convert(attributes, folder / "sharegpt/train.jsonl"), map(messages, rows), "LLaMA-Factory converts sharegpt")


def joined(row):
    """Its converter joins instruction and input by one line's end and not by an empty line."""
    told = messages(row)
    question, given, _ = row[1][-1]
    told[-2]["content"] = "\n".join(filter(None, [question, given]))
    return told


columns = {name: name for name in ("system", "history")} | {"prompt": "instruction", "query": "input", "response": "output"}
(attributes,) = get_dataset_list(["it"], {"it": {"file_name": "train.jsonl", "columns": columns}})
same(convert(attributes, folder / "alpaca/train.jsonl"), map(joined, rows), "LLaMA-Factory converts alpaca")
