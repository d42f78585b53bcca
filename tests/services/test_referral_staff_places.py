"""A place whose name is for staff alone: referred to with a yes, and never named to the person."""

from uuid import UUID

import pytest

from domain.record_details import ReferStep
from domain.referral import (
    ConsentState,
    DestinationGoneError,
    NoConsentError,
    Shows,
    StepNotOpenError,
)
from services.referrals import Display
from storage.models.destination import Destination
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

NAME = "専門チームの窓口"


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


@pytest.fixture
def referral(evening: Evening, midori: OnDuty) -> UUID:
    two = tuple(OnDuty.comes(evening, name, is_ready=False).member_id for name in ("ai", "ue"))
    place = made.destination(evening, NAME, is_for_staff=True, by=two)
    evening.says("こんばんは")
    return made.proposes(evening, midori.accepts(), place, midori.member_id)


def test_with_a_yes_staff_note_what_they_did_and_the_person_reads_no_name(
    evening: Evening, midori: OnDuty, referral: UUID
) -> None:
    made.notes(evening, referral, ReferStep.TOLD, midori.member_id)
    with pytest.raises(NoConsentError):
        made.notes(evening, referral, ReferStep.WENT_ALONG, midori.member_id)
    made.asks(evening, referral, midori.member_id)

    evening.says("はい")
    with pytest.raises(StepNotOpenError):
        made.notes(evening, referral, ReferStep.GAVE_CONTACT, midori.member_id)
    made.notes(evening, referral, ReferStep.WENT_ALONG, midori.member_id)
    made.notes(evening, referral, ReferStep.CONFIRMED, midori.member_id)

    assert made.history(evening, referral) == [
        ReferStep.TOLD,
        ReferStep.WENT_ALONG,
        ReferStep.CONFIRMED,
    ]
    assert made.code(evening, referral) is None
    evening.says("紹介コード")
    evening.says("紹介をやめる")
    assert made.row(evening, referral).consent is ConsentState.WITHDRAWN
    assert evening.line.said[-1].startswith("わかりました。こちらからたずねるのは")
    assert evening.line.cards == []
    assert not [each for each in evening.line.said if NAME in each or made.LINE in each]


def test_its_name_goes_by_no_other_way_either_whatever_becomes_of_its_entry(
    evening: Evening, midori: OnDuty, referral: UUID
) -> None:
    made.asks(evening, referral, midori.member_id)
    evening.says("はい")
    with evening.program.open_work() as work:
        work.session.get_one(
            Destination, made.row(evening, referral).destination_id
        ).may_show = True

    with pytest.raises(DestinationGoneError):
        made.tells(evening, referral, midori.member_id)
    with pytest.raises(DestinationGoneError):
        made.shows(evening, referral, Display(shows=Shows.NOTHING), midori.member_id)
    with pytest.raises(DestinationGoneError):
        made.drafts(evening, referral, midori.member_id)  # a paper

    evening.says("紹介コード")
    assert evening.line.cards == []
    assert NAME not in "".join(evening.line.said)
