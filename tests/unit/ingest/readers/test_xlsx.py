from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from ingest.blocks import UnreadableError
from ingest.readers import read_bytes
from ingest.readers.xlsx import read
from ingest.readers.xlsx_values import shown_value
from tests.support.office_files import replaced, saved
from tests.unit.ingest.readers.outline import outline

SHEET = "xl/worksheets/sheet1.xml"
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (date(2024, 3, 12), "mm-dd-yy", "12.03.2024"),
        (datetime.fromisoformat("2024-03-12T09:05"), "yyyy-mm-dd h:mm", "12.03.2024 09:05"),
        (datetime.fromisoformat("2024-03-12"), "[$-406]mmmm yyyy", "marts 2024"),
        (datetime.fromisoformat("2024-03-12"), "yyyy", "2024"),
        (time(9, 5), "h:mm", "09:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (1234.5, "General", "1234,5"),
        (0.1 + 0.2, "General", "0,3"),
        (12, "General", "12"),
        (1234567.891, "#,##0.00", "1.234.567,89"),
        (-1234.5, "#,##0", "-1.235"),
        (0.125, "0.0%", "12,5%"),
        (0.5, "0%", "50%"),
        (1200, '#,##0 "kr."', "1.200 kr."),
        (1200, "[$kr.-406] #,##0.00", "kr. 1.200,00"),
        (2.5, "0.##", "2,5"),
        (1e300, "0.00", "1e+300"),
        (float("inf"), "0.00", "inf"),
        (True, "General", "SAND"),
        ("Ærø", "@", "Ærø"),
    ],
)
def test_values_as_shown_in_danish(value: object, code: str, shown: str) -> None:
    assert shown_value(value, code) == shown


def budget() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Budget på Ærø"
    sheet["B2"] = "Budget 2025"
    sheet["B4"], sheet["C4"], sheet["D4"] = "Område", "Beløb", "Dato"
    sheet["B5"], sheet["C5"], sheet["D5"] = "Skole", 1.5, date(2024, 3, 12)
    sheet["C9"] = "=1+1"
    hidden = book.create_sheet("Hjælp")
    hidden["A1"] = "skjult"
    hidden.sheet_state = "hidden"
    book.create_sheet("Tomt")
    book.create_sheet("Noter")["A1"] = "Æbler"
    return book


def test_sheets_tables_and_titles() -> None:
    reading = read(saved(budget()))
    assert outline(reading) == [
        "# Budget på Ærø",
        "Budget 2025",
        "= Område | Beløb | Dato",
        "Skole | 1,5 | 12.03.2024",
        "# Noter",
        "Æbler",
    ]
    assert [block.page for block in reading.blocks] == [1, 1, 1, 4, 4]
    assert reading.dropped == ("Skjult ark: Hjælp",)


def test_cached_values_of_formulas() -> None:
    cells = '<row r="1"><c r="A1" t="str"><f>A2</f><v>Å</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    sheet = f"<worksheet {NAMES}><dimension ref='A1'/><sheetData>{cells}</sheetData></worksheet>"
    assert outline(read(replaced(saved(budget()), SHEET, sheet)))[1] == "Å | 2"


def test_a_cell_at_the_far_end() -> None:
    book = budget()
    assert book.active is not None
    book.active["XFD1048576"] = "Ø"
    assert outline(read_bytes(saved(book), ".xlsx"))[4] == "Ø"


def far(rows: int, cells: str, step: int = 1) -> bytes:
    body = "".join(f'<row r="{1 + n * step}">{cells.format(1 + n * step)}</row>' for n in range(rows))
    return replaced(saved(budget()), SHEET, f"<worksheet {NAMES}><sheetData>{body}</sheetData></worksheet>")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (far(60_000, '<c r="A{0}"><v>1</v></c>'), r"grænsen er 50\.000"),
        (far(2_000, '<c r="XFD{0}"/>'), "for mange rækker og kolonner"),
        (far(3, '<c r="A{0}"><v>1</v></c>', step=10**12), "for mange rækker og kolonner"),
        (saved(budget())[:-900], "beskadiget"),
        (replaced(saved(budget()), SHEET, "<worksheet"), "beskadiget"),
        (saved(Workbook()), "ingen tekst"),
    ],
)
def test_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_bytes(data, ".xlsx")
