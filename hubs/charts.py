"""Attendance as shaded tables."""

from django.urls import reverse

from core.charts import HeatMap
from core.templatetags.tandem import day as in_words
from hubs.choices import Mark
from hubs.reports.attendance import AttendancePage, HubRow, StudentRow, WeekCell
from hubs.reports.figures import Window

SHARES = [
    (0, "Under 50%"),
    (0.5, "50 to 64%"),
    (0.65, "65 to 79%"),
    (0.8, "80 to 89%"),
    (0.9, "90% and over"),
]
# Only what is out of the ordinary is shaded; who was present is a plain P.
MISSING = [(0, "L: late"), (1, "Ap: apologies"), (2, "Ab: absent")]
SHADE = {Mark.LATE: 0, Mark.APOLOGIES: 1, Mark.ABSENT: 2}
LETTERS = ["L", "Ap", "Ab"]


def hubs_by_week(page: AttendancePage) -> HeatMap:
    """One row a hub, one column a week."""
    organisations = {row.hub.organisation_id for row in page.rows}
    rows = [
        (
            _name(row, len(organisations) > 1),
            [_week(cell) for cell in row.weeks] + [_total(row)],
            reverse("hubs:hub_detail", args=[row.hub.reference]),
        )
        for row in page.rows
    ]
    share = page.share
    return HeatMap.of(
        "Attendance by hub and week",
        [*_weeks(page.window), "All weeks"],
        rows,
        bands=SHARES,
        corner="Hub",
        missing="No session",
        sentence=f"{share.percent}% came: {share.words} marks in "
        f"{_count(len(page.rows), 'hub')}."
        if share.marked
        else "No register has been taken in these weeks.",
    )


def students_by_week(row: HubRow, shown: Window) -> HeatMap:
    """One row a student of the hub, one column a week."""
    return HeatMap.of(
        f"{row.hub.name} by student",
        [*_weeks(shown), "Came"],
        [
            (student.name, [_marks(m) for m in student.marks] + [_came(student)])
            for student in row.students or []
        ],
        bands=MISSING,
        corner="Student",
        form=lambda value: LETTERS[value],
        missing="No mark",
        sentence=f"{row.share.words} marks were present or late. P is present."
        if row.share.marked
        else "No register has been taken in these weeks.",
    )


def _weeks(shown: Window) -> list[str]:
    return [in_words(monday, "brief") for monday in shown.mondays]


def _week(cell: WeekCell):
    if cell.share.marked:
        return cell.share.came / cell.share.marked
    return None if cell.words == "No session" else cell.words


def _total(row: HubRow):
    share = row.share
    return f"{share.percent}% ({share.words})" if share.marked else None


def _marks(marks: list[str]):
    if not marks:
        return None
    if marks == [Mark.PRESENT]:
        return "P"
    if len(marks) == 1:
        return SHADE[marks[0]]
    return " ".join("P" if m == Mark.PRESENT else LETTERS[SHADE[m]] for m in marks)


def _came(student: StudentRow) -> str:
    return student.share.words if student.share.marked else "–"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _name(row: HubRow, with_organisation: bool) -> str:
    if not with_organisation:
        return row.hub.name
    return f"{row.hub.organisation.short_name}: {row.hub.name}"
