"""What each head gets wrong in a batch, and how far it is from what teachers say."""

import torch
from torch.nn import functional

from corpora import allowed_tags
from units import UNKNOWN

ALLOWED = torch.tensor(allowed_tags()[1])
WEIGHTS = {"entities": 6.0, "attribution": 3.0, "directed": 3.5, "target": 3.5, "stances": 2.0, "salience": 1.0}
SMOOTHING = 0.02
"""Of the classes of stances, so that the heads do not learn the training part by heart."""


def means(vectors, rows, first, end):
    """Mean vectors of spans: `[n, hidden]`."""
    sums = functional.pad(vectors.cumsum(1), (0, 0, 1, 0))
    return (sums[rows, end] - sums[rows, first]) / (end - first).clamp(min=1)[:, None]


def between(length, first, end):
    """`[n, length]`: which places lie in a span."""
    places = torch.arange(length, device=first.device)
    return (places >= first[:, None]) & (places < end[:, None])


def entity_logits(model, vectors, labels):
    return model.classifier(model.dropout(vectors[labels[:, 0], labels[:, 1]]))


def layer_logits(head, model, vectors, labels):
    """Of words, for each of three layers: `[n, 3, 3]`."""
    return model.heads[head](model.dropout(vectors[labels[:, 0], labels[:, 1]])).unflatten(1, (3, 3))


def directed_logits(model, vectors, labels):
    rows, p_first, p_end, q_first, q_end, _, first, end, is_mpqa = labels.T
    p, q = means(vectors, rows, p_first, p_end), means(vectors, rows, q_first, q_end)
    logits = model.heads["directed_stance"](p, q, vectors, rows, between(vectors.shape[1], first, end))
    return logits + is_mpqa[:, None] * model.mpqa_bias


def target_logits(model, vectors, labels):
    rows, start, stop, _, first, end = labels.T
    target = means(vectors, rows, start, stop)
    return model.heads["target_stance"](target, vectors, rows, between(vectors.shape[1], first, end))


def salience_logits(model, vectors, labels):
    rows, first, end, _, index, count, document = labels.T
    sentences = means(vectors, rows, first, end)
    numbers = torch.unique(document, return_inverse=True)[1]
    total = sentences.new_zeros(int(numbers.max()) + 1, sentences.shape[1]).index_add(0, numbers, sentences)
    documents = (total / torch.bincount(numbers)[:, None])[numbers]
    features = torch.stack(
        [1 / (1 + index), index / count, count.clamp(max=100) / 100, (end - first).clamp(max=100) / 100], 1
    )
    return model.heads["salience"](sentences, documents, features)


def answers(model, vectors, batch):
    """Log odds of each head for all that a batch asks it."""
    found = {
        "entities": entity_logits(model, vectors, batch.words),
        "attribution": layer_logits("attribution", model, vectors, batch.words),
        "stances": layer_logits("stances", model, vectors, batch.words),
    }
    if len(batch.pairs):
        found["directed"] = directed_logits(model, vectors, batch.pairs)
    if len(batch.tones):
        found["target"] = target_logits(model, vectors, batch.tones)
    if len(batch.salience):
        found["salience"] = salience_logits(model, vectors, batch.salience)
    return found


def losses(model, vectors, batch, answers):
    """Sums over the labels of a batch, by head."""
    found = {}
    if len(batch.entities):
        scores = entity_logits(model, vectors, batch.entities).log_softmax(1)
        allowed = ALLOWED.to(scores.device)[batch.entities[:, 2]]
        found["entities"] = -scores.masked_fill(~allowed, -torch.inf).logsumexp(1).sum()
    for head, labels in (("attribution", batch.attribution), ("stances", batch.stances)):
        if len(labels):
            logits = layer_logits(head, model, vectors, labels)
            found[head] = functional.cross_entropy(logits.flatten(0, 1), labels[:, 2:].flatten(), reduction="sum")
    for task, gold in (("directed", batch.pairs[:, 5]), ("target", batch.tones[:, 3])):
        if task in answers:
            found[task] = functional.cross_entropy(
                answers[task], gold, reduction="sum", label_smoothing=SMOOTHING, ignore_index=UNKNOWN
            )
    if "salience" in answers:
        found["salience"] = functional.binary_cross_entropy_with_logits(
            answers["salience"], batch.salience[:, 3].float(), reduction="sum"
        )
    return found


def probabilities(answers):
    return {task: logits.sigmoid() if task == "salience" else logits.softmax(-1) for task, logits in answers.items()}


def imitation(answers, taught):
    """Means over all that a batch asks, by head: cross-entropy with the probabilities of teachers.

    Hinton et al., "Distilling the Knowledge in a Neural Network" (2015), at temperature 1.
    """
    entropy = lambda logits, wanted: -(wanted * logits.log_softmax(-1)).sum(-1).mean()
    found = {task: entropy(logits, taught[task]) for task, logits in answers.items() if task != "salience"}
    if "salience" in answers:
        found["salience"] = functional.binary_cross_entropy_with_logits(answers["salience"], taught["salience"])
    return found


COUNTS = {
    "entities": lambda batch: len(batch.entities),
    "attribution": lambda batch: 3 * len(batch.attribution),
    "stances": lambda batch: 3 * len(batch.stances),
    "directed": lambda batch: int((batch.pairs[:, 5] != UNKNOWN).sum()),
    "target": lambda batch: int((batch.tones[:, 3] != UNKNOWN).sum()),
    "salience": lambda batch: len(batch.salience),
}
