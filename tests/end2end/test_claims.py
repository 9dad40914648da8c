"""Claims by the command: people's checks against the newsroom's standard, and sources that are one."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import casefile

RULE = "No conviction is needed before the gang flag appears in the system of the county"
STANDARD = """name = "Two desks"
needed = 2
[[check]]
name = "seen"
text = "Seen on its page"
sources = 1
[[check]]
name = "two"
text = "Two sources"
sources = 2
[[check]]
name = "reader"
text = "Read by another"
by_another = true
"""


def mail(folder: Path, name: str, body: str, answers: str = "") -> None:
    message = EmailMessage()
    message["From"] = f"{name} <{name}@eastmere.example>"
    message["To"] = "desk@eastmere.example"
    message["Date"] = "1 Mar 2020 10:00:00 +0000"
    message["Subject"] = "Flags"
    message["Message-ID"] = f"<{name}@eastmere.example>"
    if answers:
        message["In-Reply-To"] = f"<{answers}@eastmere.example>"
    message.set_content(body)
    (folder / f"{name}.eml").write_bytes(message.as_bytes())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("claims")
    folder = base / "files"
    folder.mkdir()
    mail(folder, "dana", f"{RULE}.")
    mail(folder, "rhea", "The flag needs no conviction, that is the point.", "dana")
    (folder / "policy.txt").write_text("Section 4. A conviction is not asked for when a flag is set.", "utf-8")
    case = base / "x.casefile"
    assert casefile("new", case).code == 0
    assert casefile("add", case, folder).code == 0
    return case


def listed(case: Path, claim: str) -> dict[str, Any]:
    (row,) = [each for each in casefile("claim", "list", case, "--json").json if each["id"] == claim]
    return dict(row)


def test_a_claim_is_verified_by_people_against_the_standard_and_not_longer_than_its_words(
    case: Path, tmp_path: Path
) -> None:
    (tmp_path / "standard.toml").write_text(STANDARD, "utf-8")
    assert casefile("standard", "set", case, tmp_path / "standard.toml").code == 0
    assert casefile("standard", "show", case).out == STANDARD
    added = casefile("claim", "add", case, "A flag needs no conviction", "--risk", "high", "--by", "Ada", "--json")
    claim = added.json["claim"]
    casefile("claim", "cite", case, claim, "dana.eml", RULE, "--page", 1, "--note", "secret", "--private")
    casefile("claim", "cite", case, claim, "rhea.eml", "needs no conviction", "--page", 1)
    row = listed(case, claim)
    assert (row["risk"], row["writers"], row["sources"], row["verified"]) == ("high", ["Ada"], 1, False)
    assert [each["source"] for each in row["evidence"]] == [1, 1]
    assert row["evidence"][1]["reason"] == "the same thread as message of dana.eml: “Flags”"

    refused = casefile("claim", "check", case, claim, "--check", "two", "--by", "Ben")
    assert refused.code == 2
    assert "2 passages come from one source (same thread)" in refused.err
    assert casefile("claim", "check", case, claim, "--check", "reader", "--by", "ada").code == 2
    assert casefile("claim", "check", case, claim, "--check", "seen", "--by", "Ada").code == 0
    casefile("claim", "cite", case, claim, "policy.txt", "A conviction is not asked for", "--page", 1)
    assert listed(case, claim)["sources"] == 2
    assert [each["state"] for each in listed(case, claim)["checks"]] == ["check again", "open", "open"]
    for name, person in (("seen", "Ada"), ("two", "Ben")):
        assert casefile("claim", "check", case, claim, "--check", name, "--by", person).code == 0
    row = listed(case, claim)
    assert (row["verified"], row["made"], row["checks"][1]["by"]) == (True, 2, "Ben")

    casefile("claim", "set", case, claim, "--text", "No flag needs a conviction", "--by", "Ada")
    row = listed(case, claim)
    assert (row["verified"], row["made"], row["checks"][0]["state"]) == (False, 0, "check again")
    casefile("export", case, "claims", "--out", tmp_path / "claims.json")
    rows = json.loads((tmp_path / "claims.json").read_text("utf-8"))
    assert [each["source"] for each in rows[:3]] == [1, 1, 2]
    assert (rows[0]["risk"], rows[0]["verified"], rows[0]["note"]) == ("high", "no", "")
    casefile("export", case, "packet", "--out", tmp_path / "packet.html")
    assert "secret" not in (tmp_path / "packet.html").read_text("utf-8")
    assert casefile("verify", case).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "CASE", "A flag"), "claim"),
        (("check", "CASE", "", "--check", "seen", "--by", "Ada"), "No claim is named"),
        (("check", "CASE", "", "--by", "Ada"), "No check is named"),
        (("set", "CASE", "nothing like it"), "No claim is called"),
    ],
)
def test_a_wrong_call_says_how_to_mend_it(case: Path, arguments: tuple[str, ...], said: str) -> None:
    ended = casefile("claim", *[case if each == "CASE" else each for each in arguments])
    assert ended.code == 2
    assert said in ended.err


def test_a_standard_that_cannot_be_read_changes_nothing(case: Path, tmp_path: Path) -> None:
    before = casefile("standard", "show", case).out
    (tmp_path / "bad.toml").write_text("needed = 2", "utf-8")
    assert casefile("standard", "set", case, tmp_path / "bad.toml").code == 2
    assert casefile("standard", "show", case).out == before


def test_different_values_are_suggested_until_a_person_says(case: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("In 2017, Eastmere police flagged 321 people. Few were charged.", "utf-8")
    assert casefile("add", case, tmp_path / "report.txt").code == 0
    claim = casefile("claim", "add", case, "Eastmere flagged 312 people in 2017.", "--json").json["claim"]
    casefile("claim", "cite", case, claim, "report.txt", "flagged 321 people", "--page", 1)
    (found,) = casefile("claim", "contradictions", case, "--json").json
    assert [(each["value"], each["page"]) for each in found["sides"]] == [("312", None), ("321", 1)]
    assert (found["state"], found["about"]) == ("suggested", "people · Eastmere")
    assert casefile("claim", "settle", case, found["id"][:8], "dismiss", "--note", "other years").code == 0
    assert casefile("claim", "contradictions", case, "--json").json == []
    (dismissed,) = casefile("claim", "contradictions", case, "--all", "--json").json
    assert (dismissed["state"], dismissed["note"]) == ("dismissed", "other years")
    assert casefile("claim", "settle", case, found["id"], "confirm").code == 0
    casefile("claim", "set", case, claim, "--text", "Eastmere flagged 313 people in 2017.")
    (other,) = casefile("claim", "contradictions", case, "--json").json
    assert (other["state"], other["id"] != found["id"]) == ("suggested", True)
    assert casefile("claim", "settle", case, "nothing", "confirm").code == 2
