"""Named lists of everyday English: which words carry no help, and which are right as they stand. Pure."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from search.words import STOP_WORDS


def word_set(words: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words.split())


#: Words that a phrase may have or lack anywhere: "can't read" is "can't even read".
LIGHT = word_set("""
    a an the my his her hers our your its their of to for is are am be been being was were has have had having
    do does did doing will would shall i we he she they me him them it this that these those so and or with
    very just really too also even im ive hes shes theyre weve id
""")
#: Words that hold a phrase together and seldom change what it means.
SMALL = LIGHT | word_set("""
    in on at by from about as if when while because how what which who there here us can could should some
    any near through into since then than but
""")
#: All the ways to say that something is not so. They stand for one another in phrases.
NEGATIONS = word_set("""
    cant cannot wont not no never without refuse refuses refusing refused doesnt dont didnt isnt arent wasnt
    wouldnt couldnt hasnt havent aint shouldnt unable
""")
_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
"""
NUMBERS: Mapping[str, str] = {word: str(number) for number, word in enumerate(_NUMBERS.split())}

#: Names of places that are among so many commonest words of English need a preposition before them.
VERY_COMMON = 3_000

# Words that say the same in the middle of a phrase: "petrified of lessons" is "scared of lessons".
_ALIKE = """
    scared afraid frightened terrified petrified fearful
    tired exhausted knackered shattered
    crying cries cry sobs sobbing weeps weeping
    hits hit hitting thumps thumping punches punching smacks smacking whacks wallops
    hates hate loathes detests
    angry furious raging
    nan nana granny gran grandma grandmother
    mum mummy mam mom mother
    dad daddy father
    boy lad
    teenager teen adolescent
    classroom classrooms lesson lessons
"""
ALIKE: Mapping[str, str] = {
    word: line.split()[0] for line in _ALIKE.strip().splitlines() for word in line.split()
}

#: The family itself. Said beside anything else, it tells no listing from another.
PEOPLE = word_set("""
    son sons daughter daughters boy boys girl girls child children childs kid kids kiddo lad lads lass
    baby's mum mums mom mummy dad dads daddy parent parents carer carers family families grandson
    granddaughter grandchild nephew niece brother sister stepson stepdaughter twins twin
    person people someone somebody everyone him himself herself themselves ones one two three young
    youngster youngsters youngest oldest eldest middle
""")
#: Of those, the ones that are also words for kinds of help ("brothers", "dads"): "my brother" alone isn't.
KIN = word_set(
    "brother sister mum mums dad dads parent parents carer carers family families baby children child"
)
#: Asking for help, whatever the help is.
ASKING = word_set("""
    help helps helping helped support supports supporting supported supportive service services advice best
    good great find finding found look looking local locally place places nearby area areas thing things stuff
    activity activities available anything something anyone anybody anywhere somewhere year years old age aged
    ages month months need needs needed want wants wanted provision provider providers provide provides offer
    offers offered organisation organisations option options access open near close nearest around
    info information
""")
#: Kinds of help in general words: telling alone, and beside anything more telling only a preference.
GENERAL_KINDS = word_set("""
    club clubs group groups class classes session sessions course courses activity activities lesson lessons
    event events programme programmes
""")
#: True of nearly everybody here, so that it tells no listing from another. Stems.
SHARED = word_set("special need disabl addit send sen child children kid send young peopl")
#: Talk: what people say around what they mean.
CHATTER = word_set("""
    get gets getting got gotten go goes going gone went come comes coming came keep keeps keeping kept know
    knows knew known think thinks thought feel feels feeling felt like likes liked love loves make makes
    making made take takes taking took give gives giving gave let lets try tries trying tried use uses using
    used put see seen say says said tell tells told ask asks asked please thanks thank hello hi hey help
    really just always often sometimes usually currently recently now today still already yet ever again
    lot lots much many more most bit little few all every each both other others another same such only own
    after before until during since again back down off over under up out away through because although
    though whether between against per via may might must should shall ok okay yes suitable suit suits
    specific specifically possible possibly etc something someone anyone anything everything nothing
    recommend recommends recommended recommendation recommendations suggest suggestions idea ideas
    time times day days week weeks hour hours new next last first moment
    struggle struggles struggling struggled difficult difficulty difficulties hard problem problems issue
    issues trouble worried worry suffering suffers suffer deal dealing cope coping manage managing
    start starts started starting begin stop stops stopped long big small
    live lives living based
""")
#: Nothing here is sought while anything more telling is.
WEAK = STOP_WORDS | PEOPLE | ASKING | CHATTER | NEGATIONS | SMALL

#: Where a place may follow.
PLACE_PREPOSITIONS = word_set("in near nr around round at by from outside towards nearby within")
#: Two words before a place, the second of them no sign by itself.
PLACE_PAIRS = frozenset({("close", "to"), ("next", "to"), ("near", "to"), ("moved", "to"), ("moving", "to")})
#: "Help in reading", "trouble at school": what follows is what the help is in.
HELP_IN = word_set("""
    help support difficulty difficulties problem problems trouble struggling struggles lesson lessons tuition
    interested behind progress tutor tutoring delay skills confidence good bad intervention
""")
#: Counties of England: no towns, and too wide to be near to. Taken out beside a place or after "in".
COUNTIES = word_set("""
    somerset devon dorset cornwall wiltshire gloucestershire avon hampshire berkshire oxfordshire
    buckinghamshire hertfordshire bedfordshire cambridgeshire norfolk suffolk essex kent sussex surrey
    northamptonshire warwickshire worcestershire herefordshire shropshire staffordshire derbyshire
    nottinghamshire leicestershire lincolnshire rutland yorkshire lancashire cheshire cumbria northumberland
    england uk
""")
#: Areas of postcodes (https://www.royalmail.com, Programmers' Guide): "KS2" and "T21" are none.
POSTCODE_AREAS = word_set("""
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE
    NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ
    TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
""")

#: How many of the commonest English words are right as they stand; rarer ones may be slips.
_EVERYDAY = 60_000
_DICTIONARY = "frequency_dictionary_en_82_765.txt"


@cache
def rank() -> Mapping[str, int]:
    """Everyday English words by how common they are, 0 the commonest.

    From symspellpy's dictionary (Google Books Ngrams within SCOWL). Read once for a process, about 0.15 s.
    """
    text = files("symspellpy").joinpath(_DICTIONARY).read_text("utf-8-sig")
    words = (line.split(" ", 1)[0] for line in text.splitlines() if line)
    return {word: place for place, word in zip(range(_EVERYDAY), words, strict=False)}
