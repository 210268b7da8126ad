"""The demo's glossary."""

from pathlib import Path

from django.conf import settings

from localoffer.glossary.loading import Loaded, load_glossary

TERMS = Path(settings.ROOT) / "fixtures" / "content" / "glossary.json"


def load_terms(path: Path = TERMS) -> Loaded:
    """Publish its terms; those that editors changed stay as they are."""
    return load_glossary(path)
