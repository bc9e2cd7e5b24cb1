"""The folder of format mlx through MLX-LM's loader. Usage: mlx_data.py FOLDER"""

from types import SimpleNamespace

from mlx_lm.tuner.datasets import ChatDataset, load_local_dataset

from common import byte_tokenizer, chatml, check, is_short, lines, opened, same

folder, _ = opened()
tokenizer = byte_tokenizer()
parts = load_local_dataset(folder / "mlx", tokenizer, SimpleNamespace(mask_prompt=False))
check(all(isinstance(part, ChatDataset) for part in parts), "MLX-LM finds train, valid and test, and takes them for chats")
for name, part in zip(("train", "valid", "test"), parts):
    written = [row["messages"] for row in lines(folder / "mlx" / f"{name}.jsonl")]
    same((part[number]["messages"] for number in range(len(part))), written, f"MLX-LM loads {name}")
    short = [part[number] for number in range(len(part)) if is_short(part[number])]
    same((tokenizer.decode(part.process(row)[0]) for row in short), (chatml(row["messages"]) for row in short),
         f"MLX-LM tokenizes {name}")
