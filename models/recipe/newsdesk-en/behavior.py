"""Sentences that a model must read rightly, whoever is in them: behavior tests.

After Ribeiro et al., "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList" (ACL 2020).
What stands in braces is a slot, of which each sentence gets one filler. Training never sees them.
"""

import itertools
import re

import numpy

import readers

PER_TEMPLATE = 8
"""Sentences of each template."""


def lines(text):
    """What stands between bars and on lines of its own."""
    return [item.strip() for item in re.split(r"[|\n]", text) if item.strip()]


PEOPLE = lines("""
Marta Kowalczyk | Ibrahim Traoré | Yuki Matsuda | Sven Lindqvist | Chidi Anyanwu | Fatima Zahra Benali
Arjun Deshpande | Lena Hoffmann | Rosa Quispe | Tariq Mahmood | Nino Beridze | Paulo Teixeira | Wangari Kamau
Eoin Gallagher | Zhang Meiling | Siti Rahayu | Dmitri Volkov | Aylin Demirtaş | Carlos Ibáñez | Grace Whitfield
Tran Van Duc | Mehdi Rostami | Ingrid Solheim | Kwame Boateng | Boris Johnson | Hillary Clinton | Barack Obama
Vladimir Putin | Donald Trump | Olaf Scholz | Narendra Modi | Cyril Ramaphosa
""")
HYPHENATED = lines("""
Marie-Claire Dubois | Kim Sun-hee | Ban Ki-moon | Karl-Heinz Becker | Olivia Newton-Baker | Lee Joon-ho
Anne-Sophie Martin | Ahmed Al-Rashid | Tsai Ing-wen | Jean-Luc Mercier | Park Chan-wook | Rania Abu-Salem
""")
LAST_NAMES = lines("""
Kowalczyk | Trump | Matsuda | Deshpande | Clinton | Volkov | Okonjo | Obama | Quispe | Haaland | Macron | Sánchez
Mbeki | Nguyen
""")
ORGANIZATIONS = lines("""
Siemens | Greenpeace | the World Bank | the Labour Party | Toyota | Amnesty International | Hezbollah
Goldman Sachs | UNESCO | the European Commission | Boeing | the African Union | Samsung | Barclays
the Supreme Court | Novartis | the BBC | Gazprom
""")
PLACES = lines("""
Norway | Nairobi | Bangladesh | Marseille | Peru | Kyiv | Texas | Jakarta | Ghana | Melbourne | Syria | São Paulo
Vietnam | Zagreb
""")
MONEY = lines("""
$40 | $1.2 billion | £300 | €7.5 million | $15m | £2.4bn | Rs 500 crore | US$90 million | 25 million euros
¥3 trillion | $10,000 | ₹2,000 | HK$4 million | 50 million pounds | A$750,000 | 30 billion yuan | €12bn
$250 million
""")
DATES = lines("""
Monday | 3 March | last week | June 2014 | yesterday | next year | October 9, 2021 | this month | 1998 | Saturday
""")
LIKED = lines("""
praised | thanked | backed | endorsed | welcomed | applauded | congratulated | supported | hailed | defended
""")
BLAMED = lines("""
criticised | blamed | accused | denounced | attacked | condemned | mocked | rebuked | sued
""")
NEUTRAL = lines("""
met | called | visited | interviewed | phoned | succeeded | replaced | quoted
""")

SLOTS = {
    "person": ("Person", PEOPLE),
    "last": ("Person", LAST_NAMES),
    "hyphenated": ("Person", HYPHENATED),
    "organization": ("Organization", ORGANIZATIONS),
    "place": ("Location", PLACES),
    "money": ("Money", MONEY),
    "date": ("Date", DATES),
    "liked": (None, LIKED),
    "blamed": (None, BLAMED),
    "neutral": (None, NEUTRAL),
}

# The verb stands for that of the block.
VERBAL = """
{person} {VERB} {person}.
Lawmakers {VERB} {person} in a statement.
The union {VERB} {last} after the vote.
Residents of the town {VERB} {person}, and many cheered.
{last} {VERB} {last} during the debate.
“We {VERB} {person} long ago,” the mayor said.
{person} and her team {VERB} {person}, a former minister.
The editors {VERB} {person} and {person}, saying little else.
"""

BLOCKS = {
    "liked": VERBAL.replace("VERB", "liked")
    + """
{last} is a great leader, and {person} is wonderful.
Fans love {person}.
""",
    "blamed": VERBAL.replace("VERB", "blamed")
    + """
{last} is a liar, and {person} is a disgrace.
Fans hate {person}.
""",
    "neutral": VERBAL.replace("VERB", "neutral")
    + """
{person} turned 60.
The committee heard {person} and {person}.
""",
    "hyphenated": """
{hyphenated} {liked} {person}.
Reporters {neutral} {hyphenated} at home.
{last} {blamed} {hyphenated}.
The prize went to {hyphenated}.
""",
    "organizations": """
{organization} {liked} {organization}.
{person} {blamed} {organization} at a hearing.
Activists {liked} {organization}.
Shares of {organization} fell.
{last} thanked {organization} for its help.
""",
    "places": """
{person} {neutral} {last} in {place}.
Voters in {place} {liked} {person}.
The minister blamed {place} for the crisis.
Officials praised {place}, and {last} agreed.
Thousands fled from {place} to {place}.
""",
    "money": """
The company paid {money} for the plant.
{last} raised {money}.
It cost {money}, up from {money}.
A {money} deal was signed.
Investors lost {money} in the crash.
""",
    "dates": """
{last} resigned {date}.
{person} left {place} {date}.
{organization} said {date} that talks went on.
""",
}


def filled(template, generator):
    """A sentence of a template, and its names: `(start, end, kind)`; an article is no part of a name."""
    text, names = "", []
    for literal, slot in itertools.zip_longest(*[iter(re.split(r"\{(\w+)\}", template))] * 2):
        text += literal
        if slot is None:
            continue
        kind, fillers = SLOTS[slot]
        filler = fillers[generator.integers(len(fillers))]
        bare = filler.removeprefix("the ")
        start = len(text) + len(filler) - len(bare)
        text += filler if text else filler[0].upper() + filler[1:]
        if kind:
            names.append((start, len(text), kind))
    return text, names


def examples(tokenizer, newsdesk):
    """An example of each sentence; its source is its block."""
    generator = numpy.random.default_rng(7)
    for block, templates in BLOCKS.items():
        rows = []
        for template in filter(None, templates.split("\n")):
            for _ in range(PER_TEMPLATE):
                text, names = filled(template, generator)
                entities = [{"kind": kind, "mentions": [(start, end)]} for start, end, kind in names]
                rows.append({"text": text, "entities": entities})
        yield from readers.examples(rows, block, tokenizer, newsdesk)
