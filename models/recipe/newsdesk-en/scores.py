"""Development scores, in percent."""

import collections

import numpy
import torch

import batches
import losses
import units
import windows
from corpora import COARSE, KINDS, TAGS

LONGEST = 512
LAYERS = {"attribution": ("source", "cue", "content"), "stances": ("holder", "for", "against")}
TO_COARSE = {fine: coarse for coarse, kinds in COARSE.items() for fine in kinds}


def forward(model, parts):
    """Batches of units with their vectors, longest first."""
    generator = numpy.random.default_rng(0)
    for group in batches.batches(parts, generator, size=8192):
        batch = batches.collate(group).on(model.device)
        with torch.no_grad():
            vectors = model.encode(batch.ids, batch.cases, batch.mask)
        yield group, batch, vectors


def viterbi(scores, breaks):
    """The best tags of words: an inside tag only follows its own kind, and no sentence's border."""
    count = len(TAGS)
    allowed = numpy.zeros((count, count))
    for tag, name in enumerate(TAGS):
        if name.startswith("I-"):
            allowed[:, tag] = -numpy.inf
            allowed[[tag - 1, tag], tag] = 0
    start = numpy.where([name.startswith("I-") for name in TAGS], -numpy.inf, 0.0)
    best, back = start + scores[0], []
    for row, is_break in zip(scores[1:], breaks[1:]):
        step = best[:, None] + (start[None] if is_break else allowed)
        back.append(step.argmax(0))
        best = step.max(0) + row
    tags = [int(best.argmax())]
    for places in reversed(back):
        tags.append(int(places[tags[-1]]))
    return tags[::-1]


def spans(names, breaks):
    """`(kind, first, end)` of BIO tags, as seqeval reads them."""
    found, start, kind = set(), None, None
    for place, (name, is_break) in enumerate(zip([*names, "O"], [*breaks, True])):
        prefix, _, this = name.partition("-")
        if start is not None and (prefix != "I" or this != kind or is_break):
            found.add((kind, start, place))
            start = None
        if prefix == "B" or (prefix == "I" and start is None):
            start, kind = place, this
    return found


def f1(correct, predicted, expected):
    return 200 * correct / (predicted + expected) if correct else 0.0


def names(model, documents, case=None):
    """What is there and what is found, by document: sets of `(kind, first, end)` by words.

    Windows and constraints as at run time. CoNLL counts its four kinds.
    """
    parts, places = [], {}
    for number, example in enumerate(documents):
        for first, end, kept_first, kept_end in windows.running(len(example.ids), example.sentences):
            part = units.cut(example, first, end)
            if case:
                case([part])
            part.entities = None
            places[id(part)] = number, first, kept_first, kept_end
            parts.append([part])
    logits = [numpy.zeros((len(example.words), len(TAGS))) for example in documents]
    for group, _, vectors in forward(model, parts):
        for row, (part,) in enumerate(group):
            number, first, kept_first, kept_end = places[id(part)]
            words = documents[number].words
            kept = numpy.flatnonzero((words >= kept_first) & (words < kept_end))
            with torch.no_grad():
                found = model.classifier(vectors[row, torch.from_numpy(words[kept] - first + 1).to(model.device)])
            logits[number][kept] = found.log_softmax(-1).cpu().numpy()
    tags, _ = losses.allowed_tags()
    for example, scores in zip(documents, logits):
        sentence = numpy.searchsorted(example.sentences, example.words, side="right")
        breaks = numpy.concatenate([[True], sentence[1:] != sentence[:-1]])
        gold = [tags[tag] for tag in example.entities]
        found = spans([TAGS[tag] for tag in viterbi(scores, breaks)], breaks)
        if gold[0].startswith("four:"):
            found = {(TO_COARSE[kind], *span) for kind, *span in found if kind in TO_COARSE}
        yield spans([name.removeprefix("four:") for name in gold], breaks), found


def entities(model, documents, case=None):
    """F1 of spans."""
    both = list(names(model, documents, case))
    return f1(*(sum(map(len, part)) for part in zip(*((gold & found, found, gold) for gold, found in both))))


def by_kind(model, documents):
    """F1 of spans of each kind."""
    both = list(names(model, documents))
    of = lambda part, kind: sum(span[0] == kind for span in part)
    counts = {
        kind: [sum(of(part, kind) for part in parts) for parts in zip(*((g & f, f, g) for g, f in both))]
        for kind in KINDS
    }
    return {kind: f1(*count) for kind, count in counts.items()}


def behavior(model, sentences):
    """How many sentences of each block have all names right, and no others, in percent."""
    right = collections.defaultdict(list)
    for example, (gold, found) in zip(sentences, names(model, sentences)):
        right[example.source].append(gold == found)
    return {block: 100 * numpy.mean(values) for block, values in right.items()}


def macro(gold, found, classes):
    return numpy.mean(
        [f1(sum((gold == c) & (found == c)), sum(found == c), sum(gold == c)) for c in range(classes)]
    )


def alone(example):
    """A sentence in a window of its own, up to what the base model can read."""
    part = units.join([example])
    part.ids, part.cases, part.clean = part.ids[:LONGEST], part.cases[:LONGEST], part.clean[:, :LONGEST]
    part.words = part.words[part.words < LONGEST]
    return part


def glued(examples, filler, generator):
    """The same sentences, each in a window with others before and behind."""
    for example in examples:
        before, behind = (filler[index] for index in generator.integers(len(filler), size=2))
        part = units.join([before, example, behind])
        if len(part.ids) > windows.SIZE + 2:
            part = alone(example)
        is_glued = len(part.ids) > len(example.ids) + 2
        own = len(before.ids) + 1 if is_glued else 1
        part.pairs = [pair for pair in part.pairs if pair[5] == own]
        part.tones = [tone for tone in part.tones if tone[3] == own]
        yield [part]


def directed_logits(model, examples, parts=None):
    """Log odds, classes, and whether a sentence is in the training part, of all pairs."""
    parts = parts or [[alone(example)] for example in examples]
    leaks = {id(unit[0]): [pair[5] for pair in example.pairs] for unit, example in zip(parts, examples, strict=True)}
    logits, gold, leak = [], [], []
    for group, batch, vectors in forward(model, parts):
        if len(batch.pairs):
            with torch.no_grad():
                logits.append(losses.directed_logits(model, vectors, batch.pairs).cpu().numpy())
            gold.append(batch.pairs[:, 5].cpu().numpy())
        leak += [value for (part,) in group for value in leaks[id(part)]]
    return numpy.concatenate(logits), numpy.concatenate(gold), numpy.array(leak)


def directed(model, examples, parts=None):
    """Micro and macro F1, of all pairs and of those whose sentence is not in the training part."""
    logits, gold, leak = directed_logits(model, examples, parts)
    found, clean = logits.argmax(1), ~leak
    return {
        "micro": 100 * (gold == found).mean(),
        "macro": macro(gold, found, 5),
        "clean micro": 100 * (gold == found)[clean].mean(),
        "clean macro": macro(gold[clean], found[clean], 5),
    }


def target_logits(model, examples, parts=None):
    """Log odds and classes of all targets."""
    logits, gold = [], []
    for _, batch, vectors in forward(model, parts or [[alone(example)] for example in examples]):
        if len(batch.tones):
            with torch.no_grad():
                logits.append(losses.target_logits(model, vectors, batch.tones).cpu().numpy())
            gold.append(batch.tones[:, 3].cpu().numpy())
    return numpy.concatenate(logits), numpy.concatenate(gold)


def target(model, examples, parts=None):
    """Macro F1."""
    logits, gold = target_logits(model, examples, parts)
    return macro(gold, logits.argmax(1), 3)


def layers(model, head, documents):
    """F1 of the words that are part of each of the three layers of a head."""
    counts = numpy.zeros((3, 3))
    parts = []
    for example in documents:
        for first, end, *_ in windows.running(len(example.ids), example.sentences, overlap=0):
            parts.append([units.cut(example, first, end)])
    for _, batch, vectors in forward(model, parts):
        with torch.no_grad():
            found = losses.layer_logits(head, model, vectors, getattr(batch, head)).argmax(2) > 0
        gold = getattr(batch, head)[:, 2:] > 0
        counts += torch.stack([(found & gold).sum(0), found.sum(0), gold.sum(0)]).cpu().numpy()
    return {name: f1(*counts[:, layer]) for layer, name in enumerate(LAYERS[head])}


def salience(model, documents):
    """How often the three sentences with the highest scores are in the oracle: precision."""
    right = count = lead = 0
    for group, batch, vectors in forward(model, [units.document(example) for example in documents]):
        with torch.no_grad():
            scores = losses.salience_logits(model, vectors, batch.salience)
        by_document = collections.defaultdict(list)
        for score, label in zip(scores.tolist(), batch.salience.tolist()):
            by_document[label[6]].append((score, label[3]))
        for found in by_document.values():
            right += sum(label for _, label in sorted(found, reverse=True)[:3])
            lead += sum(label for _, label in found[:3])
            count += min(3, len(found))
    return {"precision": 100 * right / count, "lead": 100 * lead / count}
