import pytest

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.archive import Member, members
from ingest.readers.msg import read
from tests.support.office_files import message, msg
from tests.support.ole_file import ole_file
from tests.unit.ingest.readers.outline import outline

HEADER = {0x37: "Høring på Ærø", 0x0C1A: "Åse Ørsted", 0x5D01: "aase@lindeby.dk", 0x0E04: "Byrådet"}
HEAD = [
    "# Høring på Ærø",
    "Fra: Åse Ørsted <aase@lindeby.dk>",
    "Til: Byrådet",
    "Dato: 3. juni 2025 kl. 07.05 (UTC)",
]


def test_text_and_header() -> None:
    long = "Vi støtter forslaget om børn og unge i kommunen. " * 99
    data = msg({**HEADER, 0x1000: f"Kære byråd\r\n\r\n{long}"})
    assert outline(read(data)) == [*HEAD, "Kære byråd", long.strip()]


def test_a_page_counts_where_there_is_no_plain_text() -> None:
    assert outline(read(msg(HEADER, html="<p>På Ærø.</p>".encode()))) == [*HEAD, "På Ærø."]


def test_the_header_of_the_transport_states_the_time() -> None:
    data = msg({**HEADER, 0x7D: "Date: Tue, 03 Jun 2025 09:05:00 +0200\r\n", 0x1000: "x"})
    assert outline(read(data))[3] == "Dato: 3. juni 2025 kl. 09.05"


def test_attachments_are_members_and_a_message_becomes_a_mail() -> None:
    inner = message({**HEADER, 0x1000: "Indre."}, attached={"æ.txt": "Å".encode()}, within=True)
    data = msg(HEADER, attached={"bilag ø.txt": "Æbler".encode(), "x": inner}, picture="logo.png")
    found = list(members(data, ".msg"))
    assert [file.name for file in found] == ["bilag ø.txt", "Høring på Ærø.eml"]
    assert isinstance(found[0], Member)
    assert isinstance(found[1], Member)
    assert found[0].data.decode() == "Æbler"
    assert outline(read_bytes(found[1].data, ".eml")) == [*HEAD, "Indre."]
    assert [file.name for file in members(found[1].data, ".eml")] == ["æ.txt"]
    assert list(members(data, ".msg")) == found


@pytest.mark.parametrize("data", [msg(HEADER)[:1500], msg(HEADER)[:512], ole_file({"andet": b"x"}), b"tekst"])
def test_broken_files(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="beskadiget"):
        read_bytes(data, ".msg")
