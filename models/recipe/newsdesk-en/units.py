"""From examples to windows with their labels."""

import dataclasses
import itertools

import numpy

import windows

START, END = 101, 102
SHARE_ALONE = 0.35
"""Of sentences that stand alone in the data, so many stay alone; the others share a window."""

READ = {
    "readers-train": 2.0,
    "readers-swapped": 0.75,
    "conll03-train": 2.0,
    "worldwide-train": 2.0,
    "polnear-train": 0.8,
    "inshorts-train": 0.2,
    "bbc-train": 0.2,
    "dailymail-extra": 0.2,
}
"""How often a document is read in an epoch, if not once: small sets more often than large ones."""

READ_AS_TEXT = 0.3
"""How often a document is read once more in an epoch with teachers, a summary's for what they say of it alone."""

MAX_WINDOWS = 3
"""Of a document for the salience head."""

UNKNOWN = -1
"""The class of a pair or a target that only teachers know."""

MAX_ASKED = 2
"""Pairs and targets of a sentence that teachers are asked for."""


@dataclasses.dataclass
class Window:
    """A sequence with its special pieces; all indexes count them."""

    ids: numpy.ndarray
    cases: numpy.ndarray
    words: numpy.ndarray
    """Where words begin."""
    clean: numpy.ndarray
    """`[2, n]`: pieces and letter case as they were before noise."""
    entities: numpy.ndarray = None
    """`[n, 2]`: piece, row of allowed tags."""
    attribution: numpy.ndarray = None
    """`[n, 4]`: piece, three tags."""
    stances: numpy.ndarray = None
    """`[n, 4]`: the same of holders and what they are for and against."""
    pairs: list = dataclasses.field(default_factory=list)
    """`(p first, p end, q first, q end, class, sentence first, sentence end, is MPQA)`."""
    tones: list = dataclasses.field(default_factory=list)
    """`(first, end, class, sentence first, sentence end)`."""
    salience: list = dataclasses.field(default_factory=list)
    """`(first, end, label, index, count)` of each sentence."""


def window(ids, cases, words):
    frame = lambda array, first, last: numpy.concatenate([[first], array, [last]]).astype(numpy.int64)
    ids, cases = frame(ids, START, END), frame(cases, 0, 0)
    return Window(ids, cases, words, numpy.stack([ids, cases]))


def cut(example, first, end):
    """A part of a document, with the labels of its words."""
    inside = (example.words >= first) & (example.words < end)
    places = example.words[inside] - first + 1
    found = window(example.ids[first:end], example.cases[first:end], places)
    if example.entities is not None:
        found.entities = numpy.column_stack([places, example.entities[inside]])
    if example.attribution is not None:
        found.attribution = numpy.column_stack([places, example.attribution[inside]])
    if example.stances is not None:
        found.stances = numpy.column_stack([places, example.stances[inside]])
    return found


def join(examples):
    """Sentences in one window, with their pairs and tones."""
    firsts = list(itertools.accumulate((len(example.ids) for example in examples), initial=1))
    found = window(
        numpy.concatenate([example.ids for example in examples]),
        numpy.concatenate([example.cases for example in examples]),
        numpy.concatenate([example.words + first for example, first in zip(examples, firsts)]),
    )
    for example, (first, end) in zip(examples, itertools.pairwise(firsts)):
        for *spans, label, _ in example.pairs:
            found.pairs.append(
                (*(place + first for place in spans), label, first, end, example.source.startswith("mpqa"))
            )
        for start, stop, label in example.tones:
            found.tones.append((start + first, stop + first, label, first, end))
    return found


def ask(window, names, sentences, generator):
    """Adds pairs of names and targets that have no label; `names` and `sentences` are `(first, end)`."""
    known = {frozenset([pair[:2], pair[2:4]]) for pair in window.pairs}
    aimed = {tone[:2] for tone in window.tones}
    some = lambda items: [items[index] for index in generator.permutation(len(items))[:MAX_ASKED]]
    for first, end in sentences:
        here = [name for name in names if first <= name[0] and name[1] <= end]
        apart = [(p, q) for p, q in itertools.combinations(here, 2) if p[1] <= q[0] and frozenset([p, q]) not in known]
        for p, q in some(apart):
            p, q = (p, q) if generator.random() < 0.5 else (q, p)
            window.pairs.append((*p, *q, UNKNOWN, first, end, False))
        for name in some([name for name in here if name not in aimed]):
            window.tones.append((*name, UNKNOWN, first, end))


def spans(example, first, end):
    """Names and sentences of a part of a document, as places in its window."""
    shift = lambda span: (span[0] - first + 1, span[1] - first + 1)
    borders = [first, *(start for start in example.sentences if first < start < end), end]
    names = [shift(name) for name in example.names if first <= name[0] and name[1] <= end]
    return names, [shift(pair) for pair in itertools.pairwise(borders)]


def part(example, first, end, asking, generator):
    found = cut(example, first, end)
    if asking:
        ask(found, *spans(example, first, end), generator)
    return found


def group(examples, asking, generator):
    found = join(examples)
    if asking:
        labelled = [pair[:2] for pair in found.pairs] + [pair[2:4] for pair in found.pairs] + found.tones
        names = sorted({span[:2] for span in labelled})
        firsts = itertools.accumulate((len(example.ids) for example in examples), initial=1)
        ask(found, names, list(itertools.pairwise(firsts)), generator)
    return found


def document(example):
    """The first windows of a document, with the labels of their sentences."""
    ends = [*example.sentences[1:], len(example.ids)]
    sentences = list(zip(example.sentences, ends, example.salience))
    found = []
    for first, end, *_ in windows.running(len(example.ids), example.sentences, overlap=0)[:MAX_WINDOWS]:
        part = cut(example, first, end)
        for index, (start, stop, label) in enumerate(sentences):
            if first <= start < end:
                stop = min(stop, end)
                part.salience.append((start - first + 1, stop - first + 1, label, index, len(sentences)))
        found.append(part)
    return found


def repeated(examples, read, generator):
    """Each example as often as `read` says, a fraction by chance."""
    for example in examples:
        for _ in range(int(read(example) + generator.random())):
            yield example


def epoch(documents, sentences, summaries, asking, noise, generator):
    """Units in random order; the windows of a unit belong into one batch."""
    often = lambda example: READ.get(example.source, 1.0)
    read = list(repeated(documents, often, generator))
    if asking:
        read += repeated(documents + summaries, lambda _: READ_AS_TEXT, generator)
    units = []
    for example in read:
        for first, end in windows.random_cuts(len(example.ids), example.sentences, generator):
            units.append([part(example, first, end, asking, generator)])
    together, size, limit = [], 0, 0
    for index in generator.permutation(len(sentences)):
        example = sentences[index]
        if len(example.ids) > windows.SIZE:
            continue
        if together and size + len(example.ids) > limit:
            units.append([group(together, asking, generator)])
            together, size = [], 0
        if not together:
            limit = 0 if generator.random() < SHARE_ALONE else generator.integers(64, windows.SIZE + 1)
        together.append(example)
        size += len(example.ids)
    if together:
        units.append([group(together, asking, generator)])
    units += [document(example) for example in repeated(summaries, often, generator)]
    for unit in units:
        noise(unit, generator)
    generator.shuffle(units)
    return units
