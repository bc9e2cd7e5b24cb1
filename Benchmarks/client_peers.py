"""The peers of client.py, each as its own documentation shows: client_peers.py NAME URL CONCURRENCY CALLS."""

import asyncio
import os
import sys

QUESTION = "Why is the sky blue in the north and the sea green in the south, question number {}?"


async def spread(concurrency, calls, ask):
    """Asks `calls` questions, `concurrency` at a time."""
    numbers = iter(range(calls))

    async def work():
        for number in numbers:
            await ask(QUESTION.format(number))

    await asyncio.gather(*(work() for _ in range(concurrency)))


async def with_aiohttp(url, concurrency, calls):
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=concurrency)) as session:
        async def ask(question):
            body = {"model": "bench", "messages": [{"role": "user", "content": question}]}
            async with session.post(url + "/chat/completions", json=body) as reply:
                return (await reply.json())["choices"][0]["message"]["content"]

        await spread(concurrency, calls, ask)


async def with_openai(url, concurrency, calls):
    import httpx
    import openai

    limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    client = openai.AsyncOpenAI(base_url=url, api_key="none", http_client=httpx.AsyncClient(limits=limits, timeout=60))

    async def ask(question):
        reply = await client.chat.completions.create(model="bench", messages=[{"role": "user", "content": question}])
        return reply.choices[0].message.content

    await spread(concurrency, calls, ask)


def with_distilabel(url, concurrency, calls):
    os.environ["HF_HUB_OFFLINE"] = "1"
    from distilabel.models import OpenAILLM
    from distilabel.pipeline import Pipeline
    from distilabel.steps import LoadDataFromDicts
    from distilabel.steps.tasks import TextGeneration

    with Pipeline(name="bench") as pipeline:
        rows = [{"instruction": QUESTION.format(number)} for number in range(calls)]
        load = LoadDataFromDicts(data=rows, batch_size=concurrency)
        llm = OpenAILLM(model="bench", base_url=url, api_key="none")
        load >> TextGeneration(llm=llm, input_batch_size=concurrency)
    made = pipeline.run(use_cache=False)
    assert len(made["default"]["train"]) == calls


if __name__ == "__main__":
    name, url, concurrency, calls = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    if name == "distilabel":
        with_distilabel(url, concurrency, calls)
    else:
        asyncio.run({"aiohttp": with_aiohttp, "openai": with_openai}[name](url, concurrency, calls))
