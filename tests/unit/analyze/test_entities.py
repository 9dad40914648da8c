"""Addresses, numbers and names are found by their form and by cues."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.entities import detect
from explorer.model.entity import CASE_NUMBER, EMAIL_ADDRESS, ORGANISATION, PERSON, PHONE, PLATE


def named(kind: str, text: str) -> list[str]:
    return [each.value for each in detect(text) if each.kind == kind]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("From: H <hrod17@clintonemail.com >", "hrod17@clintonemail.com"),
        ("To: 'MillsCD@state.gov.", "millscd@state.gov"),
        ("[mailto:HDR22@clintonemail.com]", "hdr22@clintonemail.com"),
        ("write to b.o'neil+foia@mail.house.gov;", "neil+foia@mail.house.gov"),
        ("AbedinH@state.goy.", "abedinh@state.goy"),
    ],
)
def test_an_address_is_found_in_lower_case(text: str, address: str) -> None:
    assert named(EMAIL_ADDRESS, text) == [address]


@pytest.mark.parametrize("text", ["sbwhoeop@", "at @15th", "a@b", "hrod17@clintonemailcom"])
def test_what_has_no_domain_is_no_address(text: str) -> None:
    assert named(EMAIL_ADDRESS, text) == []


@pytest.mark.parametrize(
    "printed", ["312-555-0142", "(312) 555-0142", "312.555.0142", "+1 312 555 0142", "tel 3125550142"]
)
def test_one_telephone_in_many_forms_is_one_number(printed: str) -> None:
    assert named(PHONE, f"Call {printed}, please") == ["(312) 555-0142"]


def test_a_number_from_abroad_keeps_its_country() -> None:
    assert named(PHONE, "London: +44 20 7946 0958.") == ["+44 20 7946 0958"]


def test_a_local_number_needs_a_cue() -> None:
    assert (named(PHONE, "Phone: 555-0142"), named(PHONE, "pages 555-0142")) == (["555-0142"], [])


@pytest.mark.parametrize("text", ["123-45-6789", "$312.555.0142", "000-000-0000", "1-2-2017 and 3,903,221", "20170818"])
def test_other_numbers_are_no_telephones(text: str) -> None:
    assert named(PHONE, text) == []


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("the car with plate 4TR 91K set off", "4TR 91K"),
        ("Licence plate no. K47 2210 was", "K47 2210"),
        ("license plate: IL AB12345", "AB12345"),
        ("registration number XKJ-4471", "XKJ 4471"),
    ],
)
def test_a_plate_is_found_after_its_cue(text: str, plate: str) -> None:
    assert named(PLATE, text) == [plate]


@pytest.mark.parametrize(
    "text", ["4TR 91K alone", "The Town has four fixed plate cameras", "plate reads in 2017", "plate 12"]
)
def test_without_cue_or_form_there_is_no_plate(text: str) -> None:
    assert named(PLATE, text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Case No. F-2014-20439 and", "F-2014-20439"),
        ("Doc No. C05760370 Date: 06/30/2015", "C05760370"),
        ("see C05760370.", "C05760370"),
        ("No. 18-CV-1234 was filed", "18-CV-1234"),
        ("1:18-cv-01234-ABC", "1:18-CV-01234-ABC"),
        ("your request 18-0417 of March", "18-0417"),
        ("Case No. 4521", "4521"),
        ("RD# HX475653", "HX475653"),
        ("incident 2017-118834", "2017-118834"),
    ],
)
def test_a_case_number_is_found(text: str, number: str) -> None:
    assert named(CASE_NUMBER, text) == [number]


@pytest.mark.parametrize(
    "text", ["in case 2017 is", "request 11/08/2017", "file 12", "the case of 400 entries", "log 10.5"]
)
def test_dates_and_amounts_are_no_case_numbers(text: str) -> None:
    assert named(CASE_NUMBER, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("From: Mills, Cheryl D <MillsCD@state.gov>", "Cheryl D Mills"),
        ("Cc: Dana Whitcomb <dw@linkview.example>", "Dana Whitcomb"),
        ("spoke with Lt. R. Ames today", "R. Ames"),
        ("Prepared by Chief H. Varga.", "H. Varga"),
        ("met Dana Whitcomb, account director, on", "Dana Whitcomb"),
        ("and Officer Tarn entered", "Officer Tarn"),
        ("Sincerely,\n\nMary O'Neil", "Mary O'Neil"),
    ],
)
def test_a_person_is_found_by_a_cue(text: str, name: str) -> None:
    assert named(PERSON, text) == [name]


def test_several_addressees_are_several_people() -> None:
    text = "To: Mills, Cheryl D; Sullivan, Jacob J; 'hdr22@clintonemail.com'; Huma Abedin"
    assert named(PERSON, text) == ["Cheryl D Mills", "Jacob J Sullivan", "Huma Abedin"]


@pytest.mark.parametrize("text", ["Officer Training began", "Dear Public Records Officer", "Chief Executive", "To: H"])
def test_titles_in_running_text_are_not_people(text: str) -> None:
    assert named(PERSON, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("paid to Harrow Systems, Inc. in May", "Harrow Systems, Inc"),
        ("the Department of Public Safety said", "Department of Public Safety"),
        ("Case U.S. Department of State Case No. 1", "Department of State"),
        ("Larkhaven PD sent", "Larkhaven PD"),
        ("The Marrow State Fusion Center holds", "Marrow State Fusion Center"),
    ],
)
def test_an_organisation_is_found_by_its_form(text: str, name: str) -> None:
    assert named(ORGANISATION, text) == [name]


@given(st.text(max_size=300) | st.text("aAbB12-.@ \n:,;<>()+Tofrmplatecsn#", max_size=300))
def test_detections_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for each in detect(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end


@pytest.mark.parametrize("unit", ["A", "a@", "1-", "A.", "plate ", "From: A ", "Mr. A ", "case 1-", "+1 ", "A of "])
def test_no_page_takes_long(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    detect(text)
    assert time.process_time() - started < 5
