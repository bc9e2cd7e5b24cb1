"""Axolotl's chat_template strategy on `messages`. Usage: axolotl_chat.py FOLDER"""

from axolotl.prompt_strategies.chat_template import load
from axolotl.utils.dict import DictDefault
from axolotl.utils.schemas.datasets import SFTDataset

from common import byte_tokenizer, chatml, check, is_short, lines, messages, opened, same

folder, rows = opened()
entry = {"path": str(folder / "messages/train.jsonl"), "ds_type": "json", "type": "chat_template"}
SFTDataset(**entry)
check(True, "Axolotl's schema takes the entry of docs/formats.md")

tokenizer = byte_tokenizer()
config = DictDefault(
    {"chat_template": "tokenizer_default", "train_on_inputs": False, "sequence_len": 1_000_000, "special_tokens": {}})
strategy = load(tokenizer, config, DictDefault(entry))
found = lines(folder / "messages/train.jsonl")
turns = [
    [{"role": turn["role"], "content": turn["content"]} for turn in strategy.get_conversation_thread(row)] for row in found
]
same(turns, map(messages, rows), "Axolotl finds every message")

short = list(filter(is_short, found))
results = [strategy.tokenize_prompt(row) for row in short]
same((tokenizer.decode(result["input_ids"]) for result in results), (chatml(row["messages"]) for row in short),
     "Axolotl tokenizes every message")


def trained(result):
    return tokenizer.decode([token for token, label in zip(result["input_ids"], result["labels"]) if label != -100])


def answers(row):
    return "".join(message["content"] + "<|im_end|>" for message in row["messages"] if message["role"] == "assistant")


same(map(trained, results), map(answers, short), "Axolotl trains on the assistant's messages alone")
