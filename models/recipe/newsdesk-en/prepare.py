"""Makes examples of the data sets: `python prepare.py DATA BASE NEWSDESK WORK`.

DATA is the folder of the data sets, BASE that of the base model, NEWSDESK the program `newsdesk`
(`cargo build --release`), and WORK a folder for what training needs.
"""

import json
import pathlib
import pickle
import shutil
import sys

import augmentation
import behavior
import corpora
import readers
from pieces import PieceTokenizer

HELD_OUT = 10


def write(folder, name, rows):
    """A data set of its own, as JSON Lines."""
    folder.mkdir(exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def main():
    data, base, newsdesk, work = map(pathlib.Path, sys.argv[1:])
    work.mkdir(parents=True, exist_ok=True)
    shutil.copy(base / "tokenizer.json", work)
    tokenizer = PieceTokenizer(base / "tokenizer.json")

    def save(name, examples):
        if (work / f"{name}.pickle").exists():
            return
        examples = list(examples)
        with (work / f"{name}.pickle").open("wb") as file:
            pickle.dump(examples, file)
        print(f"{name}: {len(examples)} examples, {sum(len(e.ids) for e in examples)} pieces", flush=True)

    for part in ("train", "dev"):
        for name in ("conll03", "worldwide"):
            save(f"{name}-{part}", corpora.entities(data, f"{name}-{part}", tokenizer))
        save(f"directed-{part}", corpora.directed(data, f"directed-{part}", tokenizer))
        save(f"mpqa-{part}", corpora.opinions(data, f"mpqa-{part}", tokenizer))
        save(f"polnear-{part}", corpora.attribution(data, f"polnear-{part}", tokenizer, newsdesk))
    for name in ("train", "dev-mt", "dev-rw"):
        save(f"newsmtsc-{name}", corpora.tones(data, f"newsmtsc-{name}", tokenizer))
    articles = {part: corpora.rows(data, f"readers/{part}") for part in ("train", "dev")}
    for part, rows in articles.items():
        save(f"readers-{part}", readers.examples(rows, f"readers-{part}", tokenizer, newsdesk))
    named = augmentation.swapped([row for row in articles["train"] if "entities" in row], seed=31)
    save("readers-swapped", readers.examples(named, "readers-swapped", tokenizer, newsdesk))
    save("behavior", behavior.examples(tokenizer, newsdesk))
    for name in ("inshorts-train", "bbc-train", "dailymail-extra"):
        rows, examples = zip(*corpora.salience(data, name, tokenizer, newsdesk))
        # Every tenth document is kept for development.
        save(name, [example for index, example in enumerate(examples) if index % HELD_OUT])
        save(f"{name}-held-out", examples[::HELD_OUT])
        write(work / "summarization", f"{name}-held-out", rows[::HELD_OUT])


if __name__ == "__main__":
    main()
