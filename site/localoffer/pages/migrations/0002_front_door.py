"""Puts the front door where Wagtail leaves its welcome page, so that a new site opens with the search box."""

import json

from django.db import migrations

TITLE = "Find help near you"
LEAD = "Help for children and young people with special educational needs and disabilities"
POPULAR = ("autism youth club", "short break", "speech therapy", "parent group", "swimming", "anxiety")


def open_the_door(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    kind, _ = ContentType.objects.get_or_create(model="homepage", app_label="pages")
    # Wagtail's own first page: nobody has written in it yet.
    Page.objects.filter(slug="home", depth=2, content_type__app_label="wagtailcore").delete()
    if HomePage.objects.exists() or Page.objects.filter(depth=2).exists():
        return
    home = HomePage.objects.create(
        title=TITLE, draft_title=TITLE, lead=LEAD, slug="home", content_type=kind, path="00010001", depth=2,
        numchild=0, url_path="/home/", live=True, locale=Locale.objects.first(), search_description=LEAD,
        popular=json.dumps([{"type": "words", "value": words} for words in POPULAR]),
    )  # fmt: skip
    Page.objects.filter(path="0001").update(numchild=1)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(open_the_door, migrations.RunPython.noop)]
