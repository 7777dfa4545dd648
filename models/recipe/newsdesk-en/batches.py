"""From examples to batches of windows with labels."""

import dataclasses

import numpy
import torch

import pieces
import windows

START, END, MASKED, PADDING = 101, 102, 103, 0
BATCH = 2048
"""Pieces of a batch, padding included."""

SHARE_ALONE = 0.35
"""Of sentences that stand alone in the data, so many stay alone; the others share a window."""

READ = {"conll03-train": 2.5, "worldwide-train": 2.0, "polnear-train": 0.5, "inshorts-train": 0.1, "bbc-train": 0.1, "dailymail-extra": 0.1}
"""How often a document is read in an epoch, if not once: small sets more often than large ones."""

MAX_WINDOWS = 3
"""Of a document for the salience head."""


@dataclasses.dataclass
class Window:
    """A sequence with its special pieces; all indexes count them."""

    ids: numpy.ndarray
    cases: numpy.ndarray
    entities: numpy.ndarray = None
    """`[n, 2]`: piece, row of allowed tags."""
    attribution: numpy.ndarray = None
    """`[n, 4]`: piece, three tags."""
    pairs: list = dataclasses.field(default_factory=list)
    """`(p first, p end, q first, q end, class, sentence first, sentence end, is MPQA)`."""
    tones: list = dataclasses.field(default_factory=list)
    """`(first, end, class, sentence first, sentence end)`."""
    salience: list = dataclasses.field(default_factory=list)
    """`(first, end, label, index, count)` of each sentence."""


def window(ids, cases, **labels):
    frame = lambda array, first, last: numpy.concatenate([[first], array, [last]]).astype(numpy.int64)
    return Window(frame(ids, START, END), frame(cases, 0, 0), **labels)


def cut(example, first, end):
    """A part of a document, with the labels of its words."""
    found = window(example.ids[first:end], example.cases[first:end])
    if example.words is not None:
        inside = (example.words >= first) & (example.words < end)
        places = example.words[inside, None] - first + 1
        if example.entities is not None:
            found.entities = numpy.concatenate([places, example.entities[inside, None]], 1)
        if example.attribution is not None:
            found.attribution = numpy.concatenate([places, example.attribution[inside]], 1)
    return found


def join(examples):
    """Sentences in one window, with their pairs and tones."""
    found = window(
        numpy.concatenate([example.ids for example in examples]),
        numpy.concatenate([example.cases for example in examples]),
    )
    first = 1
    for example in examples:
        end = first + len(example.ids)
        for *spans, label, _ in example.pairs:
            found.pairs.append(
                (*(place + first for place in spans), label, first, end, example.source.startswith("mpqa"))
            )
        for start, stop, label in example.tones:
            found.tones.append((start + first, stop + first, label, first, end))
        first = end
    return found


def document(example):
    """The first windows of a document, with the labels of their sentences."""
    ends = [*example.sentences[1:], len(example.ids)]
    sentences = list(zip(example.sentences, ends, example.salience))
    found = []
    for first, end, *_ in windows.running(len(example.ids), example.sentences, overlap=0)[:MAX_WINDOWS]:
        part = window(example.ids[first:end], example.cases[first:end])
        for index, (start, stop, label) in enumerate(sentences):
            if first <= start < end:
                stop = min(stop, end)
                part.salience.append((start - first + 1, stop - first + 1, label, index, len(sentences)))
        found.append(part)
    return found


def repeated(examples, generator):
    """Each example as often as `READ` says, a fraction by chance."""
    for example in examples:
        for _ in range(int(READ.get(example.source, 1.0) + generator.random())):
            yield example


def epoch(documents, sentences, summaries, generator, noise):
    """Units in random order; the windows of a unit belong into one batch."""
    units = []
    for example in repeated(documents, generator):
        for first, end in windows.random_cuts(len(example.ids), example.sentences, generator):
            units.append([cut(example, first, end)])
    group, size, limit = [], 0, 0
    for index in generator.permutation(len(sentences)):
        example = sentences[index]
        if len(example.ids) > windows.SIZE:
            continue
        if group and size + len(example.ids) > limit:
            units.append([join(group)])
            group, size = [], 0
        if not group:
            limit = 0 if generator.random() < SHARE_ALONE else generator.integers(64, windows.SIZE + 1)
        group.append(example)
        size += len(example.ids)
    if group:
        units.append([join(group)])
    units += [document(example) for example in repeated(summaries, generator)]
    for unit in units:
        noise(unit, generator)
    generator.shuffle(units)
    return units


class Noise:
    """Letter case and quotation marks as careless editors leave them, and pieces that cannot be read."""

    def __init__(self, tokenizer, share=0.08, masked=0.1):
        self.share, self.masked = share, masked
        vocabulary = tokenizer.tokenizer.get_vocab()
        strip = lambda piece: piece.removeprefix("##")
        self.single = numpy.zeros(max(vocabulary.values()) + 1, dtype=bool)
        self.single[[number for piece, number in vocabulary.items() if len(strip(piece)) == 1]] = True
        self.straight, self.apostrophe = vocabulary['"'], vocabulary["'"]
        self.open, self.close, self.curly = vocabulary["“"], vocabulary["”"], vocabulary["’"]

    def __call__(self, unit, generator):
        self.letter_case(unit, generator.random())
        self.quotation_marks(unit, generator.random())
        self.mask(unit, generator)

    def mask(self, unit, generator):
        """Hides some pieces in every other unit, so that their surroundings must tell what they are."""
        if generator.random() < 0.5:
            return
        for window in unit:
            hidden = generator.random(len(window.ids)) < self.masked
            hidden[[0, -1]] = False
            window.ids[hidden], window.cases[hidden] = MASKED, pieces.NONE

    def letter_case(self, unit, chance):
        """All in lower case below the share, all in capitals below twice the share."""
        for window in unit:
            letters = (window.cases > 0) & (window.cases < pieces.DIGITS)
            single = self.single[window.ids]
            if chance < self.share:
                window.cases[letters] = pieces.LOWER
            elif chance < 2 * self.share:
                window.cases[letters & single] = pieces.SINGLE_CAPITAL
                window.cases[letters & ~single] = pieces.UPPER

    def quotation_marks(self, unit, chance):
        """Straight ones curly below the share, curly ones straight below twice the share."""
        for window in unit:
            ids = window.ids
            if chance < self.share:
                places = numpy.flatnonzero(ids == self.straight)
                ids[places[::2]], ids[places[1::2]] = self.open, self.close
                ids[ids == self.apostrophe] = self.curly
            elif chance < 2 * self.share:
                ids[(ids == self.open) | (ids == self.close)] = self.straight
                ids[ids == self.curly] = self.apostrophe


def batches(units, generator, size=BATCH):
    """Units of like lengths together, padded to at most `size` pieces where a unit allows it."""
    length = lambda unit: max(len(window.ids) for window in unit)
    found, chunk = [], 512
    for first in range(0, len(units), chunk):
        group, longest = [], 0
        for unit in sorted(units[first : first + chunk], key=length):
            longest_then = max(longest, length(unit))
            count = sum(map(len, group)) + len(unit)
            if group and count * longest_then > size:
                found.append(group)
                group, longest_then = [], length(unit)
            group.append(unit)
            longest = longest_then
        found.append(group)
    generator.shuffle(found)
    return found


@dataclasses.dataclass
class Batch:
    """`ids`, `cases`, `mask`: `[b, t]`; labels refer to rows of it."""

    ids: torch.Tensor
    cases: torch.Tensor
    mask: torch.Tensor
    entities: torch.Tensor
    attribution: torch.Tensor
    pairs: torch.Tensor
    tones: torch.Tensor
    salience: torch.Tensor
    """`[n, 7]`: row, first, end, label, index, count, document."""


def collate(units):
    rows = [window for unit in units for window in unit]
    longest = max(len(row.ids) for row in rows)
    pad = lambda name: torch.tensor(
        numpy.stack([numpy.pad(getattr(row, name), (0, longest - len(row.ids))) for row in rows])
    )

    def labels(name, width):
        found = [
            (number, *(int(value) for value in label))
            for number, row in enumerate(rows)
            if (values := getattr(row, name)) is not None
            for label in values
        ]
        return torch.tensor(found, dtype=torch.long).reshape(len(found), width)

    salience, number = [], 0
    for document, unit in enumerate(units):
        for row in unit:
            salience += [(number, *map(int, label), document) for label in row.salience]
            number += 1
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for number, row in enumerate(rows):
        mask[number, : len(row.ids)] = True
    return Batch(
        ids=pad("ids"),
        cases=pad("cases"),
        mask=mask,
        entities=labels("entities", 3),
        attribution=labels("attribution", 5),
        pairs=labels("pairs", 9),
        tones=labels("tones", 6),
        salience=torch.tensor(salience, dtype=torch.long).reshape(len(salience), 7),
    )
