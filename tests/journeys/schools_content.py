"""Schools of the journeys' village, and what the law asks for: made once with the rest of the site."""

from datetime import date, timedelta


def schools() -> None:
    """One school of every sort, one over the border, one that closed, and enough for a second page."""
    from localoffer.schools.models import RegisterLoad
    from tests.schools.making import looked, offer, school

    otterbrook = school(
        age_from=4,
        age_to=11,
        street="1 Example Street",
        website="https://otterbrook.example.org/",
        phone="01632 960700",
        unit="yes",
        unit_places=8,
        sen=["ASD - Autistic Spectrum Disorder"],
    )
    report = "https://otterbrook.example.org/send"
    offer(
        otterbrook,
        include="We ask you what helps your child.",
        universal="A quiet corner in every room.",
        targeted="Small groups for talking.",
        specialist="Eight places for autistic children.",
        report_url=report,
        contact="The school office",
        contact_email="office@otterbrook.example.org",
        reviewed_on=date.today() - timedelta(days=20),
    )
    looked(otterbrook, report, works=True)
    for number, (name, group, phase) in enumerate(
        (
            ("Heron Hall", "independent", ""),
            ("Beacon Meadow School", "independent-special", ""),
            ("Samphire School", "special", ""),
            ("Kingfisher Wharf School", "academy", "secondary"),
            ("Levels College", "college", "post-16"),
        ),
        2,
    ):
        school(900000 + number, name, group=group, phase=phase, kind="")
    school(900010, "Old Quarry School", status="closed")
    school(901001, "Heathercombe School", group="special", outside="Devon", lat=51.02, lon=-3.83)
    for number in range(20, 130):
        lat = 51.0 + number * 0.001
        school(900000 + number, f"Village School {number}", lat=lat, postcode="", town="Taunton")
    RegisterLoad.objects.create(source="register.csv", authorities=["933"], new=120)


def law() -> None:
    """The real list: some covered, one place withdrawn, one not looked at for a year, the rest missing."""
    from django.conf import settings

    from directory.models import Service
    from localoffer.statutory.actions.loading import load_statutory
    from localoffer.statutory.models import Coverage, StatutoryItem

    load_statutory(settings.ROOT / "fixtures" / "reference" / "statutory.json")
    today = date.today()
    crew = Service.objects.get(name="Thursday Crew")
    hidden = Service.objects.create(name="Hidden Helpers", organisation=crew.organisation, live=False)
    for code, target, days in (
        ("maintained-schools", {"schools": "maintained"}, 10),
        ("independent-schools", {"schools": "independent"}, 10),
        ("schools-outside", {"schools": "outside"}, 10),
        ("leisure", {"search": "kind=club&kind=youth-group", "title": "Clubs near you"}, 10),
        ("sports-arts", {"service": crew}, 400),
        ("therapies", {"service": hidden}, 10),
        ("accessible", {"address": "/about/accessibility/", "title": "Accessibility statement"}, 10),
    ):
        item = StatutoryItem.objects.get(code=code)
        place = Coverage(item=item, reviewed_on=today - timedelta(days=days), **target)
        place.full_clean()
        place.save()
