"""What is wrong with a route, told so that it can be mended, and the ways through a sound one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.front_door.tree import MOST_QUESTIONS, Asked, Choice, Tree, problems, walk


def to(code, text=""):
    return Choice(code=code, text=text or f"To {code}", leads="question", next=code)


def end(code="end", **fields):
    return Choice(**{"code": code, "text": code.title(), "leads": "person", "words": "Ring us."} | fields)


def asked(code, *choices):
    return Asked(code, f"About {code}?", choices=choices or (end("yes"), end("no")))


def tree(*questions):
    return Tree(key=1, title="Where?", questions=questions)


def chain(length):
    links = [asked(f"q{n}", to(f"q{n + 1}"), end()) for n in range(1, length)]
    return tree(*links, asked(f"q{length}"))


def test_five_questions_one_after_the_other_are_sound_and_six_are_too_many():
    assert problems(chain(MOST_QUESTIONS)) == ()
    (wrong,) = problems(chain(MOST_QUESTIONS + 1))
    assert wrong.startswith("This way asks more than 5 questions: “About q1?” → ")


def test_two_ways_may_meet_again_at_one_question():
    assert problems(tree(asked("a", to("b"), to("c")), asked("b", to("d"), end()), asked("c", to("d"), end()),
                         asked("d"))) == ()  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (tree(), "There is no question yet"),
        (tree(asked("a"), asked("a")), "2 questions have the short name “a”"),
        (tree(asked("a", end("yes"))), "“About a?” needs two answers at least"),
        (tree(asked("a", end("yes"), end("yes"))), "2 answers of “About a?” have “yes”"),
        (
            tree(asked("a", to("b"), end())),
            "“To b”, an answer of “About a?”, goes on to “b”, and no question",
        ),
        (
            tree(asked("a", Choice("x", "Go", "question"), end())),
            "leads nowhere. Say which question comes next.",
        ),
        (tree(asked("a", Choice("x", "Go", "service"), end())), "leads nowhere. Choose the service."),
        (tree(asked("a", Choice("x", "Go", "page"), end())), "leads nowhere. Choose the page."),
        (
            tree(asked("a", Choice("x", "Go", "search"), end())),
            "leads nowhere. Paste the address of a search.",
        ),
        (
            tree(asked("a", Choice("x", "Go", "person"), end())),
            "leads nowhere. Say in words whom to talk to.",
        ),
        (tree(asked("a", to("a"), end())), "go round for ever: “About a?” → “About a?”"),
        (
            tree(asked("a", to("b"), end()), asked("b", to("c"), end()), asked("c", to("b"), end())),
            "go round for ever: “About b?” → “About c?” → “About b?”",
        ),
        (tree(asked("a"), asked("b")), "Nobody gets to “About b?”"),
    ],
)
def test_a_mistake_is_told_with_the_words_of_the_question(wrong, said):
    assert said in " ".join(problems(wrong))


def test_an_address_says_the_way_and_every_step_can_be_gone_back():
    sound = chain(3)
    trail = walk(sound, "q2/q3/")
    assert [(step.question.code, step.path, step.after) for step in trail.steps] == [
        ("q1", "", "q2/"),
        ("q2", "q2/", "q2/q3/"),
    ]
    assert (trail.question.code, trail.number, trail.end, trail.lost) == ("q3", 3, None, False)
    assert walk(sound, "q2/end").end.text == "End"
    assert walk(sound, "").question.code == "q1"


@pytest.mark.parametrize("path", ["nope", "q2/nope/", "q2/q3/yes/more/", "/".join(["q2"] * 40)])
def test_an_address_that_leads_on_to_nowhere_stops_where_it_still_makes_sense(path):
    trail = walk(chain(3), path)
    assert trail.lost
    assert trail.path in ("", "q2/", "q2/q3/yes/")


CODES = st.sampled_from(["a", "b", "c", "d", "e", "f", "g"])


@st.composite
def trees(draw):
    codes = draw(st.lists(CODES, unique=True, min_size=1))
    return tree(*(
        asked(code, *(
            draw(st.builds(to, CODES) | st.just(end(f"end-{n}")))
            for n in range(draw(st.integers(2, 3)))
        ))
        for code in codes
    ))  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees(), st.data())
def test_whoever_goes_through_a_sound_route_ends_somewhere_within_five_questions(made, data):
    if problems(made):
        return
    path = ""
    for _ in range(MOST_QUESTIONS):
        trail = walk(made, path)
        assert not trail.lost
        if trail.question is None:
            break
        path += data.draw(st.sampled_from(trail.question.choices)).code + "/"
    assert walk(made, path).end is not None
