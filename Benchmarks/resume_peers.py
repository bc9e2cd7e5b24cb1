"""The peers of resume.py, each as its own documentation shows: resume_peers.py NAME URL FOLDER QUESTIONS.

The last line of the output is the number of rows with an answer.
"""

import importlib.util
import os
import pathlib
import sys

QUESTION = "Why is the sky blue in the north and the sea green in the south, question number {}?"
AT_ONCE = 16


def with_curator(url, folder, count):
    os.environ["CURATOR_CACHE_DIR"] = folder
    os.environ["TELEMETRY_ENABLED"] = "0"
    # The encoding that tiktoken would fetch comes with LiteLLM, which curator brings along.
    litellm = pathlib.Path(importlib.util.find_spec("litellm").origin).parent
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(litellm / "litellm_core_utils/tokenizers"))
    from bespokelabs import curator

    class Ask(curator.LLM):
        def prompt(self, row):
            return row["question"]

        def parse(self, row, response):
            return {"question": row["question"], "answer": response}

    ask = Ask(model_name="bench", backend="openai", backend_params={
        "base_url": url, "api_key": "none", "max_concurrent_requests": AT_ONCE, "max_requests_per_minute": 1_000_000,
        "max_tokens_per_minute": 1_000_000_000})
    made = ask([{"question": QUESTION.format(number)} for number in range(count)])
    rows = getattr(made, "dataset", made)
    return sum(1 for row in rows if row["answer"])


def with_distilabel(url, folder, count):
    os.environ["HF_HUB_OFFLINE"] = "1"
    from distilabel.models import OpenAILLM
    from distilabel.pipeline import Pipeline
    from distilabel.steps import LoadDataFromDicts
    from distilabel.steps.tasks import TextGeneration

    with Pipeline(name="bench", cache_dir=folder) as pipeline:
        rows = [{"instruction": QUESTION.format(number)} for number in range(count)]
        load = LoadDataFromDicts(data=rows, batch_size=AT_ONCE)
        load >> TextGeneration(llm=OpenAILLM(model="bench", base_url=url, api_key="none"), input_batch_size=AT_ONCE)
    made = pipeline.run(use_cache=True)
    return sum(1 for row in made["default"]["train"] if row["generation"])


if __name__ == "__main__":
    name, url, folder, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    print({"curator": with_curator, "distilabel": with_distilabel}[name](url, folder, count))
