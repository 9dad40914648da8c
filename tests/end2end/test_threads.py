"""Conversations as the command gives them, over mail that is added as files."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import casefile

NAMES = {"dana": "Dana Whitcomb <dana@eastmere.example>", "rhea": "Rhea Okafor <rhea@eastmere.example>"}
WORDS = "The bridge over the Ester is closed until the inspectors have seen both of its bearings."


def mail(folder: Path, name: str, sender: str, day: int, subject: str, body: str, **headers: str) -> None:
    message = EmailMessage()
    message["From"] = NAMES[sender]
    message["To"] = NAMES["rhea" if sender == "dana" else "dana"]
    message["Date"] = f"{day:02} Mar 2020 10:00:00 +0000"
    message["Subject"] = subject
    for header, value in headers.items():
        message[header.replace("_", "-")] = value
    message.set_content(body)
    (folder / f"{name}.eml").write_bytes(message.as_bytes())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("threads")
    folder = base / "mail"
    folder.mkdir()
    mail(folder, "first", "dana", 1, "Bridge", WORDS, Message_ID="<a@eastmere.example>")
    mail(folder, "again", "dana", 1, "Bridge", f"{WORDS} Stamped.", Message_ID="<a@eastmere.example>")
    mail(folder, "third", "rhea", 3, "Re: Bridge", "Since May.", Message_ID="<c@eastmere.example>",
         References="<a@eastmere.example> <b@eastmere.example>")  # fmt: skip
    mail(folder, "quoting", "rhea", 4, "AW: Fence", f"Which?\n\nOn 1 Mar 2020 at 10:00 Dana wrote:\n> {WORDS}\n")
    mail(folder, "fence", "dana", 2, "Fence", WORDS)
    mail(folder, "alone", "dana", 9, "Bridge", "Another bridge altogether.", Message_ID="<z@eastmere.example>")
    case = base / "x.casefile"
    assert casefile("new", case).code == 0
    assert casefile("add", case, folder).code == 0
    return case


def turns(thread: dict[str, Any]) -> list[tuple[list[str], int | None, str]]:
    names = [[copy["path"].rpartition("/")[2] for copy in turn["copies"]] for turn in thread["turns"]]
    return [(sorted(each), turn["answers"], turn["tie"]) for each, turn in zip(names, thread["turns"], strict=True)]


def test_conversations_name_missing_messages_and_join_copies(case: Path) -> None:
    bridge, fence = casefile("threads", case, "--json").json
    assert turns(bridge) == [
        (["again.eml", "first.eml"], None, "first"),
        ([], 0, "header"),
        (["third.eml"], 1, "header"),
    ]
    assert (bridge["messages"], bridge["missing"], bridge["turns"][0]["copies_differ"]) == (2, 1, True)
    assert turns(fence) == [(["fence.eml"], None, "first"), (["quoting.eml"], 0, "quotation")]


def test_each_message_opens_at_a_page(case: Path) -> None:
    copies = [
        copy
        for thread in casefile("threads", case, "--json").json
        for turn in thread["turns"]
        for copy in turn["copies"]
    ]
    assert len(copies) == 5
    for copy in copies:
        page = casefile("text", case, copy["document"], "--page", copy["page"], "--json").json
        assert copy["subject"] in page["text"]


def test_a_message_that_nothing_is_tied_to_is_shown_if_wanted(case: Path) -> None:
    assert len(casefile("threads", case, "--all", "--json").json) == 3
    shown = casefile("threads", case).out
    assert "2. missing: " in shown
    assert "alone.eml" not in shown
