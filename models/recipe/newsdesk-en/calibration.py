"""Probabilities that mean what they say: one temperature a head.

Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017), section 4.2.
"""

import numpy

TEMPERATURES = numpy.arange(0.5, 4.0, 0.02)


def probabilities(logits, temperature):
    scaled = logits / temperature
    scaled = numpy.exp(scaled - scaled.max(1, keepdims=True))
    return scaled / scaled.sum(1, keepdims=True)


def temperature(logits, gold):
    """The one that makes the right classes most likely."""
    right = lambda t: numpy.log(probabilities(logits, t)[numpy.arange(len(gold)), gold]).sum()
    return float(round(max(TEMPERATURES, key=right), 2))


def expected_error(logits, gold, temperature, bins=10):
    """Expected calibration error in percent: how far confidence lies from the share of right answers."""
    found = probabilities(logits, temperature)
    confidence, right = found.max(1), found.argmax(1) == gold
    places = numpy.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        (places == place).sum() * abs(confidence[places == place].mean() - right[places == place].mean())
        for place in set(places.tolist())
    ]
    return 100 * sum(gaps) / len(gold)
