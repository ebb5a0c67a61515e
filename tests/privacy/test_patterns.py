"""Personal data by its form: what is found stands between « and », for each kind."""

import re

import pytest
from growth import evenly
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.findings import FindingKind
from analysis.privacy.patterns import find_patterns

PHONES = """
bel «06-12345678»
tel «0612345678» na vijven
bereikbaar op «06 12 34 56 78» en anders niet
«06 1234 5678» (moeder)
«06.12.34.56.78» is van de coach
«06/12345678»
«06 - 12 34 56 78»
«06  123 456 78» met dubbele spatie
«(06) 12345678»
«(06)-12 34 56 78»
tel:«06-12345678»
tel«0612345678»
Mobiel:«06 12345678»
«+31 6 12345678»
«+31612345678»
«+31 (0)6 12 34 56 78»
«+31(0)6-12345678»
(«+31 6 12345678»)
«0031 6 12345678»
«0031612345678»
«31-6-12345678»
«31612345678»
«020-1234567»
«(020) 123 45 67»
«070-353 30 00» is de receptie
«0512 - 123 456»
«0182-51 23 45»
«085 - 123 45 67» en «088-1234567»
«085–1234567» met een lang streepje
«+31 20 123 45 67»
«+32 475 12 34 56» is van opa
«+48 601 234 567» (Polen)
«+90 532 123 45 67»
«+212 612-345678»
«+5999 512 3456»
«0032 475 12 34 56»
bel «06-1234567» even (er mist iets)
bellen: «612345678»
mob «6 12345678»
tel. «1234567»
tel «123 45 67» in het dorp zelf
nr «06-1234567» klopt niet
appje naar «06-12345678», niet bellen
«020-1234567»/«06-12345678»
zijn nummer is «06-12345678».
«06-12345678»; «06-87654321»
«06-12345678»,«06-87654321»
«06—12345678» en «06_12345678»
«06 12 345 678» of «06-1234.5678»
«O6-12345678» met een letter o
«00 31 6 12345678»
«+(31)6-12345678»
«+31 (20) 123 45 67»
«+31 06 12345678»
«0475 12 34 56»
«06-12345678».Daarna naar huis
Karin,«06-12345678»,Mo,«06-87654321»
"""
NO_PHONES = """
bel 112 bij spoed
Veilig Thuis 0800-2000 hangt op de deur
0800 2000 of 0800-1234567
politie 0900-8844 bellen
bel 0900 8844
bel 14 030 voor de gemeente
bereikbaar via (010) 14 010
113 of 0800-0113 bij suïcidale gedachten
schuld van 1.234.567 euro
€ 0612345678 is geen bedrag
in 2023 en 2024 samen
dossier 2023-0612345678
zaaknummer 0612345678
parketnr. 06-12345678
van 10.00-12.00 uur en van 13.30 tot 15.00
bel 9.00 - 17.00 uur
bel 12-03-2024 terug
bel 20240312 is de datum
06-12-2024 om 14:30
op 01-02-2023 14:00 uur
06-12-24 10:30 zitting
0,612345678 procent
NL91 ABNA 0417 1643 00
BE68 5390 0754 7034
3 van de 10, 20 van de 40, 50 van de 60
op een schaal: 0 1 2 3 4 5 6 7 8 9 10
A0612345678B is een code
+10.000.000 euro extra
groei van +20 procent
bel 3 keer, wacht 14 dagen
nr 2023/004512
gebeld in 2022 2023
ruimte 0.12, 1.345, pagina 1234567890
"""
EMAILS = """
mail «karin@wijkteam.nl»
«K.De.Vries@Gemeente.NL»
«jan+themadag@jeugdpunt.example.org»
stuur naar «l.brouwershaven@gezinspunt-oost.nl»,
(«info@sub.domein.gemeente.nl»)
<«piet_puk@voorbeeld.nl»>
mailto:«karin@wijkteam.nl»
mail:«karin@wijkteam.nl».
«fatima.el-amrani@school.amsterdam»
«yıldız@voorbeeld.nl»
«josé@müller.de»
«o'brien@voorbeeld.ie»
«j.jansen1987@hotmail.com» of «jj@live.nl»
«a@b.co»
«KARIN@WIJKTEAM.NL» staat op de flip
«karin @ wijkteam.nl»
«karin@ wijkteam.nl»
«karin [at] wijkteam.nl»
«karin(at)wijkteam.nl»
«karin (at) wijkteam punt nl»
«karin [at] wijkteam [punt] nl»
«karin.de.vries [at] wijkteam [dot] nl»
«karin apenstaartje wijkteam punt nl»
«karin at wijkteam punt nl»
«karin@wijkteam» (zonder nl)
«x.y@voorbeeld.invalid»
«123456@student.hsleiden.nl»
vraag het «mo@kerk.nl»!
«karin@wijkteam. nl» met een spatie
«karin@wijkteam,nl» met een komma
«karin apestaart wijkteam punt nl»
«karin(AT)wijkteam(PUNT)nl»
«_karin-@wijkteam.co.uk»
mail «karin@wijkteam.nl»,nl is het land
"""
NO_EMAILS = """
@karin op insta
koffie @ 10.30 uur
overleg @kantoor
we zitten @ home
M@ZL-formulier invullen
M@ZL werkt
3 @ 5 euro
kijk @ Zuidplein
karin @ de gemeente
karin at home
bel [at] ons
www.gemeente.nl
@@@@
a@
@b.nl
de @ staat niet op mijn toetsenbord
karin @kerk, nl niet thuis
"""
BSNS = """
bsn «123456782»
BSN: «123456782»
bsn=«111222333»
bsn «1234.56.782»
bsn «123.456.782»
bsn «123 456 782»
burgerservicenummer «123456782» van de zoon
burgerservicenr. «123456782»
sofinummer «123456782»
sofi-nummer: «123456782»
bsn van zoon stond gewoon in de groepsapp («657098322»)
naam + bsn in de onderwerpregel van de mail («30 02 36 219»)
(BSN «387295094»)
in de mail stond «123456782» gewoon open
«123.456.782» op het bord
«123 456 782» op het bord
«1234.56.782» op het bord
«123-456-782» op het bord
«111222333» staat er
bsn «123456789» (met een tikfout)
bsn «12345678»
bsn «010464554»
BSN nummer «130886865»
zijn bsn is «123456782», haar bsn is «111222333»
bsn«123456782»
b.s.n. «123456782»
«123456782»
"""
NO_BSNS = """
123456789 klopt niet
zaaknummer 123456782
zaaknr. 123456782
dossier 123456782
dossiernummer: 123456782
kenmerk 123456782
factuur nr 123456782
ordernummer 123456782
ticket 123456782
parketnummer 123456782
€ 123456782
123.456.782 euro
123456782 inwoners
tel 123456782
000000000
1123456782
12345678
A123456782
2023/123456782
20 30 40 50 60
bsn niet genoteerd op 12-03-2009
geen bsn vragen
"""
IBANS = """
«NL91ABNA0417164300»
«NL91 ABNA 0417 1643 00»
«NL91 ABNA 0417 1643 00» t.n.v. Samen Eten
rekening «NL91ABNA0417164300».
(«NL91ABNA0417164300»)
iban:«NL91ABNA0417164300»
«nl91abna0417164300»
«nl91 abna 0417 1643 00»
«NL91.ABNA.0417.1643.00»
«NL91-ABNA-0417-1643-00»
«NL 91 ABNA 0417 1643 00»
«BE68 5390 0754 7034»
«BE68539007547034» is een Belg
«DE89 3704 0044 0532 0130 00»
«FR14 2004 1010 0505 0001 3M02 606»
«GB29 NWBK 6016 1331 9268 19»
«ES91 2100 0418 4502 0005 1332»
«PL61 1090 1014 0000 0712 1981 2874»
«TR33 0006 1005 1978 6457 8413 26»
«LU28 0019 4006 4475 0000»
«NL50 INGB 0613 3265 31», zij wist nergens van
«NL92 ABNA 0417 1643 00» met een tikfout
rekeningnummer «BE69 5390 0754 7034»
rekeningnummer «1234567»
giro «12.34.567»
rek.nr «12.34.56.789»
rek nr «12 34 56 789» Triodos
«NL91ABNA0417164300» en «BE68539007547034»
"""
NO_IBANS = """
BE69 5390 0754 7034
de 12 mensen van team 1234 5678 9012
NL-2023-004512
NLDOC 12345
VMBO4 2023 2024 2025
A28 en A12
OM12 3456 7890 1234
rekening houden met 3 dingen
bankrekening geopend in 2023
NL91
ABNA 0417 1643 00
GI23 0001 12 zaken
1234 5678 9012 3456
FR 12 leden
PO16 staat leeg
be 12 jaar
"""
ADDRESSES = """
«Dorpsstraat 12»
Woonoverlast «Kastanjelaan 118», 6 meldingen
hij woont «Dorpsstraat 12, 3511 AB Utrecht»
«Dorpsstraat 12 3511AB Utrecht»
«Bilderdijkkade 118-3, 1053 VP Amsterdam»
op «dorpsstraat 12» was het raak
op de «stationsweg 3a» weer
«Prins Hendrikkade 12-3»
«Van Goghstraat 5»
«Jan van Galenstraat 12»
woont op «Aert van Nesstraat 201 c, 3012 CB Rotterdam»
Karin van de «Dorpsstraat 12»
op «Burgemeester de Vlugtlaan 8 hs»
«Anna Paulownastraat 7»
«Laan van Meerdervoort 100»
«Plein 1944 nr 5»
op «Plein 1944 12»
«Lange Voorhout 7»
«Oude Gracht 45 bis»
«Nieuwe Markt 3»
«de Dreef 4»
aan «de Dreef 4B»
«Dorpsstraat nr. 12»
«Dorpsstraat huisnummer 12»
«Dorpsstraat, nummer 12»
«Kerkpad zz 21»
«1e Oosterparkstraat 12-II»
op «Tulpenstraat 118, 1032 EH Amsterdam», maar slaapt elders
«Dorpsstraat 12 in Utrecht» staat leeg
«Dorpsstraat 12, Den Haag»
woont «Rozenoord 35»
adres: «Wilgenroos 14»
«3511 AB»
«3511AB» is de postcode
«3511 AB 12»
«3511 AB nr 12»
«3511 AB, huisnummer 12»
«3511ab 12» typte ze
«1012 AB Amsterdam»
«Dr. Kuyperlaan 4»
«Koningin Wilhelminaplein 12»
(«Dorpsstraat 12»)
«Prins Bernhardlaan 12 / 3511 AB»
«H.J. Schimmelplein 14»
«Weerdsingel O.Z. 44»
«Oosterdok 12»
«Burg. Van Roijensingel 12, 8011CX Zwolle»
«'s-Gravelandseweg 12»
"""
NO_ADDRESSES = """
kamer 12 van het buurthuis
artikel 8 lid 2
weg 3 dagen
straat 2x per week
de Dorpsstraat is van ons allemaal
op de A28
groep 8
onderweg 3 keer gebeld
supermarkt 2 dicht
in 2023 OM en GI samen
sinds 2024 GI aan zet
2025 is het jaar
1000 km gereden
Plein 1940 is mooi
Dorpsstraat 12 mei feest
Dorpsstraat 14.00 uur
op straat 14 jongeren
Postbus 123, 3500 AB Utrecht
in Schiedam 71 messen
Tweede Kamerverkiezingen 2006
arbeidsmarkt 3 maanden dicht
Wet 1255 BW
zaal De Bakkerij 12 mei
Team 3 van Zuid
Lelystad heeft 2 plekken
speelpark 2 keer beklad
Kanaleneiland 3x per week
de Markt 12 kraampjes
Parkweg 300 bewoners boos
op nr 14 woont niemand
"""
PLATES = """
«XX-12-34» zegt hij
«12-34-XX»
«12-XX-34»
«AB-12-CD»
«XX-XX-12»
«12-XX-XX»
«12-XXX-3»
«1-XXX-23»
«XX-123-X»
«X-123-XX»
«XXX-12-X»
«X-12-XXX»
«1-XX-123»
«123-XX-1»
kenteken «GX-482-L»
in de auto («GX-482-L»)
is dat kenteken «GX482L»?
auto «KZ421P»
scooter «DKH47F»
busje «V821RB» staat in de weg
kenteken «gx482l»
kenteken «gx-482-l»
«gx-482-l» in kleine letters
kenteken «GX 482 L»
plaat «12 XX 34»
«72-NB-XK» en «G-905-FT» staan op haar naam
«8XTV42»
«67ZBT1» staat bij het huisje
kenteken «AB1234»
kent. «12-ab-34»
"""
NO_PLATES = """
VMBO-T
MH-17
G4-3
3-mei-24
12-MEI-9
van 12-en-14
dossier AB-12-CD
12-03-24
B1-2-3
NH-2023-12
AB-12-CDE
1234AB
AB1234
zaak 12-XX-34
1053 VP
GX-482-LL
T-1000
COVID-19
Top-600
auto 12 en 34
"""
BIRTHDATES = """
geb. «3-4-2009»
geb «03-04-2009»
geboren «3/4/2009»
geboren op «12 mei 2008»
geboren op «3 apr 09»
geboren op «3 april '09»
Jongen geb. «14-02-2010», geen school
geboortedatum: «2009-04-03»
geboortedatum «03.04.2009»
Geboortedatum = «3-4-09»
geb.datum «3-4-2009»
geb.dat. «3-4-2009»
gb.datum «3-4-2009»
gebdatum «3-4-2009»
GEB. «3-4-2009»
(geb. «3-4-2009»)
geboren te Utrecht op «3 april 1990»
geboren in Zaandam, «3-4-1990»
geboortedatum zoon is «3-4-2009»
geb. «3-4-2009» en «5-6-2011»
geb: «03 04 2009»
geb. «1e april 2009»
geboren «3-mrt-2009»
«3-4-2009» geboren
jongen, «12-03-2009», schoolverzuim
meisje («12-03-2009»)
jongen van «5 jan. 2006»
geboortedatums: «1-1-2010», «2-2-2012»
d.o.b. «3-4-2009»
geboren op «12 mei»
"""
NO_BIRTHDATES = """
12-05-2008
Karin (12-05-2008)
overleg op 3-4-2024
14 jaar
jongen van 14 jaar
geboren in 2009
ongeboren, 12-3-2024 uitgerekend
geboortedatum onbekend, intake 12-3-2024
geboren en getogen in Zaandam, 3 april is er feest
vóór 1 mei
Jarig op 3 april
deadline 21 april
geb. onbekend
een geboren leider sinds 3 jaar
3 geboortes in 2024
dossier 12-03-2009
kind 2 en 3
gebeld 3-4-2024
"""
URLS = """
«https://www.gemeente.nl/pagina?x=1»
zie «http://voorbeeld.nl».
«www.themadagwijkveilig.example.nl/slides»
(«www.gemeente.nl»)
«overheid.nl»
kijk op «gemeente-x.nl/jeugd»
«WWW.GEMEENTE.NL»
«jeugd.amsterdam»
«stichting.frl»
«voorbeeld.com», «voorbeeld.org», «voorbeeld.eu»
«voorbeeld.info»
«app.voorbeeld.io»
zie «doeslief.nu»
«doeslief.nu/pagina»
via «bit.ly/abc12»
«@karin_x» op insta
volg «@jongerenwerk.noord»!
snap van dealer: «@plug.west020»
«insta: fatima_020»
«insta: fatima»
«snap: ayoub.x»
tiktok «@mo»
snapchat «rico2600» stuurt
«ig: fatima», altijd online
snap v Onur is «onur_x38x» stuurt alleen locatie
«facebook: karin.devries»
op insta tussen «insta: dushi.jayjay_» en «@kim.rdam»
«snap: cashking.rdam» leverde 200 op
tiktok van de vechtpartij: «www.tiktok.com/@blok.vids» al 11k
“«https://voorbeeld.nl/a»”
"""
NO_URLS = """
het is klaar.nu weer verder
hij wil niet.de rest wel
o.a. en b.v. en d.w.z.
karin@wijkteam.nl
insta werkt niet
snap ik niet
tiktok filmpjes
insta: gebruiken we niet meer
ik snap: dat is lastig
@allen graag lezen
overleg @ 14.00
node.js
punt.Daarna verder
12.30 uur
@iedereen
facebook is voor ouderen
e-mail
"""
TABLES = {
    "phone": (PHONES, NO_PHONES), "email": (EMAILS, NO_EMAILS), "bsn": (BSNS, NO_BSNS),
    "iban": (IBANS, NO_IBANS), "address": (ADDRESSES, NO_ADDRESSES), "plate": (PLATES, NO_PLATES),
    "birthdate": (BIRTHDATES, NO_BIRTHDATES), "url": (URLS, NO_URLS),
}  # fmt: skip


def cases(which):
    return [
        pytest.param(kind, line, id=f"{kind}: {line}")
        for kind, tables in TABLES.items()
        for line in tables[which].strip().splitlines()
    ]


@pytest.mark.parametrize(("kind", "marked"), cases(0))
def test_what_is_found(kind, marked):
    text = re.sub("[«»]", "", marked)
    found = [one for one in find_patterns(text) if one.kind == kind]
    wanted = re.findall("«([^»]*)»", marked)
    assert [one.text for one in found] == wanted
    assert all(one.reason for one in found)


@pytest.mark.parametrize(("kind", "text"), cases(1))
def test_what_is_not_found(kind, text):
    assert [one for one in find_patterns(text) if one.kind == kind] == []


@pytest.mark.parametrize("kind", TABLES)
def test_the_tables_are_long_enough(kind):
    found, none = (table.strip().splitlines() for table in TABLES[kind])
    assert len(found) >= 25
    assert len(none) >= 15


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("06-12345678", "telefoonnummer"),
        ("bsn 123456782", "burgerservicenummer, elfproef klopt"),
        ("bsn 123456789", "burgerservicenummer, elfproef klopt niet, misschien een tikfout"),
        ("NL91ABNA0417164300", "rekeningnummer, controlecijfers kloppen"),
        ("NL92ABNA0417164300", "rekeningnummer, controlecijfers kloppen niet"),
        ("3511 AB 12", "postcode met huisnummer"),
        ("Dorpsstraat 12", "straat met huisnummer"),
        ("AB-12-CD", "kenteken"),
        ("insta: fatima", "naam van een account"),
    ],
)
def test_the_reason_is_told(text, reason):
    assert [one.reason for one in find_patterns(text)] == [reason]


def test_several_kinds_in_one_line():
    text = "Ali, geb. 3-4-2009, Dorpsstraat 12, 3511 AB Utrecht, 06-12345678, ali@x.nl, AB-12-CD"
    kinds = ["birthdate", "address", "phone", "email", "plate"]
    assert [one.kind for one in find_patterns(text)] == kinds


TEXTS = st.text() | st.text(
    alphabet="0123456789 .-/+()@:'nlNLabXZ\u0660é€İß\n", max_size=120
) | st.lists(
    st.sampled_from(
        [*"0123456789.-/ @", "06", "+31", "NL", "bsn ", "straat ", "geb. ", "snap: ", "[at]"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_on_any_text_the_offsets_fit_and_nothing_overlaps(text):
    found = find_patterns(text)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.kind in set(FindingKind) - {FindingKind.PERSON}
        at = one.end


@pytest.mark.parametrize(
    "piece",
    [
        "0", "1", ".", " ", "a", "A", "@", "-", "(", "a.", "a@", "0 ", "1 1", "06 ", "+3", "nl",
        "NL1 ", "a-", "Laan van ", "straat 1 ", "geb. ", "snap: a", "06-12345678 ", "12-", "[at] ",
        "www.", "van de ", "1234 AB ", "a.nl ", "insta ", "_0", "0/", "jan (at) ", "punt ",
        "X1", "Aa ", "0-", "+31", "o6", "NL91 ABNA ", "bsn 123456782 ", "a@b.c ", "De Aa 1, ",
    ],
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_their_length(piece):
    assert evenly(lambda size: (piece * size)[:size], find_patterns, 40_000)
