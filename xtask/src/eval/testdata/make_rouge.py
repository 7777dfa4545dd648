"""Makes rouge.json: scores and stems that the Rust code must reproduce.

    python3 -m venv env && env/bin/pip install rouge-score==0.1.2 nltk==3.9.1
    env/bin/python make_rouge.py > rouge.json
"""

import json
import re

from nltk.stem.porter import PorterStemmer
from rouge_score.rouge_scorer import RougeScorer

PAIRS = [
    ("", ""),
    ("The minister resigned.", ""),
    ("", "The minister resigned."),
    ("... -- !", "\u2014 ?!"),
    ("The minister resigned.", "?!"),
    ("The minister resigned.", "The minister resigned."),
    ("The minister resigned.", "Minister resigns"),
    ("a a a b", "a b b b"),
    ("the cat the cat the cat", "the cat"),
    ("the cat", "the cat the cat the cat"),
    ("Police arrested two men.\nThey deny it.", "Two men were arrested by police.\nThey denied the charges."),
    ("Police arrested two men.\nThey deny it.", "They denied the charges.\nTwo men were arrested by police."),
    ("Police arrested two men. They deny it.", "Police arrested two men.\nThey deny it."),
    ("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5"),
    ("a b a b a\nb a b a b", "b a b\na b a\nb b b a a"),
    ("x y z\nx y z", "x y z"),
    ("x y z", "x y z\nx y z"),
    ("\n\nRain fell.\n\n", "Rain\nfell\n."),
    ("Skies cleared after dying winds.", "The sky clears, the wind dies."),
    ("Geologists and archaeologists agreed on geology.", "A geologist's archaeology agreement."),
    ("The U.S. dollar rose 1.5 % to $1,287.10.", "US dollar up 1.5 percent, at 1287.10"),
    ("Caf\u00e9 owners in K\u00f6ln fear na\u00efve rules.", "Cafe owner in Koln feared naive rule"),
    ("\u0130stanbul \u00c7a\u011flayan STRASSE stra\u00dfe", "Istanbul caglayan strasse"),
    ("\u201cWe don\u2019t know,\u201d she said.", "\"We don't know\", she said"),
    ("Flying flies fled; dyed dyes died.", "A fly flew, a dye dies, spied spies."),
    ("Relational operators rationally generalized the organization's hopefulness.",
     "Operating relations, rational and general: organizing hope."),
    ("The river rose.\nThe bridge closed.\nNo one was hurt.\nSchools stay shut on Monday.",
     "Schools will be shut on Monday.\nThe bridge was closed after the river rose, and nobody was hurt."),
    ("Two two two hopes hoped hoping hopping hopped", "Hop hope hopes two"),
    ("A\r\nB\tC\u00a0D\u2028E", "a b\nc d\ne"),
    ("Talks in Geneva ended without a deal on Friday, officials said.\nBoth sides blamed each other.\n"
     "They will meet again next month.",
     "Officials said that the talks ended on Friday in Geneva without any deal.\n"
     "Each side blames the other side.\nA further meeting is planned for the next month."),
]

WORDS = """
a as is us was has his its this gas bus news sky skies dying lying tying dies lies ties died lied tied die
innings inning outings outing cannings canning howe proceed exceed succeed proceeds exceeded succeeding
caresses ponies ties caress cats flies fly spy spied tried tries try cries dry dried enjoy enjoyed enjoyment
feed agreed disagreed plastered bled motoring sing bring string conflated troubled sized hopping tanned
falling hissing fizzed failing filing happy sky say days monkeys by dye dyed dyeing eye eyed using used owed
relational conditional rational valency hesitancy digitizer conformably radically differently vilely
analogously vietnamization predication operator feudalism decisiveness hopefulness callousness formality
sensitivity sensibility triplicate formative formalize electricity electrical hopeful goodness revival
allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent
adoption homologous communism activate angularity effective bowdlerize probate rate cease controlling
controlled roll rolling geology theology archaeology philology apology analogies ideology psychologically
fully usefully carefully hopefully beautifully dutifully really totally finally nationally rationally
generally generalization generalizations organize organized organizing organization organizations organiser
oscillate oscillators international internationally government governments governing governor governors
ministry ministries minister ministers administration administrative administrator president presidential
presidents presidency policies policy police policing economic economical economics economy economies
elections elected electing electoral electorate candidates candidacy campaign campaigns campaigning
negotiations negotiated negotiator negotiating sanctions sanctioned sanctioning violations violated violent
violence attacks attacked attacking attackers soldiers military militarily militant militants militias
killing killed killer killings injuries injured injury wounded bombing bombs bomber bombed explosion
explosives exploded protesters protests protested demonstration demonstrators demonstrated oppose opposed
opposition opponents supporting supporter supporters supported leaders leadership leading leads led
announced announcement announcing announces reported reporters reporting reportedly reports claims claimed
allegedly allegations alleged accuse accused accusation accusing charges charged charging convicted
conviction sentenced sentences sentencing appealing appeals appealed investigators investigation
investigating investigative prosecutors prosecution prosecuted technologies technology technological
companies company company's business businesses busy industries industrial industry industrialists
investors investment investing invested analyses analysis analyst analysts increasing increasingly
increased decreases decreased falling fallen rising risen rose losses lost losing winner winning winners
games gaming players playing played teams scored scoring scores championships champion champions
hospitals hospitalized hospitalization diseases infections infected infectious vaccines vaccinated
vaccination researchers researching researched scientific scientists science sciences universities
university universal universe students studying studied studies educational education educator schools
schooling children childhood families familiar familiarity women woman womanly men mens agencies agency
urgent urgency emergency emergencies accidental accidentally accident accidents victims victimize victimised
weather weathered flooding flooded floods hurricane hurricanes earthquakes earthquake storms stormy raining
airport airports airlines flights flying planes planned planning plans plan speeches speaking speaker spoke
quickly slowly early earlier earliest likely unlikely lively kindly badly sadly gladly possibly probably
able ably ability abilities capable capability capabilities disabled disability possible possibility
added adding ad ads egg eggs odd oddly ebb off inn ill all fall ball full null fell tell selling sell
2004 1990s 3rd 21st 747s u2 f16 mp3s 4x4 covid19 y2k 1st 100m 5g
yes yesterday year years yearly yellow youth youthful yen yield yielding lay layers laying play boy boys
syzygy rhythm rhythms myth mythical crying oaten orrery trouble troubles tree trees oats ivy private privates
agreeing agrees freed freeing seed seeded needed needing proceeding breed bleed bleeding greedy weed weeded
ally allied allies valley alley volley rally rallied rallies tally belly jelly bully sully
"""


def main():
    scorer = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)
    pairs = []
    for reference, candidate in PAIRS:
        scores = scorer.score(reference, candidate)
        pairs.append({
            "reference": reference,
            "candidate": candidate,
            "rouge1": float(scores["rouge1"].fmeasure),
            "rouge2": float(scores["rouge2"].fmeasure),
            "rouge_lsum": float(scores["rougeLsum"].fmeasure),
        })
    stemmer = PorterStemmer()
    words = sorted(set(re.findall(r"[a-z0-9]+", WORDS)))
    stems = [(word, stemmer.stem(word)) for word in words]
    lines = ["{", '"pairs": [']
    lines.append(",\n".join(json.dumps(pair) for pair in pairs))
    lines += ["],", '"stems": [']
    lines.append(",\n".join(json.dumps(pair) for pair in stems))
    lines += ["]", "}"]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
