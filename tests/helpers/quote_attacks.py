"""Attacks on a quotation with a known answer: what was changed, the page's words, the quotation."""

import random
from itertools import pairwise

# Must never be exact or elided.
ALTERED: list[tuple[str, str, str]] = [
    ("not put in brackets", "The board did approve the plan in June.", "The board did [not] approve the plan in June."),
    (
        "bracket replaces not",
        "The board did not approve the plan in June.",
        "The board did [ ] approve the plan in June.",
    ),
    (
        "ellipsis removes not",
        "The board did not approve the plan in June.",
        "The board did \u2026 approve the plan in June.",
    ),
    (
        "ellipsis removes never",
        "She said the officers never entered the names.",
        "She said the officers \u2026 entered the names.",
    ),
    (
        "ellipsis removes no",
        "There was no evidence of fraud in the files.",
        "There was \u2026 evidence of fraud in the files.",
    ),
    (
        "ellipsis removes without",
        "The files were kept without the consent of the town.",
        "The files were kept \u2026 the consent of the town.",
    ),
    (
        "ellipsis removes n't",
        "The board didn't in any way approve the plan in June.",
        "The board \u2026 approve the plan in June.",
    ),
    (
        "ellipsis removes nearly",
        "The center lost nearly all of its files in June.",
        "The center lost \u2026 all of its files in June.",
    ),
    (
        "ellipsis removes alleged",
        "The alleged leader of the crew met the mayor in June.",
        "The \u2026 leader of the crew met the mayor in June.",
    ),
    (
        "ellipsis removes hardly",
        "He hardly ever met the mayor in his office in June.",
        "He \u2026 met the mayor in his office in June.",
    ),
    (
        "ellipsis removes fails to",
        "The agency failed to warn the town about the water.",
        "The agency \u2026 warn the town about the water.",
    ),
    (
        "ellipsis removes refused to",
        "The agency refused to pay the town for the water.",
        "The agency \u2026 pay the town for the water.",
    ),
    (
        "ellipsis removes denied",
        "The mayor denied that he took the money from the fund.",
        "The mayor \u2026 took the money from the fund.",
    ),
    (
        "ellipsis removes neither",
        "The mayor said neither he nor the clerk took the money from the fund.",
        "The mayor said \u2026 he \u2026 took the money from the fund.",
    ),
    (
        "ellipsis dig",
        "The plan cost 14 million dollars in the year 2018.",
        "The plan cost 1\u2026 million dollars in the year 2018.",
    ),
    (
        "ellipsis in word",
        "The unapproved plan cost dollars in the year.",
        "The \u2026 approved plan cost dollars in the year.",
    ),
    ("bracket suffix turn", "The plan was care taken in the year.", "The plan was care[less] taken in the year."),
    (
        "bracket un put",
        "The approved plan cost dollars in the year.",
        "The [un]approved plan cost dollars in the year.",
    ),
    (
        "bracket number alter",
        "The plan cost 4 million dollars in the year and no more.",
        "The plan cost [14] million dollars in the year and no more.",
    ),
    (
        "bracket name alter",
        "Mayor Lund paid the clerk in June at the office.",
        "Mayor [Quist] paid the clerk in June at the office.",
    ),
    (
        "bracket never",
        "She will pay the clerk in June at the office.",
        "She will [never] pay the clerk in June at the office.",
    ),
    (
        "bracket glued number",
        "The plan cost 4 million dollars in the year and no more.",
        "The plan cost [1]4 million dollars in the year and no more.",
    ),
    (
        "bracket quantifier",
        "The clerks of the town knew of the plan in June.",
        "[All] the clerks of the town knew of the plan in June.",
    ),
    (
        "bracket all for some",
        "Some of the clerks of the town knew of the plan in June.",
        "[All] of the clerks of the town knew of the plan in June.",
    ),
    (
        "european grouping",
        "They paid 1.000 dollars for the car in June.",
        "They paid 1,000 dollars for the car in June.",
    ),
    ("decimal comma", "They paid 4,5 dollars for the car in June.", "They paid 4.5 dollars for the car in June."),
    ("2\xbd", "They walked 2\xbd miles to the car in June.", "They walked 21/2 miles to the car in June."),
    ("super digits", "They paid 10\xb2 dollars for the car in June.", "They paid 102 dollars for the car in June."),
    (
        "mg \xb5g",
        "The water held 15 mg of lead in June at the school.",
        "The water held 15 \xb5g of lead in June at the school.",
    ),
    (
        "mg case",
        "The plant made 15 MW of power in June at the school.",
        "The plant made 15 mW of power in June at the school.",
    ),
    (
        "minus",
        "The account stood at -400 dollars in June at the school.",
        "The account stood at 400 dollars in June at the school.",
    ),
    (
        "minus linestart",
        "The account stood at\n-400 dollars in June at the school.",
        "The account stood at 400 dollars in June at the school.",
    ),
    (
        "minus en",
        "The account stood at \u2013$400 in June at the school.",
        "The account stood at $400 in June at the school.",
    ),
    (
        "minus $",
        "The account stood at $-400 in June at the school.",
        "The account stood at $400 in June at the school.",
    ),
    (
        "minus hyphen $",
        "The account stood at -$400 in June at the school.",
        "The account stood at $400 in June at the school.",
    ),
    (
        "paren neg",
        "The account stood at $(400) in June at the school.",
        "The account stood at $400 in June at the school.",
    ),
    (
        "<5",
        "The water held <5 parts of lead in June at the school.",
        "The water held 5 parts of lead in June at the school.",
    ),
    (
        "< 5",
        "The water held < 5 parts of lead in June at the school.",
        "The water held 5 parts of lead in June at the school.",
    ),
    (
        "> 5",
        "The water held > 5 parts of lead in June at the school.",
        "The water held < 5 parts of lead in June at the school.",
    ),
    (
        "~",
        "The water held ~5 parts of lead in June at the school.",
        "The water held 5 parts of lead in June at the school.",
    ),
    (
        "time am",
        "They met at 9:30 a.m. in the office of the mayor.",
        "They met at 9:30 p.m. in the office of the mayor.",
    ),
    ("time", "They met at 9:30 in the office of the mayor.", "They met at 930 in the office of the mayor."),
    ("range", "The 10-20 people in the office of the mayor left.", "The 1020 people in the office of the mayor left."),
    (
        "range em",
        "The 10\u201420 people in the office of the mayor left.",
        "The 10 20 people in the office of the mayor left.",
    ),
    ("resign", "He will re-sign with the town in June this year.", "He will resign with the town in June this year."),
    ("recover", "He will re-cover the seats in June this year.", "He will recover the seats in June this year."),
    ("co-op", "The coop stood in the town in June this year.", "The co-op stood in the town in June this year."),
    (
        "arabic alt",
        "They paid \u0661\u0662\u0663 dollars in June this year to him.",
        "They paid 124 dollars in June this year to him.",
    ),
    (
        "resume",
        "He sent his r\xe9sum\xe9 to the mayor in June this year.",
        "He sent his resume to the mayor in June this year.",
    ),
    ("cut mid num", "They paid 1,400 dollars for the car in June.", "400 dollars for the car in June"),
    ("cut dec", "They paid the man 14.5 dollars for the car.", "They paid the man 14"),
    ("cut $", "They paid the man $14.5 million for the car.", "14.5 million for the car"),
    ("cut %", "The share of the town was 14% in June.", "The share of the town was 14"),
    ("cut hyph", "A non-profit group in the town took the money.", "profit group in the town took the money"),
    ("cut un line", "An un-\napproved group in the town took the money.", "approved group in the town took the money"),
    ("cut mis", "The mis-\nmanagement of the town took the money.", "management of the town took the money"),
    ("cut six", "Some thirty-\nsix rules in the town were broken.", "six rules in the town were broken"),
    ("cut hundred-", "Some hundred-\nsix rules in the town were broken.", "six rules in the town were broken"),
    ("cut pre", "The pre-\npaid rules in the town were broken.", "paid rules in the town were broken"),
    ("cut semi", "The semi-\nannual report in the town was broken.", "annual report in the town was broken"),
    ("cut bi", "The bi-\nannual report in the town was broken.", "annual report in the town was broken"),
    ("cut ultra", "The vice-\npresident in the town was broken at last.", "president in the town was broken at last"),
    ("cut ex", "The former-\npresident in the town was broken at last.", "president in the town was broken at last"),
    ("cut co", "The co-\nfounder in the town was broken at last.", "founder in the town was broken at last"),
    (
        "cut no",
        "The no-\nconfidence vote in the town was lost at last.",
        "confidence vote in the town was lost at last",
    ),
    ("cut never", "The never-\nused car in the town was lost at last.", "used car in the town was lost at last"),
    (
        "cut self",
        "The self-\nappointed clerk in the town was lost at last.",
        "appointed clerk in the town was lost at last",
    ),
    (
        "cut mid",
        "The quasi-\nofficial clerk in the town was lost at last.",
        "official clerk in the town was lost at last",
    ),
    ("cut end", "They called the man a hero-less clerk.", "They called the man a hero"),
    (
        "cut end line",
        "They called the plan a work that was care-\nless clerk.",
        "They called the plan a work that was care",
    ),
    ("cut end 's", "They called the plan the mayor's own.", "They called the plan the mayor"),
    (
        "question mid",
        "The mayor took the money? The clerk left the fund.",
        "The mayor took the money. The clerk left the fund.",
    ),
    ("he she", "He took the money from the fund in June.", "She took the money from the fund in June."),
    ("may must", "He may take the money from the fund in June.", "He must take the money from the fund in June."),
    ("order", "Lund paid Quist from the fund in June this year.", "Quist paid Lund from the fund in June this year."),
    ("and or", "The clerk and the mayor took money from the fund.", "The clerk or the mayor took money from the fund."),
    ("$4.2M", "They paid $4.2M for the car in June.", "They paid $4.2 million for the car in June."),
    ("C$", "They paid C$42 for the car in June of the year.", "They paid $42 for the car in June of the year."),
    ("%pp", "It rose by 4 percentage points in June this year.", "It rose by 4 percent in June this year."),
    ("were", "They said we're in the office in June.", "They said were in the office in June."),
    ("its", "They said it's in the office in June.", "They said its in the office in June."),
    ("clerks poss", "They saw the clerk's office in June with him.", "They saw the clerks' office in June with him."),
    ("joined words", "They may be in the office in June with him.", "They maybe in the office in June with him."),
    (
        "everyday",
        "It was an every day affair in the office in June.",
        "It was an everyday affair in the office in June.",
    ),
    ("comma list", "They paid 1,200 dollars in the office in June.", "They paid 1, 200 dollars in the office in June."),
    ("dates", "On 03/04/2018 the clerk left the office for good.", "On 04/03/2018 the clerk left the office for good."),
    (
        "dates sep",
        "On 03/04/2018 the clerk left the office for good.",
        "On 03-04-2018 the clerk left the office for good.",
    ),
    (
        "split number",
        "They paid 12 300 dollars in the office in June.",
        "They paid 123 00 dollars in the office in June.",
    ),
    (
        "digits split",
        "They took 1 2 cars in the office in June with him.",
        "They took 12 cars in the office in June with him.",
    ),
    (
        "linebreak num",
        "They took 10-\n20 cars in the office in June with him.",
        "They took 1020 cars in the office in June with him.",
    ),
    (
        "em join",
        "The clerk\u2014not the mayor\u2014took the money in June.",
        "The clerk \u2026 took the money in June.",
    ),
    ("Jr", "Lund Jr. took the money from the clerk in June.", "Lund Sr. took the money from the clerk in June."),
    (
        "drop Jr",
        "John Lund Jr. took the money from the clerk in June.",
        "John Lund took the money from the clerk in June.",
    ),
    ("es", "El alcalde no pag\xf3 nada a la ciudad en junio.", "El alcalde pag\xf3 nada a la ciudad en junio."),
    (
        "es \u2026",
        "El alcalde no pag\xf3 nada a la ciudad en junio.",
        "El alcalde \u2026 pag\xf3 nada a la ciudad en junio.",
    ),
    (
        "de \u2026",
        "Der Meister hat das Geld im Juni nicht genommen, sagte er.",
        "Der Meister hat das Geld im Juni \u2026 genommen, sagte er.",
    ),
    (
        "de kein",
        "Der Meister hat kein Geld im Juni von ihm genommen.",
        "Der Meister hat \u2026 Geld im Juni von ihm genommen.",
    ),
    (
        "fr ne pas \u2026",
        "Le maire ne paie pas la ville en juin pour cela.",
        "Le maire \u2026 paie \u2026 la ville en juin pour cela.",
    ),
    (
        "ja",
        "\u5e02\u9577\u306f\u516d\u6708\u306b\u91d1\u3092\u53d7\u3051\u53d6\u3089\u306a\u304b\u3063\u305f\u3068\u8ff0\u3079\u305f\u3002",
        "\u5e02\u9577\u306f\u516d\u6708\u306b\u91d1\u3092\u53d7\u3051\u53d6\u3063\u305f\u3068\u8ff0\u3079\u305f\u3002",
    ),
    (
        "ja \u2026",
        "\u5e02\u9577\u306f\u516d\u6708\u306b\u91d1\u3092\u53d7\u3051\u53d6\u3089\u306a\u304b\u3063\u305f\u3068\u8ff0\u3079\u305f\u3002",
        "\u5e02\u9577\u306f\u516d\u6708\u306b\u91d1\u3092\u53d7\u3051\u53d6\u2026\u305f\u3068\u8ff0\u3079\u305f\u3002",
    ),
    (
        "redaction",
        "The clerk \u2588\u2588\u2588\u2588 took the money from the mayor in June.",
        "The clerk took the money from the mayor in June.",
    ),
    (
        "redaction2",
        "The clerk [REDACTED] took the money from the mayor in June.",
        "The clerk took the money from the mayor in June.",
    ),
    (
        "redact b6",
        "The clerk (b)(6) took the money from the mayor in June.",
        "The clerk took the money from the mayor in June.",
    ),
    (
        "underscores",
        "The clerk ______ took the money from the mayor in June.",
        "The clerk took the money from the mayor in June.",
    ),
    ("\xa2", "They paid 5\xa2 for the car in the office in June.", "They paid 5 for the car in the office in June."),
    (
        "\u20acsuffix",
        "They paid 5 \u20ac for the car in the office in June.",
        "They paid 5 for the car in the office in June.",
    ),
    (
        "checkbox",
        "The request was \u2610 granted \u2612 denied in June this year.",
        "The request was \u2612 granted \u2610 denied in June this year.",
    ),
    (
        "checkbox2",
        "The request was \u2611 granted in June of this year.",
        "The request was \u2610 granted in June of this year.",
    ),
    (
        "\u2713",
        "The request was \u2713 granted in June of this year.",
        "The request was \u2717 granted in June of this year.",
    ),
    (
        "arrow",
        "The money went Lund \u2192 Quist in June of this year.",
        "The money went Lund \u2190 Quist in June of this year.",
    ),
    (
        "not sign",
        "The money is \xac paid in June of this year to him.",
        "The money is paid in June of this year to him.",
    ),
    ("\u221a", "The sum is \u221a16 in June of this year to him.", "The sum is 16 in June of this year to him."),
    (
        "\u2260 combining",
        "The sum is =\u0338 16 in June of this year to him.",
        "The sum is = 16 in June of this year to him.",
    ),
    ("infinity", "The sum is \u221e in June of this year to him.", "The sum is in June of this year to him."),
    ("roman", "King Louis XIV was in June of this year at home.", "King Louis XVI was in June of this year at home."),
    ("*", "They paid 2*3 dollars in June of this year.", "They paid 23 dollars in June of this year."),
    ("2 / 3", "They paid 2 / 3 of it in June of this year.", "They paid 2 3 of it in June of this year."),
    ("2\u20443 b", "They paid 2\u20443 of it in June of this year.", "They paid 23 of it in June of this year."),
    ("date slash space", "On 3/ 4 the clerk paid all of it in June.", "On 34 the clerk paid all of it in June."),
    ("colon ratio", "The vote was 5: 4 in June of this year for him.", "The vote was 54 in June of this year for him."),
    (
        "ratio unicode",
        "The vote was 5\u22364 in June of this year for him.",
        "The vote was 54 in June of this year for him.",
    ),
    ("dot middle", "The sum was 5\xb74 in June of this year for him.", "The sum was 54 in June of this year for him."),
    (
        "arabic decimal",
        "The sum was 5\u066b4 in June of this year for him.",
        "The sum was 54 in June of this year for him.",
    ),
    (
        "fullwidth dot",
        "The sum was 5\uff0e4 in June of this year for him.",
        "The sum was 54 in June of this year for him.",
    ),
    ("swiss", "The sum was 5'400 in June of this year for him.", "The sum was 54'00 in June of this year for him."),
    ("feet", "He is 6'2\" tall in June of this year at home.", "He is 62 tall in June of this year at home."),
    ("6' 6in", "The pipe was 6' long when they found it in June.", 'The pipe was 6" long when they found it in June.'),
    ("6in 6'", "The pipe was 6” long when they found it in June.", "The pipe was 6’ long when they found it in June."),
    ("6″ 6′", "A wall 6″ from the door fell on him in June.", "A wall 6′ from the door fell on him in June."),
    ("6' 6", "The pipe was 6' long when they found it in June.", "The pipe was 6 long when they found it in June."),
    ("5'11", "He is 5'11\" tall in June of this year at home.", "He is 5'11' tall in June of this year at home."),
    ("label in", "Q. Did he pay?\nA. No.\nQ. Did you see it?\nA. Yes.", "Did he pay? Yes."),
]

# Must be exact.
# What an ellipsis joins that did not belong together: text, quotation.
JOINED: list[tuple[str, str]] = [
    ("The first test passed. The second test failed badly.", "The first test … failed badly."),
    ("Mr. Hale was acquitted of it. Mr. Lund was convicted of it in May.", "Mr. Hale was … convicted of it in May."),
    ("Ms. Amery said she left. Mr. Lund said he stayed at the scene.", "Ms. Amery said she … stayed at the scene."),
    ("The cost in May was low. The cost in June was very high.", "The cost in May was ... very high."),
    ("The mayor wept at home. The clerk took all of the money.", "The mayor … took all of the money."),
    ("These rules hold:\n• The mayor pays the fee\n• The clerk drives the car", "The mayor … drives the car"),
    ("1. The mayor pays the fee\n2. The clerk drives the car", "The mayor … drives the car"),
    ("HALE: I signed nothing at all\nLUND: I signed the whole of it", "I signed nothing … the whole of it"),
    ("Paid by the town in 2019: $400. Paid in 2020: $900.", "Paid by the town in 2019: … $900."),
    ("Paid by the town in 2019\n$400\nPaid in 2020\n$900", "Paid by the town in 2019 ... $900"),
    (
        "Q. Did you see him take it? A. No, I was out. Q. Did you see him at noon? A. Yes, I did.",
        "Did you see him take it? … Yes, I did.",
    ),
    (
        "“Did you take the money?” she asked. “Never,” he said. “Were you in the room?” she asked. “Yes, all day.”",
        "Did you take the money? … Yes, all day.",
    ),
]

# What an ellipsis may leave out: text, quotation.
LEFT_OUT: list[tuple[str, str]] = [
    ("The mayor met with Mr. Hale and then left the town.", "The mayor … left the town."),
    ("The mayor left. The clerk wept. The judge wrote it all down.", "The mayor left. … The judge wrote it all down."),
    ("The mayor left the town. The clerk wept at home.", "The mayor left … The clerk wept at home."),
    ("The valve leaked. It was, as the foreman said, not shut.", "The valve leaked. It was … not shut."),
    ("• The mayor pays the fee of the\ntown and of the county\n• The clerk drives", "The mayor pays … of the county"),
    ("They paid the sum of $900 to the clerk in June.", "They paid … $900 to the clerk in June."),
    ("Did you take the money? No, it lay there, and I never saw it.", "Did you take the money? No … I never saw it."),
]

SET_OTHERWISE: list[tuple[str, str, str]] = [
    ("grouping", "They paid 1,000 dollars for the car in June.", "They paid 1000 dollars for the car in June."),
    ("half", "They walked \xbd a mile to the car in June.", "They walked 1/2 a mile to the car in June."),
    ("2\xbd ok", "They walked 2\xbd miles to the car in June.", "They walked 2 1/2 miles to the car in June."),
    (
        "mu micro",
        "The water held 15 \xb5g of lead in June at the school.",
        "The water held 15 \u03bcg of lead in June at the school.",
    ),
    (
        "minus uni",
        "The account stood at \u2212400 dollars in June at the school.",
        "The account stood at -400 dollars in June at the school.",
    ),
    (
        "range dash",
        "The 10\u201320 people in the office of the mayor left.",
        "The 10-20 people in the office of the mayor left.",
    ),
    (
        "linebreak resign",
        "He will re-\nsign with the town in June this year.",
        "He will resign with the town in June this year.",
    ),
    (
        "arabic",
        "They paid \u0661\u0662\u0663 dollars in June this year to him.",
        "They paid 123 dollars in June this year to him.",
    ),
    (
        "full",
        "They paid \uff11\uff12\uff13 dollars in June this year to him.",
        "They paid 123 dollars in June this year to him.",
    ),
    ("US A", "The U.S. took the money from the clerk in June.", "The US took the money from the clerk in June."),
    (
        "fr",
        "Il a dit \xab la ville paie le maire en juin \xbb hier.",
        "Il a dit \u201cla ville paie le maire en juin\u201d hier.",
    ),
    ("2\u20443", "They paid 2\u20443 of it in June of this year.", "They paid 2/3 of it in June of this year."),
    (
        "fw dot ok",
        "The sum was 5\uff0e4 in June of this year for him.",
        "The sum was 5.4 in June of this year for him.",
    ),
]

# Must be elided: the brackets say what was put in.
IN_BRACKETS: list[tuple[str, str, str]] = [
    (
        "bracket number",
        "The plan cost dollars in the year and no more.",
        "The plan cost [14 million] dollars in the year and no more.",
    ),
    (
        "bracket name for he",
        "Yesterday he paid the clerk in June at the office.",
        "Yesterday [Quist] paid the clerk in June at the office.",
    ),
    (
        "sic",
        "The clerks of the town knowed of the plan in June.",
        "The clerks of the town knowed [sic] of the plan in June.",
    ),
]

_BEFORE = ["The hearing began late.", "Dear Ms. Sorrel:", "MINUTES OF THE MEETING", "1. Open questions", "* Water", ""]
_AFTER = ["The hearing ended at noon.", "Yours, Ida Fennick", "cc: the file", "END OF PAGE", "* Roads", ""]


def in_a_page(dice: random.Random, text: str) -> str:
    """A text on a page between others, as it stands or in lines of a reply to mail."""
    page = "\n".join((dice.choice(_BEFORE), text, dice.choice(_AFTER)))
    return "\n".join(f"> {line}" for line in page.split("\n")) if dice.random() < 0.4 else page


def in_lines(dice: random.Random, text: str) -> str:
    """A text with some of its spaces made line breaks, but beside signs, where a break says something else."""
    words = text.split(" ")
    out = words[0]
    for before, word in pairwise(words):
        can_break = before[-1:].isalpha() and word[:1].isalpha() and dice.random() < 0.3
        out += ("\n" if can_break else " ") + word
    return out
