"""Words of the sector, written by hand and put roughly in the order of how often listings use them."""

# ruff: noqa: E501, SIM905  a list of words is read more easily as a paragraph

from itertools import accumulate

#: The small words that make up a third of any English text.
SMALL = (
    "the and to of for a in with is are we our you your on at or who can be from have as an this that they "
    "their will all it by may not also up has there if us more about which each any"
).split()

#: The commonest first: chosen with Zipf's frequencies, so "support" is in nearly every listing.
CONTENT = """
support children young people families group help activities needs session family parents carers club school
disability special community send local advice fun friendly friends safe information team learning weekly
sessions child adults autism play social time social-skills skills service services youth experience staff
everyone welcome day age centre offer contact meet trained run work free home health education training
confidence places year week term holiday chance additional disabilities autistic care development enjoy
independence life room building evening morning emotional wellbeing sensory range available book
volunteers meeting together inclusive quiet small relaxed different projects open part opportunity sport
music art provide sure early years support-worker hours short break breaks respite speech language
communication therapy sibling siblings brothers sisters mental anxiety worries feelings behaviour adhd
dyslexia reading writing maths tuition tutor homework college employment job apprenticeship travel transport
minibus wheelchair accessible hoist changing toilet parking ramp hearing deaf visual blind vision signing
makaton bsl interpreter physical movement physiotherapy occupational therapist paediatric nurse clinic
hospital doctor referral refer assessment diagnosis waiting list plan ehcp review meeting-up tribunal
mediation rights legal benefits dla money grant fund equipment toys library loan bikes cycling swimming pool
lessons football rugby cricket tennis athletics gymnastics trampoline trampolining dance drama theatre film
cinema singing choir drumming guitar craft crafts painting pottery cooking baking gardening allotment farm
animals horses riding ponies donkeys dogs forest outdoor woodland walking climbing canoeing sailing surfing
camping residential trips outings museum park playground soft trampolines lego gaming computers coding
minecraft chess cards board books stories storytelling baby babies toddler toddlers nursery preschool
childminder creche breakfast after-school wraparound summer easter half-term saturday sunday weekend
monday tuesday wednesday thursday friday tea coffee lunch snacks cafe picnic drop-in drop welcome-pack
helpline telephone phone online zoom chat forum website email newsletter facebook leaflet course courses
workshop workshops webinar parenting sleep feeding eating nappies continence toileting routine transition
moving secondary primary reception sixth university adulthood preparing supported living housing
personal budget direct payment assistant befriending mentor mentoring coaching counselling psychologist
psychology camhs crisis self-harm low mood depression trauma attachment adoption fostering foster kinship
bereavement grief loss domestic abuse refuge police safety keeping road water gypsy traveller refugee
interpreter-led language-support english polish arabic bengali urdu ukrainian faith church mosque temple
scouts guides brownies cadets girls boys lgbt lads dads fathers mums mothers grandparents carer-led
peer listening ear buddy one-to-one ratio low-stimulation lighting headphones calm space den bubble
projector textures messy slime clay sand rebound hydrotherapy aquatics boccia powerchair frame-running
goalball panathlon archery fencing judo karate yoga pilates mindfulness breathing fitness gym boxing
skateboarding scooter bmx bowling golf snooker darts fishing birdwatching astronomy science robotics
engineering photography animation radio podcast journalism fashion sewing knitting textiles woodwork
mechanics enterprise allotments beekeeping cookery nutrition allergy asthma epilepsy diabetes seizure
medication gastrostomy ventilator tracheostomy tube palliative hospice life-limiting genetic rare syndrome
downs cerebral palsy muscular dystrophy spina bifida stammer stammering selective mutism tics tourette
dyspraxia dyscalculia handwriting touch-typing phonics numeracy literacy exam access arrangements exclusion
attendance refusal avoidance reintegration alternative provision inclusion outreach portage keyworker
advocacy participation voice forum-led survey consultation awards certificate badge qualification volunteer
heritage castle river beach island steam railway allotment-keepers orchard harvest wildlife meadow
""".split()

#: What families type, from listings' own search boxes in spirit: two words, every shape of wish.
ASKED = tuple(
    tuple(pair.split())
    for pair in """
    youth club/autism group/respite care/short breaks/speech therapy/parent group/swimming lessons/holiday club
    sensory play/dyslexia tutor/anxiety support/horse riding/wheelchair sport/sibling support/toddler group
    autism respite/adhd parenting/music therapy/school refusal/drama club/football club/sleep advice/mental health
    young carers/coffee morning/forest school/soft play/after-school club/supported employment/travel training
    early years/deaf children/hearing support/visual impairment/disability football/autism swimming/art therapy
    counselling teenagers/tribunal advice/benefits help/equipment loan/trampoline sessions/dance class
    lego club/saturday club/summer activities/occupational therapy/stammering help/mums group
    """.replace("\n", "/").split("/")
    if len(pair.split()) == 2
)

#: Sentences around a phrase.
SENTENCES = (
    "my {age} year old {phrase}",
    "help with {phrase} for my son",
    "where can I find {phrase} for a {age} year old",
    "{phrase} my daughter is {age} and I am worried",
    "looking for {phrase}, free if possible",
    "is there anything for {phrase} at weekends",
    "{phrase} autistic, {age}, wheelchair",
    "someone to talk to about {phrase}",
)

#: In nearly every listing: the worst case for any-word matching.
COMMONEST = ("support", "children", "families")

SETTINGS = (
    "Village Hall|Community Centre|Leisure Centre|Family Hub|Primary School|Church Hall|Library|Youth Centre|"
    "Children's Centre|Sports Club|Scout Hut|Health Centre|Special School|Memorial Hall|Arts Centre|Farm"
).split("|")

ORGANISED = (
    "Trust|Families Together|Carers Forum|Community Association|Play Project|Youth Service|Parents' Network|"
    "Disability Action|Leisure|Council Short Breaks Team|Health Trust|Foundation|Charity|Inclusion Project"
).split("|")

FIRST_PARTS = (
    "Ash Barn Beck Black Bright Broad Burn Chal Clay Cold Crow Dun East Elm Farn Glen Green Hart Haw Hazel "
    "High Holm King Lang Lark Long Marsh Mid Mill Nether New North Oak Old Over Pen Red Rush Sand Shel South "
    "Stan Stone Sun Thorn Under Up Wal West Whit Wick Win Wood Wren Yarn"
).split()

LAST_PARTS = (
    "bourne bridge bury by combe cott dale den don field ford gate ham hampton head hill hurst ingham ington "
    "leigh ley mere minster moor mouth pool port stead stock stoke ston thorpe ton tree well wick wold worth"
).split()


def zipf(count: int) -> list[float]:
    """Cumulative weights after Zipf and Mandelbrot for a list in order of frequency."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(count)))


CONTENT_WEIGHTS = zipf(len(CONTENT))
SMALL_WEIGHTS = zipf(len(SMALL))
