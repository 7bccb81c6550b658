"""Counts names that no list has: python tests/bench/invented.py [-v].

40 invented people of many cultures in six shapes of sentence, 20 bodies in four and 12 places in four, and 20 sentences
without a name. Each sentence is a text of its own. A person counts where the name is found exactly.
"""

from __future__ import annotations

import sys
from collections import Counter

from xpkg.analysis.mentions import find_mentions
from xpkg.authority import load_authority
from xpkg.model import Kind, MentionForm, Metadata, Source
from xpkg.resources import folder
from xpkg.text import parse

PEOPLE = """Nomvelisi Dhlamko; Tshering Wangyalpo; Oluwadunke Fasheyi; Baurzhan Ospankulov; Iñaki Etxegarro;
Sigurlaug Hafthorsdal; Thandolwe Mkhizeka; Phetsamone Vongsakul; Zurabi Kvarelidze; Aigerim Toktobaeva;
Rautaki Whaanga; Dilnoza Yuldashkhan; Quetzalma Ixtlapale; Myo Thant Zinwe; Kwabenaa Ofosuhene; Tiurma Hutaparat;
Vytenis Kazlaurimas; Siosaia Fonuamoa; Ganbold Erdenebatkh; Liesbethe van Ooijenbrug; Habtamu Woldegebriel;
Marijke Terpstravan; Jokhang Dorjeling; Ruslana Hrytsenkova; Anahera Te Rangihuia; Chidubem Nwokeabia;
Fadumo Warsameeye; Pranjalee Bhattathiry; Sokunthea Prakchhim; Eoghainn MacLeodais; Rahel Tesfamikael;
Yusra al-Khafajani; Bogumila Szczepaniuk; Ilkin Mammadzadeh; Nirmaladevi Karunathilake; Paavali Hietakorpi;
Mirembe Nakawungu; Zsofika Kerekgyarto; Itziarre Mendizaval; Takehiro Onoderaki""".replace("\n", " ").split("; ")
SHAPES = (
    "{} said on Monday that the bridge would close.",
    "“The bridge will close,” said {}.",
    "{}, a lawyer, said the bridge would close.",
    "The ministry’s spokesman {} said the bridge would close.",
    "Police arrested {} on Monday.",
    "The bridge will close, according to {}.",
)
BODIES = """Brindlewick Institute; Ostrava Kestrelworks; Vantora; Kelmscar Mining Group; Ardent Harbour Trust; QTRB;
N.R.D.A.; Zelphion; Larkmoor Health Board; Mbalani Cooperative Bank; Tervane Airways; Foundation for Quiet Streets;
Zorvane Pharmaceuticals; Uludar Steel; Pemberley Water Authority; Council of Karst Farmers; Dovrex Energy; KPLW;
Halvorsund Shipping Company; Ministry of Tidal Works""".replace("\n", " ").split("; ")
BODY_SHAPES = (
    "The {} said on Monday that the bridge would close.",
    "Workers at the {} were told on Monday.",
    "She left the {} in 2012 and wrote a book.",
    "{} has denied the claim.",
)
PLACES = """Kirvenbad; Ostermoor; Tsikhalani; Port Levelle; Quembara; Zhulinsk; Ballyfarrow; Mount Terrevan; Aldersund;
Wadi Harun; Sankoriya; Nueva Palmera""".replace("\n", " ").split("; ")
PLACE_SHAPES = (
    "They met in {} on Monday.",
    "The train from {} was late.",
    "The mayor of {} has resigned.",
    "Thousands marched through {} after the vote.",
)
EMPTY = """The vote was late again. | Nobody had told the workers about the fire. | On Monday the bridge was closed. |
Prices rose in March, and again in May. | It was not clear who had paid. | Why did the minister resign? |
Officials said the road would open soon. | However, the court has not ruled yet. | Yes, we can do better. |
Three people were hurt when a bus hit a wall. | Thank you all for coming. | Advertisement | Read more below. |
Share this story. | “That is not true,” the lawyer said. | Experts warn of a long winter. |
Meanwhile, the talks went on. | Most of the money was lost. | The Chairman spoke first. |
Teachers Strike Over Pay as Talks Fail""".replace("\n", " ").split(" | ")


def main(arguments: list[str]) -> int:
    """Prints how many are found, and how many bodies and places are taken for people."""
    authority = load_authority(folder("data") / "authority")

    def named(sentence: str) -> list[tuple[str, Kind]]:
        text = parse(Source("t", sentence, "0", Metadata("t")))
        forms = (MentionForm.NAME, MentionForm.SHORT)
        return [(each.name, each.kind) for each in find_mentions(text, authority) if each.form in forms]

    def tell(*words: object) -> None:
        if "-v" in arguments:
            print("  ", *words)

    counts = []
    for shape in SHAPES:
        right = 0
        for name in PEOPLE:
            found = named(shape.format(name))
            right += found == [(name, Kind.PERSON)]
            if found != [(name, Kind.PERSON)]:
                tell(shape.format(name), found)
        counts.append(right)
    print(f"people     {sum(counts)} of {len(PEOPLE) * len(SHAPES)}: {counts}")
    for what, kind, names, shapes in (
        ("bodies", Kind.ORGANIZATION, BODIES, BODY_SHAPES), ("places", Kind.PLACE, PLACES, PLACE_SHAPES),
    ):  # fmt: skip
        score: Counter[str] = Counter()
        for shape in shapes:
            for name in names:
                found = named(shape.format(name))
                score["right"] += found == [(name, kind)]
                score["person"] += any(other is Kind.PERSON for _, other in found)
                score["wrong"] += any(other is not kind for _, other in found)
                if found != [(name, kind)]:
                    tell(shape.format(name), found)
        told = f"{score['right']} right, {score['wrong']} of another kind, {score['person']} of them people"
        print(f"{what:10} {told}, of {len(names) * len(shapes)}")
    false = [(sentence, found) for sentence in EMPTY if (found := named(sentence))]
    tell(*false)
    print(f"no names   {len(false)} of {len(EMPTY)} with one")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
