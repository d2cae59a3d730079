"""The words of the standard questions (standardfrågornas texter): our own, in the place of licensed ones.

BIP and FIA are other people's work with their own licences; a municipality that has one reads in the licensed words.
Here stands only what the published research names as themes, in words of our own (domain: BIP eleven indicators,
FIA's areas). Each row: key, who answers, and the words in Swedish, English and Arabic.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...rules.rating import COURSE_EVALUATION, MAPPING, TWO_VOICES, USER_SURVEY, InstrumentKind, Respondent

Words = tuple[str, ...]
PARTICIPANT, PROFESSIONAL = Respondent.PARTICIPANT, Respondent.PROFESSIONAL
OWN_WORDS = (
    "Platshållare: Stegvis egna ord, fria att använda (EUPL-1.2). Det är inte den licensierade texten, "
    "som kommunen läser in själv när den har rätt till den."
)
AS_I_SEE: tuple[Words, ...] = (
    ("Nej, inte alls", "No, not at all", "لا، إطلاقاً"),
    ("Nej, inte riktigt", "No, not really", "لا، ليس تماماً"),
    ("Ibland", "Sometimes", "أحياناً"),
    ("Ja, ganska bra", "Yes, fairly well", "نعم، جيداً إلى حد ما"),
    ("Ja, helt och hållet", "Yes, completely", "نعم، تماماً"),
)
AS_PROFESSIONALS_SEE: tuple[Words, ...] = (
    ("Stämmer inte alls", "Not true at all"),
    ("Stämmer ganska dåligt", "Hardly true"),
    ("Stämmer delvis", "Partly true"),
    ("Stämmer ganska bra", "Fairly true"),
    ("Stämmer helt", "Completely true"),
)
NEED: tuple[Words, ...] = (
    ("Fungerar. Inget stöd behövs.", "Works. No support needed."),
    ("Fungerar delvis. Lite stöd behövs.", "Works in part. Some support needed."),
    ("Fungerar inte. Stöd behövs.", "Does not work. Support needed."),
)


@dataclass(frozen=True)
class Asked:
    """One question: its words to each who answers it."""

    key: str
    to_participant: Words = ()
    to_professional: Words = ()
    is_internal: bool = False


@dataclass(frozen=True)
class Standard:
    """One instrument as a new installation has it."""

    key: str
    name: str
    kind: InstrumentKind
    every_days: int | None
    scale: dict[Respondent, tuple[Words, ...]]
    questions: tuple[Asked, ...]


VOICES = (
    Asked(
        "job_confidence",
        ("Jag tror att jag klarar ett arbete.", "I believe that I can manage a job.", "أعتقد أنني أستطيع القيام بعمل."),
        ("Tror på sig själv i ett arbete.", "Believes in managing a job."),
    ),
    Asked(
        "cooperation",
        ("Jag samarbetar bra med andra.", "I work well together with others.", "أتعاون جيداً مع الآخرين."),
        ("Samarbetar bra med andra.", "Works well together with others."),
    ),
    Asked(
        "daily_life",
        ("Jag får vardagen att fungera.", "I make everyday life work.", "أستطيع تدبير حياتي اليومية."),
        ("Får vardagen att fungera.", "Makes everyday life work."),
    ),
    Asked(
        "health",
        (
            "Jag vet hur jag kan arbeta och samtidigt ta hand om min hälsa.",
            "I know how I can work and look after my health at the same time.",
            "أعرف كيف أعمل وأعتني بصحتي في الوقت نفسه.",
        ),
        ("Hanterar sin hälsa så att den går ihop med arbete.", "Handles health so that it goes together with work."),
    ),
    Asked(
        "job_search",
        ("Jag vet hur man söker arbete.", "I know how to look for a job.", "أعرف كيف أبحث عن عمل."),
        ("Vet hur man söker arbete.", "Knows how to look for a job."),
    ),
    Asked(
        "labour_market",
        (
            "Jag vet vilka arbeten jag kan söka.",
            "I know which jobs I can apply for.",
            "أعرف الأعمال التي يمكنني التقدم إليها.",
        ),
        ("Vet vilka arbeten som är möjliga.", "Knows which jobs are possible."),
    ),
    Asked(
        "skills",
        ("Jag kan saker som behövs i ett arbete.", "I have skills that a job needs.", "لديّ مهارات يحتاجها العمل."),
        ("Kan saker som behövs i ett arbete.", "Has skills that a job needs."),
    ),
    Asked(
        "language",
        (
            "Jag förstår svenskan på platsen.",
            "I understand the Swedish at the workplace.",
            "أفهم اللغة السويدية في مكان العمل.",
        ),
        ("Förstår svenskan på platsen.", "Understands the Swedish at the workplace."),
    ),
    Asked(
        "support",
        (
            "Jag har människor omkring mig som stöttar mig.",
            "I have people around me who support me.",
            "حولي أشخاص يدعمونني.",
        ),
        ("Har människor omkring sig som stöttar.", "Has people around who give support."),
    ),
    Asked(
        "approach", to_professional=("Visar sina styrkor för en arbetsgivare.", "Shows own strengths to an employer.")
    ),
    Asked(
        "job_belief",
        to_professional=(
            "Jag tror att det blir ett arbete inom ett år.",
            "I believe that there will be a job within a year.",
        ),
        is_internal=True,
    ),
)

AREAS = (
    Asked("housing", to_professional=("Boende", "Housing")),
    Asked("home", to_professional=("Situationen hemma", "The situation at home")),
    Asked("network", to_professional=("Socialt nätverk", "Social network")),
    Asked("body", to_professional=("Kroppslig hälsa", "Physical health")),
    Asked("mind", to_professional=("Psykisk hälsa", "Mental health")),
    Asked("disability", to_professional=("Funktionsnedsättning", "Disability")),
    Asked("habits", to_professional=("Levnadsvanor och beteenden", "Habits and behaviour")),
    Asked("debts", to_professional=("Skulder", "Debts")),
    Asked("violence", to_professional=("Våld i nära relation", "Violence in close relationships")),
    Asked("goals", to_professional=("Vart personen vill komma", "Where the person wants to get to")),
    Asked(
        "work", to_professional=("Vad personen kan och har arbetat med", "What the person can do and has worked with")
    ),
)

COURSE = (
    Asked("useful", ("Jag har nytta av det jag lärde mig.", "What I learnt is of use to me.", "ما تعلمته مفيد لي.")),
    Asked(
        "clear",
        ("Jag förstod det som sades och skrevs.", "I understood what was said and written.", "فهمت ما قيل وما كُتب."),
    ),
    Asked("practice", ("Det fanns tid att öva.", "There was time to practise.", "كان هناك وقت للتدرب.")),
    Asked("respect", ("Jag blev bemött med respekt.", "I was treated with respect.", "عوملت باحترام.")),
    Asked(
        "times",
        (
            "Tiderna och lokalen fungerade för mig.",
            "The times and the room worked for me.",
            "كانت الأوقات والمكان مناسبة لي.",
        ),
    ),
    Asked(
        "closer",
        (
            "Kursen tog mig närmare arbete eller studier.",
            "The course took me closer to work or studies.",
            "قربتني الدورة من العمل أو الدراسة.",
        ),
    ),
)

SURVEY = (
    Asked(
        "support", ("Jag får det stöd jag behöver.", "I get the support that I need.", "أحصل على الدعم الذي أحتاجه.")
    ),
    Asked("say", ("Jag är med och bestämmer om min plan.", "I have a say in my plan.", "أشارك في القرار بشأن خطتي.")),
    Asked("whom", ("Jag vet vem jag kan fråga.", "I know whom I can ask.", "أعرف من يمكنني أن أسأله.")),
    Asked("answers", ("Jag får svar när jag frågar.", "I get an answer when I ask.", "أحصل على جواب عندما أسأل.")),
    Asked("respect", ("Jag blir bemött med respekt.", "I am treated with respect.", "أُعامل باحترام.")),
    Asked(
        "closer",
        (
            "Det jag gör här tar mig närmare arbete eller studier.",
            "What I do here takes me closer to work or studies.",
            "ما أقوم به هنا يقربني من العمل أو الدراسة.",
        ),
    ),
)

STANDARD = (
    Standard(
        TWO_VOICES,
        "Vägen till arbete",
        InstrumentKind.TWO_VOICES,
        90,
        {PARTICIPANT: AS_I_SEE, PROFESSIONAL: AS_PROFESSIONALS_SEE},
        VOICES,
    ),
    Standard(MAPPING, "Område för område", InstrumentKind.MAPPING, None, {PROFESSIONAL: NEED}, AREAS),
    Standard(
        COURSE_EVALUATION, "Kursutvärdering", InstrumentKind.COURSE_EVALUATION, None, {PARTICIPANT: AS_I_SEE}, COURSE
    ),
    Standard(USER_SURVEY, "Brukarundersökning", InstrumentKind.USER_SURVEY, None, {PARTICIPANT: AS_I_SEE}, SURVEY),
)
