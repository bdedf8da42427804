"""Names and streets for `other_registrations`, each list from common to rare; written for it alone, invented people.

A word of two forms is `official/call name`; `_` is a space, and `,` parts a prefix from a name.
"""

BOYS_OLD = """
Johannes/Jan Cornelis/Cees Hendrik/Henk Willem/Wim Pieter/Piet Gerrit Jacobus/Koos Petrus/Peter Antonius/Ton
Adrianus/Ad Jacob/Jaap Franciscus/Frans Theodorus/Theo Wilhelmus/Wim Martinus/Martin Nicolaas/Klaas Leendert/Leen
Arie Dirk Hermanus/Herman Gerardus/Gerard Albertus/Bert Josephus/Jos Lambertus/Bert Marinus/Rinus Klaas Teunis/Teun
Evert Jozef/Jos Hubertus/Huub Bernardus/Ben Egbert Sietse Rudolf/Ruud August Sjoerd
"""
BOYS_MID = """
Peter Robert/Rob Marcel Erik Ronald Patrick Michel Richard Frank Edwin Jeroen Mark Martijn Bas Johannes/Hans Paul
Marco Dennis René Arjan Sander Wouter Stefan Jan Remco Maarten Bart Vincent Johan André Gert-Jan Raymond Ruud
Jan_Willem/Jan-Willem Niels Roel Hendrik/Erik Joris Ramon Danny
"""
BOYS_NEW = """
Daan Sem Lucas Levi Finn Thomas Jesse Noah Milan Luuk Bram Tim Lars Thijs Ruben Stijn Julian Max Sven Jayden Thijmen
Mees Tygo Jens Gijs Hugo Teun Floris Ties Niek Koen Cas Olivier Mats Benjamin Dani Siem Fabian Morris Jonathan
Pepijn Quinten Boaz Loek Raf Kai Jort Zeb
"""
GIRLS_OLD = """
Maria/Riet Johanna/Annie Cornelia/Corrie Anna/An Elisabeth/Bep Wilhelmina/Willy Catharina/Toos Hendrika/Riek
Adriana/Jaan Petronella/Nel Jacoba/Coby Margaretha/Greet Geertruida/Truus Antonia/Toni Johanna_Maria/Joke Alida/Alie
Grietje Neeltje Francisca/Cisca Aaltje Theodora/Dora Helena/Leny Pietertje/Pietje Gerarda/Gerda Trijntje/Tine
Martina Jannetje/Jannie Hermina/Mien Christina/Stien Sijtske Klazina/Ina Lamberta/Bertha Dirkje Wietske
"""
GIRLS_MID = """
Monique Sandra Esther Mariska Ingrid Linda Anita Marjolein Bianca Patricia Petra Wendy Angelique Karin Saskia
Marieke Jolanda Astrid Yvonne Miranda Nicole Natasja Ellen Johanna/Anja Maria/Marja Suzanne Femke Claudia Judith
Inge Mirjam Annemarie Renée Daniëlle Cora Heleen Sylvia Elisabeth/Els
"""
GIRLS_NEW = """
Emma Julia Sophie Lisa Anna Sanne Eva Lotte Fleur Isa Lynn Zoë Sara Tess Noa Lieke Fenna Roos Femke Amy Maud Jasmijn
Iris Anouk Nina Evi Feline Saar Lauren Yara Olivia Nora Julie Mila Liv Elin Vera Milou Loïs Noor Fay Jet Hailey Pien
Bente Doutzen Merle Tirza Isabella Rosalie Indy
"""
MOROCCAN_BOYS = """
Mohamed/Mo Ahmed Youssef Hassan Said Rachid Mustapha Abdelkader Omar Bilal Hamza Ayoub Ilyas Karim Driss Abdellah
Khalid Soufiane Anouar Zakaria Naoufal Lahcen
"""
MOROCCAN_GIRLS = """
Fatima Aïcha Khadija Naima Malika Samira Nadia Fatima_Zohra/Fatima Hafida Rachida Zohra Imane Salma Amina Yasmina
Hanane Soumaya Ikram Rabia Latifa Houria
"""
TURKISH_BOYS = """
Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Ömer Yusuf Emre Osman Kemal Burak Serkan Uğur Çağlar Halil
Recep Furkan Gökhan Yiğit
"""
TURKISH_GIRLS = """
Fatma Ayşe Emine Hatice Zeynep Elif Meryem Sevgi Gül Esra Özlem Büşra Şerife Songül Gülşen Merve Aysel Yasemin Dilek
Havva Hülya
"""
SURINAMESE_BOYS = """
Ricardo Orlando Soerin Radj Anil Clyde Winston Ruben Dewanand Henk Romeo Sunil Milton Glenn Rakesh Iwan Errol Vishal
Stanley Humphrey
"""
SURINAMESE_GIRLS = """
Shanti Sherida Maureen Usha Jacqueline Sabita Radjkoemarie/Radj Joyce Cheryl Indra Asha Lilian Muriel Anoeska
Soenita Hilda Ruth Priya Denise Chandra
"""
POLISH_BOYS = """
Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Jakub Łukasz Grzegorz Adam Mateusz Kamil Wojciech Jan Rafał
Zbigniew Dawid Szymon Bartosz
"""
POLISH_GIRLS = """
Anna Katarzyna Małgorzata Agnieszka Barbara Ewa Magdalena Joanna Zofia Aleksandra Julia Monika Beata Karolina Żaneta
Iwona Natalia Maja Dorota
"""
DUTCH = """
de,Jong Jansen de,Vries van_den,Berg Bakker van_Dijk,Visser van,Dijk Smit Meijer de,Boer Mulder de,Groot Bos Vos
Peters Hendriks van,Leeuwen Dekker Brouwer de,Wit Dijkstra Smits de,Graaf van_der,Meer Kok Jacobs van_der,Linden
van,Vliet de,Haan Vermeulen van_den,Heuvel van_der,Veen van_den,Broek de,Bruijn de,Bruin Schouten van,Beek
van_der,Heijden Willems van,Vugt Hoekstra Maas Verhoeven Koster van,Dam van_der,Wal Prins Blom Huisman Peeters
de,Jonge Kuipers van,Veen Kuiper Postma Veenstra Kramer van_den,Brink Scholten Martens Sanders Timmermans Bosch
van,Wijk Gerritsen Post Groen van_de,Ven Hermans Schipper Wolters Driessen Meyer van,Loon Kuijpers van_den,Bosch
Jonker Verbeek van_der,Laan van,Doorn Hofman Claassen van_'t,Hof in_'t,Veld van_'t,Hoff van_der,Horst de,Ruiter Boer
Evers Zwart ter,Haar ten,Brink op_den,Kamp uit_den,Bogaard van_het,Hof te,Velde 's-Gravesande l',Ami D'Hondt
Bos-Meijer Smit-van_Dam de_la,Fuente van_der_Valk,Bouman Vis Terpstra Hoogeveen Wiersma Visscher Janssen Janssens
Jansma Hendriksen Pietersen Klaassen Dirksen Gerrits Aarts Thijssen Bouwman Timmerman Slager Molenaar
"""
MOROCCAN = """
El_Amrani Ben_Ali El_Idrissi Bouzidi Benali Amrani Aït_Ouali Ouali El_Haddad Chaoui Bakkali El_Ouariachi Ahmidi
Azzouzi El_Khattabi Belhaj Boulahrouz Mimoun Ziani Ben_Said Haddou El_Yousfi Bouchaib Tahiri El_Mansouri Lamrani
Oulad_Ali Afkir Saidi Hamdaoui El_Morabit Akhazzan Bennani Kaddouri Berkane Rifi Zerouali
"""
TURKISH = """
Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt
Özkan Şimşek Polat Korkmaz Çakır Erdoğan Güneş Bulut Yavuz Aksoy Ünal Avcı Karataş Taş Uçar Sarı Türkoğlu Karaca
Köse Bozkurt Ateş Tekin Güler Işık Uysal Toprak Duman
"""
SURINAMESE = """
Ramdin Pinas Mohan Jagesar Kartodikromo Bihari Ramsaran Tjon_A_Ten Lie_A_Fat Wijngaarde Soekhlal Gopal Sewnath
Amatmohamed Biharie Veldhuizen Karsters Baldew Sital Mahabier Nanhoe Plet Dors Emanuels Kalloe Raghoebarsing
Kasantaroeno Vrede Misiedjan Landveld Hoogvliets Autar Djwalapersad Lo_Fo_Wong Chin_A_Sen
"""
POLISH = """
Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski
Mazur Jankowski Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Pawłowski Michalski Król Wieczorek
Jabłoński Wróbel Majewski Stępień Malinowski Górski Rutkowski Sikora
"""
HEADS = """
Alde Apel Baar Beek Berg Bern Bier Boek Bol Boom Borg Bouw Braam Brand Breed Bronk Brug Buur Dal Dam Diep Dobbel
Doorn Drie Dron Duin Eek Eik Elder Elz Esse Fokk Geer Goed Gras Groot Haar Hage Ham Hart Haver Heer Hei Hel Henk Her
Hoef Hol Hooi Hor Huls Ijs Kaal Kamer Kap Kei Klap Klein Kleuv Klomp Knol Koe Kool Kor Kraan Krom Kuil Laar Lam
Lange Leem Lier Linde Loo Luit Maar Meer Mid Moer Mol Munter Nieuw Noor Olde Oost Ool Overe Pas Peel Pol Pop Putt
Raad Ree Riet Rijk Roe Rooi Rus Sand Schaap Scheer Schip Slot Snel Spek Spijk Stee Steen Ster Stok Sui Tiel Tol Uil
Vaar Vel Verw Vlas Voor Vree Waar Weer Wel Wester Wie Wild Wol Zand Zee Zuid Zwaan Zwol
"""
TAILS = """
kamp man stra huis ink ing sma ema veld mans hof dijk brink bosch voort horst ma berg huizen meijer broek stee kes
laar donk beke
"""
STREETS = """
Dorps Kerk School Molen Beatrix Wilhelmina Juliana Emma Oranje Nassau Beuken Eiken Linden Kastanje Berken Iepen
Acacia Rembrandt Vermeer Frans_Hals- Jan_Steen Vondel Burgemeester_de_Vries Burgemeester_van_Dam Prins_Hendrik
Prins_Bernhard Koningin_Emma Sint_Jans Sint_Maartens Dokter_Schaepman Professor_Lorentz Stations Haven Markt
Industrie Spoor Zuider Noorder Ooster Wester Parallel Tulpen Rozen Anjer Merel Lijster Zwaluw Spreeuwen Reiger
Kievit Vinken Amstel Maas Waal IJssel Schelde Rijn Lek Europa Churchill Kennedy Thorbecke Troelstra
Domela_Nieuwenhuis Mozart Beethoven Bach Chopin Ceres Venus Mars Jupiter Saturnus Orion Plein_'40- Heide Ven Bos
Akker Weide Hooi Koren Klaver Gerste Hoeve Hofstede Brink Es Esdoorn Wilgen Populieren Vlier Hazelaar Meidoorn
Duindoorn Gouden_Regen Sering Jasmijn
"""
KINDS = """
straat laan weg straat plein hof singel kade pad straat laan dreef
"""
ABBREVIATED = {
    "Burgemeester": "Burg.",
    "Prins ": "Pr. ",
    "Sint ": "St. ",
    "Dokter": "Dr.",
    "Professor": "Prof.",
    "straat": "str",
    "Koningin": "Kon.",
    "laan": "ln",
    "weg": "wg",
}
