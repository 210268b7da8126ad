"""A booklet as it comes out of the printer."""

import time
from datetime import date, timedelta
from datetime import time as clock
from urllib.parse import urljoin

import pytest
from django.conf import settings

from directory.models import LocalTeam
from localoffer.booklet.choosing import NEED, Selection
from localoffer.booklet.gathering import CHUNK, STATEMENTS, TooManyError, gather
from localoffer.booklet.making import make_booklet
from locations.queries import locate
from search.models import UrgentContact
from tests.commissioning.making import load_villages
from tests.glossary.making import published
from tests.making import service, term, venue

from .reading import Paper, code_of

pytestmark = pytest.mark.django_db
TODAY = date.today()
NEAR, FAR = (51.128, -3.004), (51.6, -3.0)
VILLAGES = (("V1", "Bridgwater side", NEAR, 10, ""), ("V2", "Far side", FAR, 10, ""))


def printed(**chosen):
    return Paper(make_booklet(Selection(**chosen)).content)


def offer():
    """A club with everything stated, a line by phone, and one that states nothing."""
    term("club", "kind", "Clubs", order=1)
    term("helpline", "kind", "Helplines", order=2)
    hall = venue("Friarn Hall", *NEAR, town="Bridgwater", postcode="TA6 4RN")
    club = service(
        "Thursday Crew",
        "Sparks",
        kinds=["club", "helpline"],
        needs=["autism"],
        at=[hall],
        ages=(11, 18),
        prices=[3],
        access=["drop-in"],
        phones=["01632 960101", "01632 960102"],
        email="crew@example.org",
        url="https://www.sparks.example.org/crew",
        summary="An evening club. Ask the SENCO.",
        schedules=[{"freq": "WEEKLY", "byday": "TH", "opens_at": clock(18), "closes_at": clock(20)}],
        checked=date(2026, 11, 3),
        assured_by="provider",
    )
    line = service("Talk Line", "Talkers", kinds=["helpline"], by_phone=True, phones=["0808 157 0101"])
    bare = service("Bare Listing", "Talkers")
    return club, line, bare


def test_it_is_tagged_titled_and_in_english_so_that_a_screen_reader_can_read_it():
    offer()
    paper = printed()
    assert paper.tagged
    assert paper.language.startswith("en")
    assert paper.pdf.metadata.title == "Help in Somerset"
    assert "QR code that leads to the page about Thursday Crew" in paper.alternatives()


def test_the_cover_says_whose_it_is_and_of_which_day():
    offer()
    cover = printed().pages[0]
    day = f"{TODAY.day} {TODAY:%B %Y}"
    for words in ("Somerset Signpost", "Help in Somerset", f"Printed from the listings of {day}"):
        assert words in cover


def test_every_listing_says_who_when_where_cost_how_phone_and_when_it_was_checked():
    offer()
    page = printed().page_with("Thursday Crew Sparks")
    for words in (
        "An evening club.",
        "Who it is for: Ages 11 to 18; Autism",
        "When: Thursdays 6pm to 8pm",
        "Where: Friarn Hall, Bridgwater, TA6 4RN",
        "Cost: £3",
        "How to get it: Just turn up",
        "Phone: 01632 96010",
        "01632 960101",
        "01632 960102",
        "E-mail: crew@example.org",
        "Website: sparks.example.org",
        "Last checked: 3 November 2026 by the group itself",
    ):
        assert words in page
    bare = printed().page_with("Bare Listing Talkers")
    for words in (
        "When: Not stated",
        "Cost: Not stated",
        "Last checked: Not checked yet: ring before you go",
    ):
        assert words in bare


def test_contents_bookmarks_see_also_and_a_to_z_all_lead_to_the_page_where_it_is():
    offer()
    for number in range(30):
        service(f"Club {number:02d}", kinds=["club"])
    paper = printed()
    pages = paper.outline()
    contents = paper.page_with("What is in this booklet")
    for section in ("Clubs", "Helplines", "Other help", "All help, A to Z"):
        assert paper.numbers_after(section, contents) == [pages[section]], section
        assert section in paper.pages[pages[section] - 1]
    at_the_end = paper.pages[pages["All help, A to Z"] - 1 :]
    for name in ("Bare Listing", "Club 00", "Club 29", "Talk Line", "Thursday Crew"):
        assert paper.numbers_after(name, " ".join(at_the_end)) == [pages[name]], name
        assert f"Page {pages[name]} of {len(paper.pages)}" in paper.pages[pages[name] - 1]
    helplines = paper.pages[pages["Helplines"] - 1]
    assert f"See also • Thursday Crew, page {pages['Thursday Crew']}" in helplines


def test_every_code_is_the_one_of_a_live_page():
    made = offer()
    found = printed().codes()
    wanted = {code_of(urljoin(settings.WAGTAILADMIN_BASE_URL, one.get_absolute_url())) for one in made}
    assert len(found) == 3
    assert set(found) == wanted


def test_drafts_and_what_has_closed_for_good_are_not_printed():
    offer()
    service("Secret draft", live=False)
    service("Ended", status="defunct")
    service("Resting", status="temporarily closed")
    paper = printed()
    assert "Secret draft" not in paper.words
    assert "Ended" not in paper.words
    assert "Closed for now" in paper.page_with("Resting Sparks")


def test_an_address_that_is_kept_back_is_not_on_paper_either():
    refuge = venue("Hidden House", *NEAR, town="Burnham", postcode="TA8 1AA", address_hidden=True)
    service("Safe Saturdays", at=[refuge])
    words = printed().words
    assert "Where: Burnham" in words
    assert "Hidden House" not in words
    assert "TA8 1AA" not in words


def test_urgent_help_numbers_and_the_words_that_are_used_are_explained():
    offer()
    UrgentContact.objects.create(name="Childline", phone="0800 1111", text="For under 19s.")
    published("SENCO", "Who plans extra help.", expansion="special needs coordinator")
    published("portage", "Home teaching.")
    paper = printed()
    assert "Childline: 0800 1111. For under 19s." in paper.words
    assert "01632 960123" in paper.pages[paper.outline()["Useful numbers"] - 1]
    assert "SENCO (special needs coordinator): Who plans extra help." in paper.words
    assert "portage" not in paper.words
    assert "To ask for another copy" in paper.words


def test_large_print_is_larger():
    offer()

    def size_of(paper):
        sizes = []
        for page in paper.pdf.pages:
            page.extract_text(
                visitor_text=lambda text, cm, tm, font, size: (
                    sizes.append(abs(tm[3] * cm[3]) * size) if "An evening club" in text else None
                )
            )
        return sizes

    assert min(size_of(printed(large=True))) >= 18
    assert max(size_of(printed())) < 14


def test_an_area_has_what_is_there_what_covers_it_and_what_needs_no_travel(tmp_path):
    load_villages(tmp_path, VILLAGES)
    offer()
    service("Far club", at=[FAR])
    service("Comes to the near side", comes_to_you=True, covers=["V1"])
    LocalTeam.objects.create(
        area_kind="lsoa", area_code="V1", name="Near team", what="Helps.", phone="01632 960311"
    )
    paper = printed(area="V1")
    assert paper.pdf.metadata.title == "Help in Bridgwater side"
    for words in ("Thursday Crew", "Talk Line", "Comes to the near side", "Near team: 01632 960311"):
        assert words in paper.words
    for words in ("Far club", "Bare Listing"):
        assert words not in paper.words
    assert "Far club" in printed(area="V2").words


def test_near_a_place_means_within_the_miles_that_were_said():
    offer()
    service("Far club", at=[FAR])
    place = locate("51.128,-3.004")
    assert "Far club" not in printed(place=place, miles=10).words
    assert "Far club" in printed(place=place, miles=50).words


def test_needs_and_kinds_narrow_it_and_narrower_ones_are_within():
    term("communication", "need", "Communication", order=1)
    term("autism", "need", parent="communication")
    offer()
    service("Ponies", needs=["physical"])
    words = printed(needs=("communication",)).words
    assert "Thursday Crew" in words
    assert "Ponies" not in words
    words = printed(kinds=("club",)).words
    assert "Thursday Crew" in words
    assert "Talk Line" not in words


def test_sorted_by_need_the_sections_are_needs():
    offer()
    sections = printed(by=NEED).outline()
    assert "Autism" in sections
    assert "Clubs" not in sections


def test_ninety_listings_take_as_many_statements_as_three(django_assert_max_num_queries):
    assert CHUNK >= 500
    offer()
    gather(Selection())
    with django_assert_max_num_queries(STATEMENTS):
        gather(Selection(kinds=("club",), needs=("autism",)))
    for number in range(90):
        service(f"Club {number}", kinds=["club"], needs=["autism"], at=[NEAR], phones=["01632 960101"])
    with django_assert_max_num_queries(STATEMENTS):
        assert len(gather(Selection(kinds=("club",), needs=("autism",))).listed) == 91


def test_more_than_may_be_printed_at_once_is_refused_before_it_is():
    offer()
    with pytest.raises(TooManyError) as many:
        make_booklet(Selection(), most=2)
    assert many.value.found == 3


def test_a_hundred_listings_are_printed_in_seconds():
    for number in range(100):
        service(f"Club {number:03d}", kinds=["club"], at=[NEAR], checked=TODAY - timedelta(days=number))
    began = time.perf_counter()
    assert make_booklet(Selection()).services == 100
    # One or two on a quiet machine. A minute was promised for the whole demo, twice as many.
    assert time.perf_counter() - began < 30
