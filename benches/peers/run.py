"""Measures tools of others beside ours: `python run.py CORPUS PROGRAMS [PLAIN]`.

CORPUS has one article a line with a `text`, PROGRAMS is the folder of our programs, PLAIN a BERT model
in the plain form of Hugging Face. Prints one Markdown table a task.
"""

import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "TOKENIZERS_PARALLELISM"):
    os.environ[name] = "1"

ROUNDS = 5
SHAPES = [(1, 32), (1, 128), (1, 256), (16, 128)]


def seconds(run):
    """Of the processor, in this process and those that it starts."""
    used = lambda: sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    start = used()
    run()
    return used() - start


def table(title, unit, amount, tools):
    """Runs the tools in turns and prints how much each does a second."""
    found = {name: [] for name, _ in tools}
    for _ in range(ROUNDS):
        for name, run in tools:
            found[name].append(amount / seconds(run))
    print(f"\n| {title} | {unit} |\n| --- | --- |")
    for name, speeds in found.items():
        print(f"| {name} | {statistics.median(speeds):,.1f} |", flush=True)


def ours(programs, corpus, *arguments):
    """One of our programs on the corpus."""
    command = [str(programs / arguments[0]), *arguments[1:], "--jsonl", "--threads", "1", "--quiet", str(corpus)]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def sentences(texts, programs, corpus):
    import pysbd
    import sentencex
    import spacy

    segmenter = pysbd.Segmenter(language="en", clean=False)
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    tools = [
        ("newsdesk, sentences and words, to JSON", ours(programs, corpus, "newsdesk", "tokens")),
        ("sentencex, sentences", lambda: [sentencex.segment("en", text) for text in texts]),
        ("spaCy, rules for sentences, and words", lambda: [blank(text) for text in texts]),
        ("pySBD, sentences", lambda: [segmenter.segment(text) for text in texts]),
    ]
    table("sentences", "kB/s", sum(len(text.encode()) for text in texts) / 1e3, tools)


class Splitter:
    """What sumy reads texts with, so that its own, which needs a download, is not measured."""

    def to_sentences(self, text):
        return re.split(r"(?<=[.!?])\s+", text)

    def to_words(self, sentence):
        return re.findall(r"\w+", sentence)


def summaries(texts, programs, corpus):
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    def summarized(kind):
        return lambda: [kind()(PlaintextParser.from_string(text, Splitter()).document, 3) for text in texts]

    tools = [
        ("newsdesk, centrality", ours(programs, corpus, "summarize", "--scorer", "centrality")),
        ("newsdesk, salience: the encoder and its heads", ours(programs, corpus, "summarize")),
        ("sumy, LexRank", summarized(LexRankSummarizer)),
        ("sumy, TextRank", summarized(TextRankSummarizer)),
        ("sumy, LSA", summarized(LsaSummarizer)),
    ]
    table("summaries of three sentences", "articles/s", len(texts), tools)


def entities(texts, programs, corpus):
    import spacy

    tools = [("newsdesk, nine kinds, grouped", ours(programs, corpus, "newsdesk", "entities"))]
    try:
        model = spacy.load("en_core_web_sm", exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
        tools.append(("spaCy, en_core_web_sm, entities alone", lambda: list(model.pipe(texts))))
    except OSError:
        print("\nspaCy has no en_core_web_sm here, so it finds no entities.")
    table("entities", "words/s", sum(len(text.split()) for text in texts), tools)


def encoders(plain):
    import numpy
    import onnxruntime
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import BertModel

    torch.set_num_threads(1)
    model = BertModel.from_pretrained(plain, add_pooling_layer=False).eval()
    folder = pathlib.Path(tempfile.mkdtemp())
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "length"} for name in [*names, "vectors"]}
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in names)
    single, eight = folder / "single.onnx", folder / "eight.onnx"
    torch.onnx.export(
        model, example, single, input_names=names, output_names=["vectors"], dynamic_axes=axes, dynamo=False
    )
    quantize_dynamic(single, eight, weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    sessions = [onnxruntime.InferenceSession(path, options) for path in (eight, single)]
    for count, length in SHAPES:
        ids = numpy.arange(count * length).reshape(count, length) * 97 % 30_000
        inputs = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        repeats = 4096 // (count * length)
        tensors = {name: torch.from_numpy(value) for name, value in inputs.items()}

        def pytorch(tensors=tensors, repeats=repeats):
            with torch.no_grad():
                for _ in range(repeats):
                    model(**tensors)

        def onnx(session, inputs=inputs, repeats=repeats):
            return lambda: [session.run(None, inputs) for _ in range(repeats)]

        tools = [
            ("ONNX Runtime, eight bits, per channel", onnx(sessions[0])),
            ("ONNX Runtime, single precision", onnx(sessions[1])),
            ("PyTorch, single precision", pytorch),
        ]
        table(f"encoder, {count} × {length}", "pieces/s", repeats * count * length, tools)


def main():
    corpus, programs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    texts = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()]
    print(f"{len(texts)} articles, {time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}")
    sentences(texts, programs, corpus)
    summaries(texts, programs, corpus)
    entities(texts, programs, corpus)
    if len(sys.argv) > 3:
        encoders(sys.argv[3])


if __name__ == "__main__":
    main()
