"""From windows to batches."""

import dataclasses

import numpy
import torch

import units

SIZE = 2048
"""Pieces of a batch, padding included."""

CHUNK = 1024
"""Units among which those of like lengths come together."""


def batches(units, generator, size=SIZE):
    """Units of like lengths together, padded to at most `size` pieces where a unit allows it."""
    length = lambda unit: max(len(window.ids) for window in unit)
    found = []
    for first in range(0, len(units), CHUNK):
        group, longest = [], 0
        for unit in sorted(units[first : first + CHUNK], key=length):
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

    ids: numpy.ndarray
    cases: numpy.ndarray
    mask: numpy.ndarray
    clean: numpy.ndarray
    """`[2, b, t]`: pieces and letter case as they were before noise."""
    words: numpy.ndarray
    """`[n, 2]`: row, piece."""
    entities: numpy.ndarray
    attribution: numpy.ndarray
    stances: numpy.ndarray
    pairs: numpy.ndarray
    tones: numpy.ndarray
    salience: numpy.ndarray
    """`[n, 7]`: row, first, end, label, index, count, document."""

    def on(self, device):
        """The same with tensors."""
        arrays = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return Batch(**{name: torch.from_numpy(array).to(device, non_blocking=True) for name, array in arrays.items()})


def collate(group):
    rows = [window for unit in group for window in unit]
    longest = max(len(row.ids) for row in rows)
    pad = lambda array: numpy.pad(array, [*[(0, 0)] * (array.ndim - 1), (0, longest - array.shape[-1])])

    def labels(name, width):
        found = [
            numpy.column_stack([numpy.full(len(values), number), values])
            for number, row in enumerate(rows)
            if (values := getattr(row, name)) is not None and len(values)
        ]
        return numpy.concatenate([numpy.zeros((0, width), dtype=numpy.int64), *found]).astype(numpy.int64)

    documents = numpy.repeat(numpy.arange(len(group)), [sum(len(row.salience) for row in unit) for unit in group])
    lengths = numpy.array([len(row.ids) for row in rows])
    return Batch(
        ids=numpy.stack([pad(row.ids) for row in rows]),
        cases=numpy.stack([pad(row.cases) for row in rows]),
        mask=numpy.arange(longest) < lengths[:, None],
        clean=numpy.stack([pad(row.clean) for row in rows], 1),
        words=labels("words", 2),
        entities=labels("entities", 3),
        attribution=labels("attribution", 5),
        stances=labels("stances", 5),
        pairs=labels("pairs", 9),
        tones=labels("tones", 6),
        salience=numpy.column_stack([labels("salience", 6), documents]),
    )


@dataclasses.dataclass
class Reading(torch.utils.data.IterableDataset):
    """Batches of one epoch after the other, the same for the same seed and number of workers."""

    documents: list
    sentences: list
    summaries: list
    noise: object
    asking: bool
    seed: int
    size: int

    def epoch(self, number, worker=0, workers=1):
        """One worker's share of an epoch."""
        generator = numpy.random.default_rng([self.seed, number, worker])
        shares = (corpus[worker::workers] for corpus in (self.documents, self.sentences, self.summaries))
        return batches(units.epoch(*shares, self.asking, self.noise, generator), generator, self.size)

    def __iter__(self):
        info = torch.utils.data.get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        number = 0
        while True:
            yield from map(collate, self.epoch(number, worker, workers))
            number += 1
