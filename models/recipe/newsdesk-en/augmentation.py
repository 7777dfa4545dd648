"""Articles with other names in them: people of many origins, other places and organizations, other sums."""

import bisect
import collections

import numpy

import origins

SWAPPED = {"Person": 0.8, "Money": 0.7, "Organization": 0.3, "Location": 0.3, "Facility": 0.5, "Product": 0.5}
"""How many of the entities of a kind get another name."""

SIGNS = ["$", "$", "US$", "£", "€", "¥", "₹", "A$", "HK$", "R$", "Rs ", "Rs. ", "S$", "₦", "₩", "N$", "C$"]
UNITS = ["", "", "", "m", "bn", "k", " million", " billion", " trillion", " crore", " lakh", "M", "B"]
CURRENCIES = (
    "dollars euros pounds yen yuan rupees pesos francs rand naira won baht ringgit dirhams shillings cents rubles "
    "riyals kronor zlotys lira reais"
).split()


class Swap:
    """Swaps names in articles; people's are drawn from lists, all others from other articles."""

    def __init__(self, rows):
        self.origins = origins.read()
        self.names = collections.defaultdict(list)
        for row in rows:
            for entity in row["entities"]:
                self.names[entity["kind"]].append(entity["name"])

    def __call__(self, row, generator):
        """The article with other names, all its spans moved along."""
        changes = []
        for entity in row["entities"]:
            if generator.random() < SWAPPED.get(entity["kind"], 0.0):
                rename = self.renaming(entity, generator)
                for start, end in entity["mentions"]:
                    new = rename(row["text"][start:end])
                    if new is not None:
                        changes.append((start, end, new))
        return changed(row, sorted(changes))

    def renaming(self, entity, generator):
        """A function from each form of a name to its new form, or to none if it stays."""
        kind, name = entity["kind"], entity["name"]
        if kind == "Money":
            return lambda _: money(generator)
        if kind == "Person":
            drawn = origins.draw(self.origins, generator)
            return lambda form: person(form, name.split(), *drawn)
        other = self.names[kind][generator.integers(len(self.names[kind]))]
        return lambda form: other if form == name else None


def person(form, name, first, last, full):
    """The form of a name, with another one in place of its own; none for initials and the like."""
    words = form.split()
    if words == name and len(name) > 1:
        return full
    if len(words) == 1 and len(name) > 1 and words[0] == name[-1]:
        return last
    if len(words) == 1 and len(name) > 1 and words[0] == name[0]:
        return first
    if len(words) == len(name) == 1 and name[0].istitle():
        return last
    return None


def money(generator):
    some = lambda items: items[generator.integers(len(items))]
    number = some([generator.integers(1, 100), generator.integers(1, 1000) / 10, generator.integers(1, 900) * 1000])
    amount = f"{number:,}"
    if generator.random() < 0.7:
        return f"{some(SIGNS)}{amount}{some(UNITS) if number < 1000 else ''}"
    return f"{amount}{some(['', ' million', ' billion', ' crore']) if number < 1000 else ''} {some(CURRENCIES)}"


def changed(row, changes):
    """The article with parts of its text replaced; `changes` is sorted, and nothing in it overlaps."""
    text, parts, end_before = row["text"], [], 0
    ends, shifts = [0], [0]
    for start, end, new in changes:
        parts += [text[end_before:start], new]
        ends.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
        end_before = end
    parts.append(text[end_before:])

    def moved(span):
        if span is None:
            return None
        start, end = (place + shifts[bisect.bisect_right(ends, place) - 1] for place in span)
        return [start, end] if start < end else None

    entities = [{**entity, "mentions": [moved(span) for span in entity["mentions"]]} for entity in row["entities"]]
    stances = [
        {**stance, **{part: {**stance[part], "span": moved(stance[part]["span"])} for part in ("holder", "target")}}
        for stance in row["stances"]
    ]
    return {"text": "".join(parts), "entities": entities, "stances": stances}


def swapped(rows, seed):
    """Each article once, with other names."""
    swap, generator = Swap(rows), numpy.random.default_rng(seed)
    return [swap(row, generator) for row in rows]
