"""What people say and write in the demonstration (texter), in the words of the field."""

from __future__ import annotations

from ..rules.place import Field

LADDER = (
    (
        "Komma igång",
        ("Kommer i tid", "Hör av sig vid frånvaro", "Följer säkerhetsregler", "Klarar 10 timmar i veckan"),
    ),
    (
        "Arbeta i grupp",
        ("Tar instruktioner", "Samarbetar i gruppen", "Frågar vid oklarheter", "Klarar 20 timmar i veckan"),
    ),
    (
        "Arbeta självständigt",
        ("Planerar sin dag", "Arbetar två timmar själv", "Möter kunder eller brukare", "Klarar 30 timmar i veckan"),
    ),
    (
        "Redo för nästa",
        ("Har ett aktuellt cv", "Har referens från plats", "Har sökt arbete eller kurs", "Klarar heltid"),
    ),
)
PROGRAMMES = (
    ("arbetsmarknadsinsats", "Arbetsmarknadsinsats", 56),
    ("arbetslik-aktivitet", "Arbetslik aktivitet", 16),
    ("etablering", "Etablering", 14),
    ("unga", "Unga till arbete och studier", 10),
    ("osa", "OSA", 4),
)
"""Key, name and share of the cases."""

REFERRAL_WISHES = (
    "Behöver komma igång med en aktivitet några dagar i veckan.",
    "Vill pröva ett arbete och få en referens.",
    "Har varit borta från arbete länge och vill börja lugnt.",
    "Vill lära sig svenska på en arbetsplats.",
    "Vill veta vilka yrken som passar.",
    "Behöver en planering som går ihop med sfi.",
    "Vill arbeta och behöver hjälp att komma in.",
    "Behöver stöd att hitta en utbildning.",
    "",
)
ACCEPTED_ANYWAY = (
    "Personen väntar på beslut om försörjningsstöd och behöver komma igång nu.",
    "Socialtjänsten ber om en snabb start. Beslut om stöd kommer i veckan.",
    "Personen har varit inskriven tidigare och fortsätter där vi slutade.",
)
RETURNS = (
    ("not_yet_ready", "Personen har vård kvar till nästa månad. Anvisa igen när läkaren säger att det går."),
    ("not_yet_ready", "Barnomsorg är inte ordnad än. Anvisa igen när barnet har fått plats."),
    ("information_missing", "Skriv hur många timmar i veckan som går och vilka tider sfi har."),
    ("information_missing", "Beslut om försörjningsstöd saknas. Skicka det så tar vi emot direkt."),
    ("outside_target_group", "Personen har en anställning på heltid. Kontakta Arbetsförmedlingen."),
    ("withdrawn", "Ni hörde av er och tog tillbaka anvisningen. Inget mer behövs."),
)
CHANGE_REASONS = (
    "Deltagaren vill ha en koordinator som talar samma språk.",
    "Deltagaren och koordinatorn kom överens om att byta.",
    "Koordinatorn är föräldraledig.",
    "Omfördelning, ojämn belastning.",
    "Deltagaren har flyttat inom kommunen.",
)
LEFT_REASON = "Tidigare koordinator har slutat."

STRENGTHS = (
    "Noggrann och punktlig. Lär sig snabbt genom att se andra göra.",
    "Van att ta ansvar hemma och i föreningen. Bra med människor.",
    "Har arbetat många år i eget hemland och vill visa vad hon eller han kan.",
    "Stark i händerna, tycker om praktiskt arbete.",
    "Lugn, lyssnar, håller det som är sagt.",
    "Talar flera språk och hjälper gärna andra.",
    "Van vid dator och kundkontakt.",
    "Tycker om att vara ute och arbetar i eget tempo.",
)
OBSTACLES = (
    "Svenskan räcker inte till för telefon och skriftliga uppgifter.",
    "Har inte arbetat på länge och behöver öka timmarna stegvis.",
    "Saknar referens från Sverige.",
    "Behöver gå hem senast klockan tre för barnens skull.",
    "Orkar halva dagar än så länge.",
    "Osäker på hur man söker arbete.",
    "Betyg från hemlandet är inte översatta.",
    "Körkort saknas och bussen går sällan.",
)
OWN_WORDS = (
    "Jag vill ha ett eget arbete och klara mig själv.",
    "Jag vill börja med några timmar och se hur det går.",
    "Jag vill lära mig mer svenska medan jag arbetar.",
    "Jag vill studera men behöver veta vad som krävs.",
    "Jag vill vara med andra och ha något att gå till.",
    "Jag kan mer än vad mina papper visar.",
    "Jag vill hitta något jag orkar med på lång sikt.",
)
GOALS = {
    Field.CHILDREN: ("Arbeta som barnskötare", "Bli elevassistent"),
    Field.CARE: ("Arbeta som vårdbiträde", "Läsa till undersköterska"),
    Field.KITCHEN: ("Arbeta i ett skolkök", "Arbeta som restaurangbiträde"),
    Field.CLEANING: ("Arbeta som lokalvårdare", "Få en anställning i städ på deltid"),
    Field.GREEN: ("Arbeta i park eller kyrkogård", "Arbeta ute året om"),
    Field.CRAFT: ("Arbeta i verkstad", "Börja en yrkesutbildning i bygg"),
    Field.SHOP: ("Arbeta i butik", "Få sommarjobb i en butik"),
    Field.OFFICE: ("Arbeta på kontor eller i arkiv", "Arbeta med it-stöd"),
    Field.TRANSPORT: ("Arbeta på lager", "Ta körkort och arbeta som förare"),
    Field.CULTURE: ("Arbeta på bibliotek", "Arbeta som vaktmästare på fritidsgård"),
}
SUB_GOALS = (
    "Klara 20 timmar i veckan före sommaren.",
    "Klara sfi kurs C.",
    "Klara sfi kurs D.",
    "Få en skriftlig referens.",
    "Söka en utbildning i april.",
    "Söka tre arbeten i månaden.",
    "Komma varje dag i fyra veckor.",
)
ACTIONS = (
    ("Skriva cv på svenska", "participant"),
    ("Boka studievägledare", "coordinator"),
    ("Besöka en arbetsplats tillsammans", "both"),
    ("Be handledaren om en skriftlig referens", "participant"),
    ("Ansöka om nästa kurs i sfi", "participant"),
    ("Ringa vårdcentralen om fysioterapeut", "participant"),
    ("Fråga förskolan om längre tider", "participant"),
    ("Beställa utdrag ur belastningsregistret", "participant"),
    ("Kontakta Arbetsförmedlingen om lönebidrag", "coordinator"),
    ("Gå igenom schemat med handledaren", "both"),
    ("Söka två arbeten i veckan", "participant"),
    ("Öva intervju", "both"),
    ("Översätta betyg", "participant"),
    ("Pröva att ta bussen till arbetsplatsen", "participant"),
    ("Ordna arbetskläder", "coordinator"),
    ("Öka till fyra dagar i veckan", "both"),
    ("Träffa hälsocoachen", "participant"),
    ("Skicka intyg till socialsekreteraren", "other"),
    ("Läsa om yrken på webben och välja två", "participant"),
    ("Hålla trepartssamtal med handledaren", "coordinator"),
)
PLAN_CHANGES = (
    "Uppföljning enligt planen.",
    "Ny uppföljning, timmarna ökar.",
    "Deltagaren bad om en ändring.",
    "Kursen är klar, nytt delmål.",
    "Ny arbetsplats på gång.",
    "Hälsan har ändrats.",
)
DISAGREEMENTS = (
    "Jag vill ha mer svenska och färre timmar i köket.",
    "Jag vill inte börja så tidigt på morgonen.",
    "Jag vill hellre arbeta med barn.",
    "Det blir för många timmar nu.",
    "Jag vill söka arbete direkt, inte vara på en kurs till.",
    "Jag vill ha en arbetsplats närmare hem.",
)
OWN_WORDS = (
    "Jag vill ha ett arbete där jag får hjälpa andra.",
    "Jag vill tjäna egna pengar och klara mig själv.",
    "Mina barn ska se att jag går till jobbet.",
    "Jag vill lära mig mer svenska medan jag arbetar.",
    "Jag vill arbeta med händerna, inte sitta stilla.",
    "Jag vill börja lugnt och öka när det känns bra.",
    "Jag har arbetat länge i mitt hemland och vill använda det jag kan.",
)
AFTER_DISAGREEMENT = "Ändrad efter det som deltagaren skrev."
DOWN_REASONS = (
    "Orkar inte timmarna just nu. Vi börjar om lugnare.",
    "Varit borta länge och behöver komma in i rutinen igen.",
    "Bytte arbetsplats och behöver mer stöd i gruppen.",
    "Frånvaron har ökat sedan i våras.",
    "Det gick för fort. Vi tar ett steg tillbaka tillsammans.",
)
MARK_NOTES = (
    "Bedömt tillsammans på uppföljningen.",
    "Handledaren ser att det fungerar.",
    "Fungerat i fyra veckor.",
    "Går bra på förmiddagar.",
)
PARTICIPANT_NO = ("Resan är för lång.", "Tiderna går inte ihop med sfi.", "Vill hellre pröva något annat.")
HOST_NO = ("Handledaren är sjukskriven.", "Har nyss tagit emot en elev.", "Har inte tid att handleda före sommaren.")
GIVEN_UP_FULL = "Arbetsplatsen hann bli full."
GIVEN_UP = ("Deltagaren fick något annat före start.", "Deltagaren blev sjuk före start.")
END_COMMENTS = ("", "", "", "Bra avslut, referens skriven.", "Handledaren rekommenderar fler timmar på nästa plats.")
PRESENTATIONS = (
    "Jag är punktlig och vill lära mig. Jag tycker om att arbeta med andra.",
    "Jag har arbetat med liknande uppgifter tidigare och kan börja genast.",
    "Jag är lugn och noggrann och övar på min svenska.",
    "Jag vill pröva det här yrket och se om det passar mig.",
)
CHOSEN_BECAUSE = ("Deltagaren vill det.", "Nära hem.", "Handledaren har tid.", "Passar målet i planen.", "")
EXIT_COMMENTS = {
    "work_regular": ("Tillsvidareanställning på deltid.", "Visstid sex månader, provanställning.", "Timanställning."),
    "work_subsidised": ("Lönebidrag beviljat.", "Introduktionsjobb från Arbetsförmedlingen."),
    "work_municipal": ("BEA-anställning i kommunen.",),
    "studies": ("Antagen till vuxenutbildning.", "Börjar på folkhögskola."),
    "other_studies": ("Fortsätter på sfi på heltid.",),
    "other_authority": ("Arbetsförmedlingen tar över.", "Försörjningsstödet avslutat, sjukersättning beviljad."),
    "completed_commission": ("Kartläggningen är klar och återrapporterad.", "Uppdraget är slutfört."),
    "dropped_out": ("Kom inte tillbaka trots flera kontakter.", "Vill inte fortsätta nu."),
    "moved": ("Flyttade till en annan kommun.",),
    "died": ("",),
}
PUT_OFF = (
    "Väntar på besked från vården.",
    "Timmarna ökar först, steget kommer sedan.",
    "Deltagaren är föräldraledig.",
    "Vi har bestämt att ta upp det efter kursen.",
    "Ny arbetsplats på gång, tas upp när den har börjat.",
)
