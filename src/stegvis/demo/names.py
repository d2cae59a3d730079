"""Names of the invented people (påhittade namn), by the language they speak; none is taken from anybody."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Origin:
    """One group of names: the language on the person's page, how common it is, and how Swedish is divided (0–5)."""

    language: str
    share: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    swedish: tuple[int, int, int, int, int, int]


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        "svenska", 44,
        words("Alma Anneli Astrid Birgit Britt Carina Cecilia Ebba Elin Elsa Emelie Eva Frida Gunilla Hanna Helena Ida "
              "Ingela Jenny Johanna Josefin Karin Klara Kristin Lena Linn Lisbeth Lovisa Malin Margareta Marie Matilda "
              "Monika Märta Nina Pernilla Petra Rebecka Ronja Sara Sofie Stina Susanne Tilda Tova Ulla Vera Viktoria "
              "Ylva Åsa"),
        words("Adam Albin Alfred Anders Anton Arvid Axel Bengt Björn Bo Christer Daniel David Edvin Elias Emil Erik "
              "Filip Fredrik Gustav Göran Hampus Henrik Hugo Håkan Isak Jan Jesper Joakim Johan Jonas Kenneth Kjell "
              "Lars Leif Linus Ludvig Magnus Marcus Mattias Nils Olle Oskar Per Rasmus Robin Roger Simon Stefan Sven "
              "Tobias Ulf Viktor Wilhelm Åke Örjan"),
        words("Ahlbom Alfredsson Almstedt Arvidsson Backlund Berggren Björkman Blomfelt Boström Brorsson Carlhammar "
              "Dahlgren Edholm Ekbacken Eklöv Enström Fagerlund Falkenäs Forsman Fransson Granath Gradin Gunnarsson "
              "Hagström Hallqvist Hedlund Hellsten Hjalmarsson Holmgren Hult Isaksson Jernberg Josefsson Kjellin "
              "Kullberg Landin Lagergren Liljeqvist Lindahl Ljungdahl Lundmark Löfstrand Magnusson Malmborg Melin "
              "Mårtensson Nordfors Norling Nyström Ottosson Palmér Persson Qvarnström Rosengren Rydell Samuelsson "
              "Sandell Selander Sjödin Skoglund Stenmark Strandqvist Sundelin Svahn Tapper Thorell Törnqvist Ulfsson "
              "Viberg Vikström Wadell Westin Zetterlund Åberg Ågren Åkesson Öberg Östling"),
        (0, 0, 0, 0, 0, 1),
    ),
    Origin(
        "arabiska", 22,
        words("Abir Aisha Amal Amira Asma Bushra Dalal Dina Duaa Farah Fatima Ghada Hala Hanan Huda Iman Inas Khadija "
              "Lamia Layla Lina Maha Mariam Maysa Mona Nadia Nahla Nawal Noor Rana Rania Rasha Reem Rima Sahar Salma "
              "Samar Sawsan Shahd Suha Wafaa Yasmin Zahra Zeinab"),
        words("Abdullah Adnan Ahmad Ali Amjad Anas Ayman Bashar Basel Bilal Fadi Faisal Fares Ghassan Hadi Hamza "
              "Hassan Haytham Hussein Ibrahim Imad Jamal Khaled Mahmoud Majed Marwan Mazen Mohammad Mustafa Nabil "
              "Nader Nizar Omar Osama Qasim Rami Rashid Saad Salim Samer Tarek Wael Walid Yahya Youssef Ziad"),
        words("Abboud Abdallah Al-Ali Al-Hakim Al-Jabouri Al-Khalil Al-Masri Al-Najjar Al-Obeidi Al-Rawi Al-Shami "
              "Awad Ayoub Azzam Bakkar Barakat Darwish Dawood Fakhoury Ghanem Haddad Hamdan Hammoud Haydar Hijazi "
              "Issa Jabr Karam Kassab Khoury Mansour Mardini Murad Nasser Nassif Obaid Qaddour Rahal Saab Sabbagh "
              "Saleh Sayegh Shaheen Tannous Yassin Zaher"),
        (1, 4, 6, 6, 3, 1),
    ),
    Origin(
        "somaliska", 8,
        words("Amina Asha Ayaan Deeqa Fadumo Faiza Fowzia Hamdi Hawa Hibo Hodan Ifrah Ikran Khadra Ladan Leyla Maryan "
              "Muna Nasra Rahma Sagal Sahra Saido Shukri Ubah Warda Yasmiin Zamzam"),
        words("Abdi Abdirahman Abdullahi Ahmed Bashir Cabdi Dahir Faarax Farhan Guled Hassan Ismail Jama Khalid Liban "
              "Mahad Mohamed Mukhtar Nuur Omar Osman Sadiq Said Salad Warsame Yusuf Zakaria"),
        words("Abdulle Abshir Aden Adan Barre Dirie Duale Elmi Farah Galaid Gedi Guleed Hersi Hirsi Isse Jama Jimale "
              "Kahin Mohamud Mursal Nur Osman Roble Samatar Shire Sharif Warsame Yusuf"),
        (3, 7, 6, 4, 2, 1),
    ),
    Origin(
        "dari", 9,
        words("Adela Ariana Arezo Farida Farzana Fereshta Golnar Hosna Khatera Laila Latifa Mahnaz Malalai Maryam "
              "Mina Nargis Nasrin Parwin Roya Sadaf Shabnam Shirin Soraya Wajiha Yalda Zarmina Zohra"),
        words("Abbas Amin Amir Asef Aziz Dawood Esmat Farhad Habib Hamed Javid Karim Mahdi Mirwais Mohsen Mujtaba "
              "Najib Navid Nasir Omid Qadir Rahim Reza Sayed Shafiq Sohrab Taher Wahid Zaki"),
        words("Ahmadi Akbari Alizada Amiri Azizi Ebrahimi Faizi Ghulami Haidari Hashimi Hosseini Jafari Karimi "
              "Mohammadi Moradi Nazari Noori Qaderi Rahimi Rasuli Rezai Safi Sharifi Sultani Wardak Yaqubi Zamani"),
        (2, 5, 6, 5, 3, 1),
    ),
    Origin(
        "tigrinja", 6,
        words("Abeba Almaz Aster Bisrat Eden Feven Freweini Genet Hiwet Lemlem Letebrhan Meron Miriam Mihret Rahel "
              "Ruta Saba Selam Semhar Senait Tirhas Tsega Winta Yordanos"),
        words("Abel Amanuel Aman Bereket Biniam Daniel Dawit Efrem Ermias Filmon Ghirmay Haben Henok Isaias Kibrom "
              "Mehari Merhawi Mikael Natnael Robel Samuel Simon Tekle Temesgen Tesfaye Yemane Yonas Yosief"),
        words("Abraham Asfaha Asmelash Bekele Berhane Fessehaye Gebremariam Gebreyesus Ghebre Habte Haile Hagos "
              "Kidane Kifle Mebrahtu Mengistu Negash Ogbazghi Okbay Russom Tekeste Tesfamariam Tewelde Woldu Zerai"),
        (2, 5, 6, 5, 3, 1),
    ),
    Origin(
        "bosniska", 4,
        words("Adisa Aida Alma Amela Amra Azra Belma Edina Elvira Emina Enisa Fahra Hajra Indira Jasmina Lejla "
              "Mersiha Mirela Nermina Sabina Sanela Selma Senada Zehra"),
        words("Adis Admir Almir Amar Armin Damir Dino Edin Elvir Emir Enes Faruk Haris Ismet Jasmin Kemal Mirza "
              "Nedim Nermin Samir Sead Senad Tarik Zlatko"),
        words("Alagić Avdić Bašić Bećirović Begić Delić Dizdarević Duraković Hadžić Halilović Hasanović Hodžić "
              "Imamović Jusić Kadić Karić Memić Mujić Omerović Ramić Salihović Smajić Suljić Zukić"),
        (0, 0, 1, 3, 5, 6),
    ),
    Origin(
        "ukrainska", 3,
        words("Alina Anastasiia Daryna Halyna Iryna Kateryna Khrystyna Larysa Lesia Liudmyla Mariia Nadiia Oksana "
              "Olena Olha Solomiia Svitlana Tetiana Viktoriia Yuliia Zoriana"),
        words("Andrii Bohdan Danylo Dmytro Hryhorii Ihor Ivan Maksym Mykola Mykhailo Oleh Oleksandr Ostap Pavlo Petro "
              "Roman Serhii Taras Vasyl Yaroslav Yurii"),
        words("Bilyk Bondar Boiko Hrytsenko Havryliuk Ivashchenko Kovalchuk Kravets Kuzmenko Lysenko Marchuk Melnyk "
              "Moroz Oliinyk Pavlenko Petrenko Rudenko Savchuk Shevchuk Tkachuk Voloshyn Zakharchuk"),
        (4, 6, 5, 3, 1, 0),
    ),
    Origin(
        "rumänska", 2,
        words("Adriana Alexandra Ana Andreea Camelia Carmen Claudia Cristina Daniela Elena Florentina Gabriela Ioana "
              "Laura Liliana Mihaela Mirela Nicoleta Raluca Roxana Simona Steluța"),
        words("Adrian Alexandru Andrei Bogdan Ciprian Cosmin Cristian Dan Dorin Florin Gheorghe Ionuț Laurențiu Marian "
              "Marius Mihai Ovidiu Radu Răzvan Sorin Valentin Vasile"),
        words("Albu Balan Barbu Bucur Ciobanu Cojocaru Constantin Dragomir Dumitru Enache Florea Iancu Lupu Manea "
              "Moldovan Neagu Oprea Petrescu Sandu Stoica Tudor Ungureanu Voicu"),
        (2, 4, 5, 4, 2, 1),
    ),
    Origin(
        "polska", 2,
        words("Agnieszka Alicja Beata Bożena Danuta Dorota Ewa Grażyna Halina Izabela Joanna Jolanta Katarzyna "
              "Małgorzata Magdalena Monika Renata Urszula Wanda Zofia"),
        words("Andrzej Bartosz Dariusz Grzegorz Jacek Jerzy Kamil Krzysztof Leszek Łukasz Maciej Marcin Marek Michał "
              "Paweł Piotr Rafał Tomasz Wojciech Zbigniew"),
        words("Baran Czarnecki Dudek Gajda Górski Jabłoński Kaczmarek Kalinowski Kozak Krupa Malik Maciejewski "
              "Nowicki Ostrowski Pawlak Sikora Sobczak Urban Wilk Zając Zawadzki"),
        (1, 3, 4, 5, 3, 2),
    ),
)  # fmt: skip
SHARES = [origin.share for origin in ORIGINS]


def somebody(chance: Random, *, woman: bool) -> tuple[str, str, Origin]:
    """A given name, a family name and where they come from; some Swedish given names are double."""
    origin = chance.choices(ORIGINS, SHARES)[0]
    given_names = origin.women if woman else origin.men
    given = chance.choice(given_names)
    if origin is ORIGINS[0] and chance.random() < 0.05:
        given = f"{given}-{chance.choice(given_names)}"
    family = chance.choice(origin.families)
    if origin is ORIGINS[0] and chance.random() < 0.06:
        family = f"{family} {chance.choice(chance.choice(ORIGINS[1:]).families)}"
    return given, family, origin


ASCII = str.maketrans("åäöéćčđšžąęłńóśźżțșăâî'", "aaoeccdszaelnoszztsaai-")


def address(given: str, family: str) -> str:
    """An e-mail address in a domain that is reserved for examples."""
    return f"{given}.{family}@example.org".lower().replace(" ", "-").translate(ASCII)
