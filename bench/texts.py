"""The paragraphs of the page."""

# ruff: noqa: E501  paragraphs of the page are paragraphs here

from bench import plan
from bench.goals import FLAT, SMALLER
from bench.plan import GIVE_UP_S

INTRODUCTION = """\
The services are made by a seeded generator (`bench/generator.py`) over a make-believe country of England's size \
and unevenness, with the sector's own words in Zipf's frequencies. Ten times the services means ten times as many \
on the same doorsteps. Everybody is given the same services and asked the same questions, each question to \
everybody before the next one. Every figure is milliseconds inside the answering process.

**Signpost** understands the words with the thesaurus it comes with, the places of the make-believe country and the \
words of these very listings. *The engine alone* is understanding and one call of the engine, from words and a point: \
what Wagtail is given. *Find* is what a page calls: the names of terms, the postcode or the place in the words, \
understanding, the engine, and which listings are still public, with the database's statements. *The whole page* is a \
visitor's request. *Every word as it stands* is the engine without understanding: it finds the services that Wagtail's \
any-word matching finds, where understanding finds what was meant, which is often fewer.

**Elasticsearch** is a real server on this machine, in turn with all others. *Raw* is the very body that our engine \
sends for that question, written out before the clock starts, over one open connection, and the answer read as JSON \
and no further (`bench/contestants/bare.py`). Where help beyond the radius is looked for, both bodies go in one \
`_msearch`, from us and raw.

**Wagtail** is what a site would use instead: Wagtail's database search with any-word matching, a bounding box and \
the other choices in the ORM, distances and groups in Python, facet counts in one statement each, after `ANALYZE`, \
reading only the columns it needs (`bench/wagtailbench/search.py`). On PostgreSQL 15 it has an index that Wagtail's \
source speaks of and its migrations don't make (twice as fast with it), memory and planner settings for this \
machine, and writes that don't wait for the disk. Every answer is a whole first page: counted groups, seven facets with \
counts, twenty services with their distances. Signpost's also counts when it meets and accessibility features, \
explains which fields matched, finds the nearest beyond the radius and suggests spellings.

*Relevance off* is the same site giving up Wagtail's ranking and showing the nearest first. It is there because \
on SQLite Wagtail works its relevance out again for each service found."""

QUESTIONS = f"""\
Half of the two-word questions are what families ask for, half any two words of the sector; a third choose one facet \
or an age, a sixth two. Families type phrases that the thesaurus holds, sentences around them and pairs of words; a \
third name the place among the words, a quarter have a slip of the finger. *Slower* is that contestant's median over Signpost's embedded engine on the very same questions. A \
contestant that has been answering for long enough is asked no more; the number says how often it was. An answer \
that takes over {GIVE_UP_S:.0f} s is stopped and counted as that (shown as >)."""

BESIDE = """\
The engine alone, from both, on the same questions. *Same page*: the same services in the same order. Scores are told \
in 32 bits by one and 64 by the other, so two services that are as good as equal may change places."""

UNDERSTANDING = f"""\
{plan.UNDERSTOOD} questions as families type them, each asked once, on one core: everything from the words to what to \
look for, with nothing of the engine or the database."""

SUGGESTIONS = """\
The beginnings of phrases, of pairs of words and of places, a fifth of them with a slip. Ours are needs, kinds, \
organisations, services and places, with the spelling put right when little is found and what was withdrawn left out, \
statements to the database included. The bare query is the best eight that begin so, of the same SQLite table or \
Elasticsearch field."""

LOADING = f"""\
Import is `manage.py import_services --publish` of an Open Referral UK feed, one service a line; rebuild is \
`manage.py search_rebuild` for that engine, from the database's rows to the index in service. The raw bulk load \
(`bench/bulk.py`) posts the very lines that our engine would send, made ready before the clock starts, in the same \
chunks, by as many senders, and for {plan.READY_MADE:,} services at most. Memory is the most that the whole process ever held, {FLAT:g} times that of \
{SMALLER:,} services at most to be called flat. Elasticsearch's own memory isn't counted. The import and Wagtail's own loading run side by side, so read their speeds roughly; the \
rebuilds and the raw load have the machine to themselves. Wagtail's tables are filled with `bulk_create` and its index with its \
own `update_index`."""

AGREEMENT = f"""\
A sample of {plan.CHECKED} near-me questions at each size up to {plan.CHECKED_UP_TO:,} services, beside the answer \
found by looking at every service in turn (`bench/truth.py`). Each is held to its own way of reading words: \
Signpost and PostgreSQL cut English endings off, SQLite's search in Wagtail takes words as written and so finds \
fewer ("clubs" isn't "club"), and a word with a hyphen ("after-school") is a phrase to it. PostgreSQL also passes over words such as "it" and "for". Wagtail's distances are on a \
ball, not the ellipsoid: up to half a per cent out at the edge of the circle."""

AGAIN = """\
It makes its own databases, a PostgreSQL and an Elasticsearch of its own in temporary folders and touches nothing \
else. With `ES_URL` set it uses that Elasticsearch, under index names of its own that it removes. `--without \
wagtail-sqlite` leaves a slow contestant out. `.venv/bin/python -m bench --quick` is the same at 1,000 and 5,000 services in a few minutes and writes nothing here."""
