"""Employment: who may be employed how, for how long, and every reason at once when not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.rules.employment import (
    SUPPORTS,
    Contract,
    Period,
    Person,
    Support,
    contract_rule,
    form_rule,
    in_force,
    notes_on_employment,
    notes_on_wage,
    reasons_not_to_decide,
    reasons_not_to_employ,
    reasons_not_to_rest_on,
    since_last_requalified,
    support_rule,
)
from stegvis.rules.place import PlacementForm
from stegvis.rules.placement import months_later

START = date(2026, 3, 1)
ADULT = Person(born_on=date(1980, 5, 1), away_months=14)
BEA = contract_rule(Contract.BEA, on=START)


def employ(**changed):
    usual = {
        "contract": Contract.BEA,
        "support": Support.INTRODUCTION_JOB,
        "starts_on": START,
        "ends_on": date(2027, 2, 28),
        "hours_per_week": 40,
        "confirmed": BEA.criteria,
        "is_public": True,
        "person": ADULT,
        "case_is_closed": False,
    }
    return [str(reason) for reason in reasons_not_to_employ(**(usual | changed))]


def test_a_whole_employment_is_no_problem():
    assert employ() == []


REFUSED = {
    "case closed": ({"case_is_closed": True}, "Inskrivningen är avslutad."),
    "no hours": ({"hours_per_week": 0}, "Skriv timmar i veckan, mellan 1 och 40."),
    "ends before": ({"ends_on": date(2026, 2, 1)}, "Sista dagen ligger före första dagen."),
    "BEA before it was": ({"starts_on": date(2020, 1, 1), "support": Support.NONE}, "BEA gällde inte 2020-01-01."),
    "ended support": ({"support": Support.EXTRA_SERVICE}, "extratjänst fanns inte 2026-03-01."),
    "OSA at a company": (
        {"support": Support.OSA, "is_public": False},
        "OSA, skyddat arbete hos offentlig arbetsgivare finns bara hos offentliga arbetsgivare.",
    ),
    "wrong agreement": ({"support": Support.ESTABLISHMENT_JOB}, "etableringsjobb går inte ihop med BEA."),
    "not away long enough": (
        {"support": Support.NEW_START_JOB, "person": Person(date(1980, 1, 1), away_months=8)},
        "nystartsjobb kräver minst 12 månader utan arbete; här är det 8.",
    ),
    "past the target age": (
        {"person": Person(born_on=date(1959, 1, 1))},
        "introduktionsjobb kan inte fortsätta efter det år personen fyller 67.",
    ),
}


@pytest.mark.parametrize(("changed", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_each_reason(changed, said):
    assert said in employ(**changed)


def test_a_young_person_needs_to_have_been_away_for_a_shorter_time():
    young = Person(born_on=date(2004, 1, 1), away_months=6)
    assert employ(support=Support.NEW_START_JOB, person=young) == []


def test_every_reason_at_once():
    said = employ(case_is_closed=True, hours_per_week=99, confirmed=BEA.criteria[1:], is_public=False)
    assert len(said) == 3
    assert f"Bekräfta: {BEA.criteria[0]}" in said


def decide(period=None, **changed):
    usual = {
        "support": Support.INTRODUCTION_JOB,
        "period": period or Period(START, date(2027, 2, 28)),
        "employed": (date(2020, 1, 1), None),
        "earlier": (),
        "share_percent": 80,
        "reference": "AF 1",
        "decided_on": START,
        "today": START,
        "person": ADULT,
    }
    return [str(reason) for reason in reasons_not_to_decide(**(usual | changed))]


YEAR_BEFORE = Period(date(2025, 3, 1), date(2026, 2, 28))
TWO_BEFORE = (Period(date(2024, 3, 1), date(2025, 2, 28)), YEAR_BEFORE)
NOT_DECIDED = {
    "too long at a time": (
        {"period": Period(START, date(2027, 3, 1))},
        "introduktionsjobb beslutas för högst 12 månader i taget.",
    ),
    "too long in all": ({"earlier": TWO_BEFORE}, "introduktionsjobb gäller högst 24 månader sammanlagt."),
    "too much of the cost": ({"share_percent": 81}, "introduktionsjobb ger högst 80 procent av kostnaden."),
    "overlaps": (
        {"earlier": [Period(date(2026, 1, 1), START)]},
        "Det finns redan ett beslut som gäller någon av de dagarna.",
    ),
    "outside the employment": ({"employed": (START, date(2026, 5, 1))}, "Beslutet går utanför anställningens tid."),
    "no number": ({"reference": " "}, "Skriv beslutets nummer."),
    "not decided yet": (
        {"decided_on": date(2026, 3, 2)},
        "Beslutet kan inte ha ett datum som inte har varit än.",
    ),
    "extended without a reason": ({"is_extension": True}, "Skriv varför stödet förlängs."),
    "without support": ({"support": Support.NONE}, "Anställningen är utan stöd. Ändra stödet först."),
}


NEW_START = {"support": Support.NEW_START_JOB}
AS_LONG = "nystartsjobb gäller högst så länge som personen var utan arbete, här 14 månader sammanlagt."
SO_LONG_AS_AWAY = {
    "as long as the absence": (date(2027, 4, 30), ADULT, []),
    "a day longer than the absence": (date(2027, 5, 1), ADULT, [AS_LONG]),
    "never longer than two years": (
        date(2028, 3, 1), Person(date(1980, 5, 1), 60), ["nystartsjobb gäller högst 24 månader sammanlagt."],
    ),
    "young: a year, however short the absence": (date(2027, 2, 28), Person(date(2003, 1, 1), 6), []),
    "young: not a day more": (
        date(2027, 3, 1), Person(date(2003, 1, 1), 60), ["nystartsjobb gäller högst 12 månader sammanlagt."],
    ),
    "new in the country: two years without absence": (
        date(2028, 2, 29), Person(date(1980, 5, 1), None, date(2025, 1, 1)), [],
    ),
    "nobody has said how long": (
        date(2026, 6, 1), Person(date(1980, 5, 1)), ["nystartsjobb kräver minst 12 månader utan arbete; här är det 0."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("last", "person", "said"), SO_LONG_AS_AWAY.values(), ids=SO_LONG_AS_AWAY.keys())
def test_new_start_jobs_last_as_long_as_the_absence(last, person, said):
    assert decide(Period(START, last), **NEW_START, person=person) == said


def test_what_was_decided_before_counts_against_the_absence():
    assert decide(Period(START, date(2026, 4, 30)), **NEW_START, earlier=[YEAR_BEFORE]) == []
    assert decide(Period(START, date(2026, 5, 1)), **NEW_START, earlier=[YEAR_BEFORE]) == [AS_LONG]


def test_whoever_was_young_when_it_began_still_is():
    turned = Person(date(2001, 1, 1), 6)
    assert decide(Period(START, START), **NEW_START, person=turned, earlier=[YEAR_BEFORE]) == [
        "nystartsjobb gäller högst 12 månader sammanlagt."
    ]


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [
        pytest.param(date(2027, 4, 30), 0, id="no longer than the support"),
        pytest.param(date(2027, 5, 1), 1, id="longer"),
        pytest.param(None, 1, id="until further notice"),
    ],
)
def test_an_employment_that_outlives_its_support_is_told(ends_on, said):
    found = notes_on_employment(support=Support.NEW_START_JOB, starts_on=START, ends_on=ends_on, person=ADULT)
    assert [str(each) for each in found] == [
        "nystartsjobb räcker som längst till 2027-04-30, 14 månader. Anställningen gäller längre än så."
    ][:said]


@pytest.mark.parametrize("support", [Support.NONE, Support.SECURITY])
def test_a_support_without_a_limit_has_nothing_to_tell(support):
    assert notes_on_employment(support=support, starts_on=START, ends_on=None, person=ADULT) == []
    assert notes_on_wage(support=support, on=START, wage_sek=90_000) == []


def test_what_is_above_the_ceiling_is_told_in_kronor():
    assert notes_on_wage(support=Support.NEW_START_JOB, on=START, wage_sek=20_000) == []
    assert notes_on_wage(support=Support.NEW_START_JOB, on=START, wage_sek=None) == []
    (note,) = notes_on_wage(support=Support.NEW_START_JOB, on=START, wage_sek=26_500)
    assert (note.values["ceiling"], note.values["rest"]) == (20_000, 6_500)


@pytest.mark.parametrize(("changed", "said"), NOT_DECIDED.values(), ids=NOT_DECIDED.keys())
def test_why_a_decision_cannot_be_as_it_is_written(changed, said):
    assert said in decide(**changed)


def test_a_year_after_another_is_within_two():
    assert decide(earlier=[YEAR_BEFORE]) == []


def test_after_six_months_without_it_somebody_may_begin_anew():
    earlier = [Period(date(2023, 1, 1), date(2023, 12, 31)), Period(date(2024, 1, 1), date(2024, 12, 31))]
    assert decide(earlier=earlier) == []
    assert since_last_requalified(earlier, Period(START, START), gap_months=6) == []


days = st.integers(0, 1500).map(lambda number: date(2022, 1, 1) + timedelta(days=number))
periods = st.tuples(days, st.integers(0, 300)).map(lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1])))


@given(st.lists(periods, max_size=5), st.integers(0, 500), st.integers(0, 500))
def test_a_shorter_decision_is_never_refused_for_a_length_that_a_longer_one_was_not(earlier, one, other):
    short, long = sorted((one, other))
    start = max([each.ends_on for each in earlier], default=START) + timedelta(days=1)
    said = [decide(Period(start, start + timedelta(days=n)), earlier=earlier, decided_on=START, today=date(2040, 1, 1))
            for n in (short, long)]  # fmt: skip
    assert {each for each in said[0] if "högst" in each} <= {each for each in said[1] if "högst" in each}


@given(st.lists(periods, max_size=5))
def test_no_accepted_decisions_in_a_row_come_to_more_than_two_years(asked):
    taken = []
    for period in sorted(asked, key=lambda each: each.starts_on):
        if not decide(period, earlier=taken, decided_on=date(2022, 1, 1)):
            taken.append(period)
    row = []
    for period in taken:
        if row and months_later(row[-1].ends_on, 6) < period.starts_on:
            row = []
        row.append(period)
        held = sum((each.ends_on - each.starts_on).days + 1 for each in row)
        assert held <= 2 * 366


INTRODUCTION, NONE = Support.INTRODUCTION_JOB, Support.NONE
RESTS = {
    "BEA on BEA": (PlacementForm.BEA, (Contract.BEA, INTRODUCTION), [], True),
    "BEA on HÖK": (PlacementForm.BEA, (Contract.HOK_AB, NONE), [], False),
    "OSA without its support": (PlacementForm.OSA, (Contract.BEA, NONE), [], False),
    "two at once": (PlacementForm.BEA, (Contract.BEA, NONE), [PlacementForm.BEA], False),
    "work experience at home": (PlacementForm.WORK_EXPERIENCE, (Contract.BEA, NONE), [], False),
}


@pytest.mark.parametrize(("form", "employed", "others", "may"), RESTS.values(), ids=RESTS.keys())
def test_what_may_rest_on_an_employment(form, employed, others, may):
    contract, support = employed
    said = reasons_not_to_rest_on(form=form, contract=contract, support=support, others=others, is_company=False)
    assert (not said) is may


def test_work_experience_at_a_company_goes_with_an_employment_in_the_transition():
    beside = {"contract": Contract.BEA, "support": NONE, "others": [PlacementForm.BEA], "is_company": True}
    assert not reasons_not_to_rest_on(form=PlacementForm.WORK_EXPERIENCE, **beside)


@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2021, 1, 1), START], ids=str)
def test_no_two_rules_of_one_kind_hold_on_one_day(day):
    supports, contracts = in_force(day)
    assert len({each.support for each in supports}) == len(supports)
    assert len({each.contract for each in contracts}) == len(contracts)


def test_every_form_and_support_has_a_rule_with_a_source():
    assert all(form_rule(form).source for form in PlacementForm)
    assert {each.support for each in SUPPORTS} == set(Support)
    assert support_rule(Support.EXTRA_SERVICE, on=date(2018, 1, 1))
