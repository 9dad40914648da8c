"""What the training deck says, slide by slide."""

from dataclasses import dataclass

DECK_TITLE = "LinkView for New Users"


@dataclass(frozen=True, slots=True)
class Slide:
    """``boxes`` is a diagram, its last box in the middle; ``black`` are the labels of withheld lines."""

    title: str
    bullets: tuple[str, ...] = ()
    notes: str = ""
    kind: str = "plain"  # cover, plain, picture
    table: tuple[tuple[str, ...], ...] = ()
    boxes: tuple[str, ...] = ()
    black: tuple[str, ...] = ()
    is_hidden: bool = False


SLIDES = (
    Slide(
        DECK_TITLE,
        (
            "Four-hour course for officers of contributing agencies",
            "Training Desk, Marrow State Fusion Center, 8 November 2017",
        ),
        "Welcome them. Coffee is at half past ten. Collect telephones before slide 9.",
        kind="cover",
    ),
    Slide(
        "What you will learn",
        (
            "What is in LinkView and where it comes from",
            "How to search, filter and be alerted",
            "How to enter a person, and when",
            "What you may tell others",
        ),
    ),
    Slide(
        "What LinkView is",
        (
            "One search over the records of 23 police agencies",
            "Supplied by LinkView Systems since 2009",
            "Records belong to the agency that sent them; links belong to the center",
            "About 1,700 searches a week; one in five is federal",
        ),
        "The vendor's own line is thousands of systems in near real-time. We say four hours.",
    ),
    Slide(
        "Who sends what",
        table=(
            ("Agency", "Reports", "Interview cards", "Gang records"),
            ("Larkhaven PD", "daily feed", "nightly file", "monthly, in bulk"),
            ("Eastmere PD", "daily feed", "by hand", "none since 2007"),
            ("Brackwater PD", "daily feed", "nightly file", "weekly"),
            ("Fenwold PD", "weekly file", "by hand", "by hand"),
            ("Tessaly County Sheriff", "daily feed", "nightly file", "weekly"),
            ("All others", "see October list", "see October list", "see October list"),
        ),
        notes="If a city asks why its books are in here: it sent them. See the intent to contribute of 2008.",
    ),
    Slide(
        "How a record reaches the screen",
        boxes=(
            "Town and city police",
            "County sheriffs",
            "Plate cameras",
            "Paper gang books",
            "Jail visits",
            "School reports",
            "LinkView",
        ),
        notes="Every arrow runs one way. A department can stop sending; it cannot take back.",
    ),
    Slide(
        "Signing in",
        (
            "Your account is yours alone",
            "State a reason: case number, call number, or at least three letters",
            "The reason is logged and not checked",
            "The log is kept for three years",
        ),
        "Somebody will ask what counts as a reason. The system takes any three letters.",
    ),
    Slide(
        "Searching for a person",
        (
            "Name, nickname, date of birth, telephone, plate, address, tattoo",
            "Sound-alike names are found as well",
            "The first screen shows flags, photograph and last contact",
            "The second screen shows connections to two steps",
        ),
    ),
    Slide(
        "Filters",
        (
            "Flag, agency, age, distance from an address, last contact",
            "Filters can be combined and saved",
            "A saved filter sends an alert when a new person meets it",
        ),
        "Federal users may save filters too. We do not see them.",
    ),
    Slide(
        "Search results for one criterion",
        (
            "Search results for one criterion: gang member",
            "The LinkView results screen lists 214 persons",
            "Sorted by last contact",
            "Open a person to see why",
        ),
        "Use the training copy. If the link is down use the picture.",
        kind="picture",
    ),
    Slide(
        "Exercise 1",
        (
            "Find the person with plate 4TR 91K",
            "Which flags are shown, and which agency set them?",
            "Who shares the address with the person?",
            "Write down the criteria. How many have a source?",
        ),
        "The plate is the vendor's own; it was tied to a test person. Take the tie out after class.",
    ),
    Slide(
        "Flags",
        table=(
            ("Code", "Meaning", "Who sets it", "Alert"),
            ("11", "wanted", "court feed", "yes"),
            ("14", "officer safety", "any officer", "yes"),
            ("17", "gang member", "any trained officer", "yes"),
            ("17-S", "gang member (suspected)", "any trained officer", "no"),
            ("18", "associate of gang member", "the platform", "yes"),
            ("19", "victim of gang crime", "records clerk", "no"),
        ),
        notes="Code 18 went live on 2 October. Nobody sets it and nobody reviews it.",
    ),
    Slide(
        "Entering a gang member record",
        (
            "Two of ten criteria, from one interview or several",
            "One criterion: the entry shows as suspected",
            "A supervisor approves within fourteen days; until then it is visible",
            "A new interview restarts the five years",
        ),
        "They ask whether two criteria from one card count. They do.",
    ),
    Slide(
        "Is this enough?",
        (
            "Red cap, corner of Mill Street, with two cousins who have the flag",
            "Photograph with a hand sign, posted by another person",
            "Named by his mother as being in bad company",
            "Talk in your groups for ten minutes",
        ),
        "Answer: three criteria, two criteria, one criterion. All of them show on the first screen.",
    ),
    Slide(
        "What LinkView shows about a person",
        (
            "LinkView maps personal connections, addresses, licence plates",
            "Officers may record a person as a suspected “gang member” from a field interview",
            "Photo arrays and leads from any contributing department",
            "Partners: State Fusion Center, county task force and",
        ),
        "No conviction is needed for the gang member flag to appear in LinkView. If asked, refer to Policy 14-C.",
        black=("(b)(7)(E)",),
    ),
    Slide(
        "Alerts",
        (
            "Two or more criteria: every contributing agency is told within one hour",
            "The alert names the person, the last address and the plates",
            "Plates of the household are tied to the person",
        ),
    ),
    Slide(
        "Questions we get (not for outside audiences)",
        (
            "How many persons have the flag?",
            "How many of them were ever convicted?",
            "Who outside the state can see it?",
        ),
        "Do not give a number. The last count was 11,846 persons, and for most of them nobody looked for a conviction.",
        is_hidden=True,
    ),
    Slide(
        "Nodes",
        boxes=(
            "Task Force, site 1",
            "Task Force, site 2",
            "Fusion center A",
            "Campus police",
            "Transit Police",
            "State Prosecutor",
            "LinkView node",
        ),
        notes="All flags but no contact are visible at a node from the day it is joined. That is clause 2.3.",
    ),
    Slide(
        "Test and help",
        (
            "Twelve questions; nine right answers open your account",
            "Manual: ask the Training Desk, do not copy",
            "Sgt. Lund, 413-555-0117",
            "Platform faults: Dana Whitcomb, LinkView Systems, 413-555-0142",
        ),
    ),
)
