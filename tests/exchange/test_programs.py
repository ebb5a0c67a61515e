"""Whole projects as programs write them: their order, marks, folders and extras."""

import pytest

from analysis.exchange import read_project
from analysis.exchange.recognising import recognised


def g(number: int, *, braces: bool = False, upper: bool = False) -> str:
    one = f"{number:08x}-aaaa-4bbb-8ccc-dddddddddddd"
    one = one.upper() if upper else one
    return f"{{{one}}}" if braces else one


TEXT = "Eerste regel over samen.\nTweede regel over de regie."

NVIVO = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns:xsd="http://www.w3.org/2001/XMLSchema" name="Untitled"
 origin="NVivo for Windows 14.23" creatingUserGUID="{g(1)}" creationDateTime="2025-02-21T15:09:07Z"
 basePath="" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="{g(1)}" name="An" id="AN" /></Users>
<CodeBook><Codes><Code guid="{g(10)}" name="Samen" isCodable="true" color="#FF0000" />
<Code guid="{g(11)}" name="Regie" isCodable="true"><Description>Wie leidt</Description></Code>
</Codes></CodeBook>
<Variables><Variable guid="{g(70)}" name="Rol" typeOfVariable="Text" /></Variables>
<Cases><Case guid="{g(71)}" name="School"><VariableValue><VariableRef targetGUID="{g(70)}" />
<TextValue>leraar</TextValue></VariableValue><SourceRef targetGUID="{g(20)}" /></Case></Cases>
<Sources><TextSource guid="{g(20)}" name="Interview" richTextPath="internal://{g(20)}.docx"
 plainTextPath="internal://{g(20)}.txt" creationDateTime="2025-06-11T16:24:07Z">
<PlainTextSelection guid="{g(30)}" name="" startPosition="0" endPosition="24">
<Coding guid="{g(40)}" creatingUser="{g(1)}" creationDateTime="2025-06-11T16:24:07Z">
<CodeRef targetGUID="{g(10)}" /></Coding><NoteRef targetGUID="{g(90)}" /></PlainTextSelection>
</TextSource></Sources>
<Notes><Note guid="{g(90)}" name="Memo" richTextPath="internal://{g(90)}.docx"
 plainTextPath="internal://{g(90)}.txt" creatingUser="{g(1)}" /></Notes>
<Links><Link guid="{g(95)}" direction="OneWay" originGUID="{g(20)}" targetGUID="{g(90)}" /></Links>
</Project>"""

QUALCODER = f"""<?xml version="1.0" encoding="utf-8"?>
<Project name="proef" origin="Qualcoder-3.6" creationDateTime="2025-06-11T16:24:07Z"
 xmlns="urn:QDA-XML:project:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Users>
<User guid="{g(1)}" name="An"/>
<User guid="{g(2)}" name="Bo"/>
</Users>
<CodeBook>
<Codes>
<Code guid="{g(12)}" name="Categorie" isCodable="false">
<Code guid="{g(10)}" name="Samen" isCodable="true" color="#99CCFF"></Code>
</Code>
<Code guid="{g(11)}" name="Regie" isCodable="true" color="#FFCC99"></Code>
</Codes>
</CodeBook>
<Cases>
<Case guid="{g(71)}" name="School"><Description></Description>
<SourceRef targetGUID="{g(20)}"/>
</Case>
</Cases>
<Sources>
<TextSource guid="{g(20)}" name="Interview" creatingUser="{g(1)}"
 creationDateTime="2025-06-11T16:24:07Z" plainTextPath="internal://{g(20)}.txt">
<PlainTextSelection guid="{g(30)}" startPosition="0" endPosition="24"
 name="Eerste regel over samen." creatingUser="{g(1)}" creationDateTime="2025-06-11T16:24:07Z">
<Coding guid="{g(40)}" creatingUser="{g(1)}" ><CodeRef targetGUID="{g(10)}" />
</Coding>
</PlainTextSelection>
<PlainTextSelection guid="{g(31)}" startPosition="0" endPosition="24"
 name="Eerste regel over samen." creatingUser="{g(2)}" creationDateTime="2025-06-12T16:24:07Z">
<Coding guid="{g(41)}" creatingUser="{g(2)}" ><CodeRef targetGUID="{g(11)}" />
</Coding>
</PlainTextSelection>
</TextSource>
</Sources>
</Project>"""

MAXQDA = f"""<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<Project xmlns="urn:QDA-XML:project:1.0" creatingUserGUID="{g(1, upper=True)}"
 modifiedDateTime="2025-06-12T10:00:00Z" modifyingUserGUID="{g(1, upper=True)}" name="proef"
 origin="MAXQDA Analytics Pro 2024">
<Users><User guid="{g(1, upper=True)}" name="An"/></Users>
<CodeBook><Codes><Code color="#00ff00" guid="{g(10, upper=True)}" isCodable="true" name="Samen">
<NoteRef targetGUID="{g(90, upper=True)}"/></Code></Codes></CodeBook>
<Sources><TextSource guid="{g(20, upper=True)}" name="Interview"
 plainTextPath="internal://{g(20, upper=True)}.txt" richTextPath="internal://x.docx">
<PlainTextSelection creatingUser="{g(1, upper=True)}" endPosition="24"
 guid="{g(30, upper=True)}" name="" startPosition="0"><Coding creatingUser="{g(1, upper=True)}"
 guid="{g(40, upper=True)}"><CodeRef targetGUID="{g(10, upper=True)}"/></Coding>
</PlainTextSelection></TextSource></Sources>
<Notes><Note guid="{g(90, upper=True)}" name="Over samen"><PlainTextContent>dit is een code
</PlainTextContent></Note></Notes>
<Sets><Set guid="{g(80, upper=True)}" name="School"><MemberSource
 targetGUID="{g(20, upper=True)}"/></Set></Sets>
<SomethingNew x="1"/>
</Project>"""

ATLAS = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="proef" origin="ATLAS.ti 24 Windows">
<Users><User guid="{g(1)}" name="An" /></Users>
<CodeBook><Codes><Code guid="{g(10)}" name="Samen" isCodable="true" color="#ff0000" /></Codes>
<Sets><Set guid="{g(81)}" name="Groep"><MemberCode targetGUID="{g(10)}" /></Set></Sets></CodeBook>
<Sources><TextSource guid="{g(20)}" name="Interview" plainTextPath="internal://{g(20)}.txt">
<PlainTextSelection guid="{g(30)}" name="1:1 Eerste regel" startPosition="0" endPosition="24"
 creatingUser="{g(1)}"><Description>citaat van de dag</Description>
<Coding guid="{g(40)}" creatingUser="{g(1)}"><CodeRef targetGUID="{g(10)}" /></Coding>
</PlainTextSelection></TextSource></Sources>
<Sets><Set guid="{g(82)}" name="School"><MemberSource targetGUID="{g(20)}" /></Set></Sets>
</Project>"""

FILES = {
    "nvivo": (NVIVO.encode("utf-8-sig"), TEXT.replace("\n", "\r\n").encode("utf-8-sig"), "Sources"),
    "qualcoder": (QUALCODER.encode(), TEXT.encode(), "Sources"),
    "maxqda": (MAXQDA.encode(), TEXT.replace("\n", "\r\n").encode("utf-8-sig"), "sources"),
    "atlas": (ATLAS.encode(), TEXT.encode(), "sources"),
}
LEFT = {
    "nvivo": {"Variabele", "Waarde van een variabele", "Verband"},
    "qualcoder": set(),
    "maxqda": {"SomethingNew"},
    "atlas": {"Groep"},
}


@pytest.mark.parametrize("program", FILES)
def test_projects_come_in_alike(package, program):
    qde, text, folder = FILES[program]
    guid = g(20, upper=program == "maxqda")
    data = package(
        {
            "project.qde": qde,
            f"{folder}/{guid}.txt": text,
            f"{folder}/{guid}.docx": b"PK",
            f"{folder}/{g(90)}.txt": "nog eens vragen".encode("utf-8-sig"),
        }
    )
    assert recognised("proef.qdpx", data)[0] == "project"
    found = read_project("proef.qdpx", data)
    (source,) = found.sources
    assert (source.name, source.text) == ("Interview", TEXT)
    (one,) = found.statements
    assert (one.text, one.corner, one.place.line_start) == ("Eerste regel over samen.", "School", 1)
    names = {code.key: code.name for code in found.codes}
    given = {(names[coding.code], coding.coder) for coding in found.codings}
    assert given == {("Samen", "An")} | ({("Regie", "Bo")} if program == "qualcoder" else set())
    assert {one.what for one in found.skipped} == LEFT[program]
    notes = {(one.text, one.statement_id is not None) for one in found.notes}
    assert (
        notes
        == {
            "nvivo": {("nog eens vragen", True)},
            "qualcoder": set(),
            "maxqda": {("dit is een code", False)},
            "atlas": {("citaat van de dag", True)},
        }[program]
    )
