"""The words of the sentence pairs, English and French, as pyrealb's lexicons know them: (English, French)."""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(en.replace("_", " "), fr.replace("_", " ")) for en, fr in (pair.split("/") for pair in text.split())]


NOUNS = {
    "people": _pairs("child/enfant woman/femme man/homme girl/fille boy/garçon teacher/professeur doctor/médecin friend/ami "
                     "neighbour/voisin student/étudiant king/roi queen/reine farmer/fermier baker/boulanger sister/sœur "
                     "brother/frère mother/mère father/père"),
    "animals": _pairs("dog/chien cat/chat bird/oiseau horse/cheval cow/vache mouse/souris fish/poisson"),
    "things": _pairs("book/livre car/voiture apple/pomme letter/lettre key/clé flower/fleur tree/arbre table/table "
                     "chair/chaise boat/bateau bottle/bouteille hat/chapeau cake/gâteau coat/manteau picture/image shoe/chaussure"),
    "food": _pairs("apple/pomme cake/gâteau carrot/carotte egg/œuf cheese/fromage sandwich/sandwich fish/poisson"),
    "texts": _pairs("book/livre letter/lettre story/histoire song/chanson"),
    "openings": _pairs("door/porte window/fenêtre box/boîte bottle/bouteille shop/boutique"),
    "places": _pairs("garden/jardin kitchen/cuisine school/école park/parc street/rue market/marché forest/forêt village/village "
                     "church/église city/ville hotel/hôtel house/maison river/rivière"),
}
_SIZES = "big/grand small/petit old/vieux new/nouveau beautiful/beau"
_COLOURS = "red/rouge green/vert white/blanc black/noir blue/bleu"
ADJECTIVES = {
    "people": _pairs("young/jeune old/vieux small/petit good/bon rich/riche poor/pauvre happy/heureux tired/fatigué famous/célèbre"),
    "animals": _pairs("young/jeune old/vieux small/petit big/grand white/blanc black/noir grey/gris"),
    "things": _pairs(f"{_SIZES} {_COLOURS} heavy/lourd"),
    "food": _pairs("good/bon big/grand small/petit cold/froid hot/chaud"),
    "texts": _pairs("long/long short/court old/vieux new/nouveau beautiful/beau interesting/intéressant"),
    "openings": _pairs(f"{_SIZES} {_COLOURS}"),
    "places": _pairs("big/grand small/petit old/vieux new/nouveau beautiful/beau quiet/tranquille"),
}
STATES = _pairs("happy/heureux sad/triste tired/fatigué sick/malade ready/prêt alone/seul famous/célèbre rich/riche strong/fort")
OWNERS: dict[object, tuple[int, str, str]] = {"my": (1, "s", "m"), "your": (2, "p", "m"), "his": (3, "s", "m"),
                                              "her": (3, "s", "f"), "our": (1, "p", "m"), "their": (3, "p", "m")}
DETERMINERS = [("the", "le")] * 6 + [("a", "un")] * 4 + [("this", "ce")] + list(OWNERS)
PRONOUNS = [(1, "s", "m"), (2, "p", "m"), (3, "s", "m"), (3, "s", "f"), (1, "p", "m"), (3, "p", "m")]
ACTS = _pairs("sleep/dormir sing/chanter dance/danser work/travailler arrive/arriver leave/partir fall/tomber laugh/rire "
              "cry/pleurer come/venir run/courir swim/nager play/jouer wait/attendre")
DOES = [(pair, groups) for groups, text in {
    "food": "eat/manger cut/couper",
    "texts": "read/lire write/écrire understand/comprendre",
    "openings": "open/ouvrir close/fermer paint/peindre",
    "things food": "buy/acheter sell/vendre take/prendre wash/laver choose/choisir steal/voler",
    "things animals": "find/trouver lose/perdre hide/cacher",
    "people animals": "love/aimer help/aider follow/suivre know/connaître hear/entendre",
    "people animals things places": "see/voir watch/regarder draw/dessiner photograph/photographier",
}.items() for pair in _pairs(text)]
GIVES = _pairs("give/donner show/montrer send/envoyer sell/vendre lend/prêter bring/apporter")
WHERE = _pairs("in/dans near/près_de behind/derrière in_front_of/devant far_from/loin_de")
TENSES = {"present": ("p", "p"), "past": ("ps", "pc"), "future": ("f", "f")}
WHEN = {"present": _pairs("today/aujourd'hui now/maintenant often/souvent every_day/tous_les_jours"),
        "past": _pairs("yesterday/hier this_morning/ce_matin last_week/la_semaine_dernière"),
        "future": _pairs("tomorrow/demain soon/bientôt tonight/ce_soir")}
JOINS = _pairs("and/et but/mais because/parce_que when/quand while/pendant_que if/si")
