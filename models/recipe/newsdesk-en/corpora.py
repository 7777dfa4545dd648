"""The data sets as examples: pieces, where sentences and words begin, and labels.

Offsets in the data are code points. A document is cut into sentences and words by `newsdesk`
itself, so that training sees what the program sees; sets that come as tokens keep theirs.
"""

import collections
import dataclasses
import gzip
import json
import subprocess

import numpy

import oracle
import pieces

KINDS = ["Person", "Organization", "Location", "Facility", "NORP", "Product", "Date", "Money", "Misc"]
TAGS = ["O"] + [f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"]
COARSE = {
    "PER": ["Person"],
    "LOC": ["Location", "Facility"],
    "ORG": ["Organization"],
    "MISC": ["NORP", "Product", "Misc"],
}
DIRECTED = ["neutral", "pos_p_to_q", "pos_q_to_p", "neg_p_to_q", "neg_q_to_p"]
TONE = ["negative", "neutral", "positive"]
OPINIONS = {"neutral": 0, "positive": 1, "negative": 3}
MAX_SPAN = 40
NO_NAMES = ("Date", "Money")
"""Kinds that neither hold a stance nor are the target of one."""
CAPITALS = (pieces.TITLE, pieces.UPPER, pieces.SINGLE_CAPITAL, pieces.MIXED)


def allowed_tags():
    """For every tag of either scheme, which of our tags agree with it: `[tags, 19]`.

    The first 19 are our own tags. CoNLL's outside allows dates and money, which it does not mark.
    """
    names = list(TAGS)
    rows = [[tag == own for tag in TAGS] for own in TAGS]
    kind = lambda tag: tag.partition("-")[2]
    names.append("four:O")
    rows.append([tag == "O" or kind(tag) in ("Date", "Money") for tag in TAGS])
    for coarse, fine in COARSE.items():
        for prefix in "BI":
            names.append(f"four:{prefix}-{coarse}")
            rows.append([tag[0] == prefix and kind(tag) in fine for tag in TAGS])
    return names, numpy.array(rows)


@dataclasses.dataclass
class Example:
    """A document, or a sentence that stands alone."""

    source: str
    ids: numpy.ndarray
    cases: numpy.ndarray
    sentences: numpy.ndarray
    """Index of the first piece of each sentence."""
    words: numpy.ndarray
    """Index of the first piece of each word."""
    entities: numpy.ndarray = None
    """`[words]` rows of `allowed_tags`, or none."""
    attribution: numpy.ndarray = None
    """`[words, 3]`: outside, begin, inside of sources, cues and contents, or none."""
    stances: numpy.ndarray = None
    """`[words, 3]`: outside, begin, inside of holders, what they are for and against, or none."""
    pairs: list = dataclasses.field(default_factory=list)
    """`(p first, p end, q first, q end, class, is from a text the training part has)`."""
    tones: list = dataclasses.field(default_factory=list)
    """`(first, end, class)`."""
    salience: numpy.ndarray = None
    """`[sentences]`: whether a sentence is in the oracle summary, or none."""
    names: list = dataclasses.field(default_factory=list)
    """`(first, end)` of names, between which teachers may be asked for stances."""


def rows(data, name):
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def entities(data, name, tokenizer):
    names, _ = allowed_tags()
    index = {tag: number for number, tag in enumerate(names)}
    scheme = "four:" if name.startswith("conll") else ""
    for row in rows(data, f"ner/{name}"):
        ids, cases, sentences, words, tags = [], [], [], [], []
        count = 0
        for sentence in row["sentences"]:
            text = " ".join(token for token, _ in sentence)
            pieces = tokenizer(text)
            sentences.append(count)
            start = 0
            for token, tag in sentence:
                first, end = pieces.of(start, start + len(token))
                start += len(token) + 1
                if first < end:
                    words.append(count + first)
                    tags.append(index[scheme + tag])
            ids.append(pieces.ids)
            cases.append(pieces.cases)
            count += len(pieces)
        yield Example(
            source=name,
            ids=numpy.concatenate(ids),
            cases=numpy.concatenate(cases),
            sentences=numpy.array(sentences),
            words=numpy.array(words),
            entities=numpy.array(tags),
            names=marked([names[tag].removeprefix("four:") for tag in tags], words, count),
        )


def marked(tags, words, count):
    """The names that BIO tags of words mark, as pieces; `count` is where the pieces end."""
    found, begun = [], None
    for tag, first in zip([*tags, "O"], [*words, count]):
        if begun is not None and not tag.startswith("I-"):
            found.append((int(begun), int(first)))
            begun = None
        if tag.startswith("B-") and tag[2:] not in NO_NAMES:
            begun = first
    return found


def segmented(documents, newsdesk):
    """Sentences and words of each text, as `newsdesk` cuts them: code points, half open."""
    lines = "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(documents))
    output = subprocess.run(
        [newsdesk, "tokens", "--jsonl", "--quiet", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True
    ).stdout
    for text, line in zip(documents, output.decode().splitlines(), strict=True):
        row = json.loads(line)
        points = numpy.zeros(len(text.encode()) + 1, dtype=numpy.int64)
        widths = numpy.array([len(character.encode()) for character in text], dtype=numpy.int64)
        points[numpy.cumsum(widths)] = numpy.arange(1, len(text) + 1)
        spans = lambda items: [(int(points[item["start"]]), int(points[item["end"]])) for item in items]
        yield spans(row["sentences"]), spans(row["tokens"])


def capitalized(words, cases, sentences, count):
    """Runs of words with capitals, as pieces: what may be a name. One word that begins a sentence is none."""
    firsts = set(sentences.tolist())
    found, begun, length = [], None, 0
    for first in [*map(int, words), count]:
        has_capital = first < count and cases[first] in CAPITALS
        if begun is not None and (not has_capital or first in firsts):
            if length > 1 or begun not in firsts:
                found.append((begun, first))
            begun = None
        if has_capital:
            begun, length = (first, 1) if begun is None else (begun, length + 1)
    return found


def pieces_of_sentences(text, sentences, tokenizer):
    """Pieces of a document, and the first piece of each sentence."""
    parts, firsts, count = [], [], 0
    for start, end in sentences:
        pieces = tokenizer(text[start:end])
        pieces.starts += start
        pieces.ends += start
        parts.append(pieces)
        firsts.append(count)
        count += len(pieces)
    fields = dataclasses.fields(parts[0])
    merged = type(parts[0])(*(numpy.concatenate([getattr(part, field.name) for part in parts]) for field in fields))
    return merged, numpy.array(firsts)


def attribution(data, name, tokenizer, newsdesk):
    documents = rows(data, f"attribution/{name}")
    texts = [row["text"] for row in documents]
    for row, text, (sentences, tokens) in zip(documents, texts, segmented(texts, newsdesk), strict=True):
        pieces, firsts = pieces_of_sentences(text, sentences, tokenizer)
        tags = numpy.zeros((len(tokens), 3), dtype=numpy.int64)
        starts = [start for start, _ in tokens]
        for part, layer in (("source", 0), ("cue", 1), ("content", 2)):
            spans = sorted((span for found in row["attributions"] for span in found[part]), key=lambda s: s[0] - s[1])
            for start, end in spans:
                first = int(numpy.searchsorted(starts, start))
                last = int(numpy.searchsorted(starts, end))
                # The longest span wins where spans are nested.
                if first < last and not tags[first:last, layer].any():
                    tags[first:last, layer] = 2
                    tags[first, layer] = 1
        words = numpy.array([pieces.of(start, end)[0] for start, end in tokens])
        known = numpy.array([pieces.of(start, end)[0] < pieces.of(start, end)[1] for start, end in tokens])
        yield Example(
            source=name,
            ids=pieces.ids,
            cases=pieces.cases,
            sentences=firsts,
            words=words[known],
            attribution=tags[known],
            names=capitalized(words[known], pieces.cases, firsts, len(pieces)),
        )


def sentence(source, text, tokenizer):
    pieces = tokenizer(text)
    return pieces, Example(
        source=source, ids=pieces.ids, cases=pieces.cases, sentences=numpy.array([0]), words=pieces.words()
    )


def directed(data, name, tokenizer):
    """One example a sentence, with all its pairs."""
    by_text = collections.defaultdict(list)
    for row in rows(data, f"stance/{name}"):
        by_text[row["text"]].append(row)
    for text, pairs in by_text.items():
        pieces, example = sentence(name, text, tokenizer)
        for row in pairs:
            p, q = pieces.of(*row["p_span"]), pieces.of(*row["q_span"])
            # A few mentions of the data are empty.
            if p[0] < p[1] and q[0] < q[1]:
                example.pairs.append((*p, *q, DIRECTED.index(row["label"]), bool(row.get("leak"))))
        if example.pairs:
            yield example


def opinions(data, name, tokenizer):
    """MPQA: the holder of an opinion and its target as a pair."""
    for row in rows(data, f"stance/{name}"):
        pieces, example = sentence(name, row["text"], tokenizer)
        for opinion in row["opinions"]:
            is_whole = len(opinion["holder"]) == len(opinion["target"]) == 1
            if not is_whole or opinion["label"] not in OPINIONS:
                continue
            p, q = pieces.of(*opinion["holder"][0]), pieces.of(*opinion["target"][0])
            label = OPINIONS[opinion["label"]]
            if max(p[1] - p[0], q[1] - q[0]) <= MAX_SPAN and (*p, *q) not in [pair[:4] for pair in example.pairs]:
                example.pairs.append((*p, *q, label, False))
        if example.pairs:
            yield example


def tones(data, name, tokenizer):
    for row in rows(data, f"stance/{name}"):
        pieces, example = sentence(name, row["text"], tokenizer)
        for target in row["targets"]:
            example.tones.append((*pieces.of(*target["span"]), TONE.index(target["label"])))
        yield example


def salience(data, name, tokenizer, newsdesk):
    """Rows with two sentences or more, at least one of which a summary would take, as examples."""
    documents = rows(data, f"summarization/{name}")
    texts = [row["text"] for row in documents]
    label = oracle.contained if name.startswith("bbc") else oracle.greedy
    for row, text, (sentences, _) in zip(documents, texts, segmented(texts, newsdesk), strict=True):
        labels = label([text[start:end] for start, end in sentences], row["summary"])
        if len(sentences) < 2 or not any(labels):
            continue
        pieces, firsts = pieces_of_sentences(text, sentences, tokenizer)
        if len(set(firsts.tolist())) < len(firsts) or firsts[-1] == len(pieces):
            continue
        yield row, Example(
            source=name,
            ids=pieces.ids,
            cases=pieces.cases,
            sentences=firsts,
            words=pieces.words(),
            salience=numpy.array(labels),
            names=capitalized(pieces.words(), pieces.cases, firsts, len(pieces)),
        )
