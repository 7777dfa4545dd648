"""Subword pieces with their places and letter case, as `newsdesk-encoder` makes them."""

import dataclasses

import numpy
import tokenizers

NONE, LOWER, TITLE, UPPER, SINGLE_CAPITAL, MIXED, DIGITS = range(7)


def letter_case(text):
    """The segment type of a piece: `LetterCase::of` of the crate `newsdesk-encoder`."""
    if any(character.isnumeric() for character in text):
        return DIGITS
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return NONE
    upper = sum(letter.isupper() for letter in letters[1:])
    other = len(letters) - 1 - upper
    if letters[0].isupper():
        if upper == other == 0:
            return SINGLE_CAPITAL
        return TITLE if upper == 0 else UPPER if other == 0 else MIXED
    return LOWER if upper == 0 else MIXED


@dataclasses.dataclass
class Pieces:
    """The pieces of a text, without special ones."""

    ids: numpy.ndarray
    cases: numpy.ndarray
    starts: numpy.ndarray
    ends: numpy.ndarray
    """Code points; a piece ends before its end."""
    continues: numpy.ndarray
    """Whether a piece goes on with the word of the one before."""

    def __len__(self):
        return len(self.ids)

    def of(self, start, end):
        """First and last-but-one index of the pieces that share a code point with a span."""
        first = int(numpy.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(numpy.searchsorted(self.starts, end, side="left")))

    def words(self):
        """Index of the first piece of each word."""
        return numpy.flatnonzero(~self.continues)


class PieceTokenizer:
    def __init__(self, path):
        self.tokenizer = tokenizers.Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def __call__(self, text):
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        offsets = encoding.offsets
        return Pieces(
            numpy.array(encoding.ids, dtype=numpy.int32),
            numpy.array([letter_case(text[start:end]) for start, end in offsets], dtype=numpy.int8),
            numpy.array([start for start, _ in offsets], dtype=numpy.int32),
            numpy.array([end for _, end in offsets], dtype=numpy.int32),
            numpy.array([piece.startswith("##") for piece in encoding.tokens], dtype=bool),
        )
