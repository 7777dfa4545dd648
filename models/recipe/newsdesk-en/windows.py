"""Windows of pieces, as the encoder sees them at run time, and as training cuts them."""

SIZE = 254
OVERLAP = 48
SHARE_SHORT = 0.15
"""Of the parts that training cuts, so many have a sentence or two."""


def running(count, starts, size=SIZE, overlap=OVERLAP):
    """`(first, end, kept first, kept end)`: `windows` of the crate `newsdesk-encoder`."""
    found, start, covered = [], 0, 0
    while covered < count:
        limit = min(start + size, count)
        end = count
        if limit < count:
            end = max((s for s in starts if covered + 1 <= s <= limit), default=limit)
        border = 0
        if found:
            border = (found[-1][1] + start) // 2
            found[-1][3] = border
        found.append([start, end, border, end])
        covered = end
        earliest = max(end - overlap, start + 1, 0)
        start = min((s for s in starts if earliest <= s < end), default=earliest)
    return found


def random_cuts(count, starts, generator):
    """Parts of a document of random lengths, at sentence starts where that is possible."""
    first, parts = 0, []
    while first < count:
        shortest, longest = (8, 64) if generator.random() < SHARE_SHORT else (64, SIZE + 1)
        limit = first + int(generator.integers(shortest, longest))
        end = count if limit >= count else max((s for s in starts if first < s <= limit), default=limit)
        parts.append((first, end))
        first = end
    return parts
