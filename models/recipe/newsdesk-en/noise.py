"""What careless editors and rare words do to a window."""

import numpy

import pieces

MASKED = 103


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
