"""Every read of hubs bigger than one queryset. Takes viewer and day, gives data."""

from hubs.reports.attendance import (
    MARKS_HEAD,
    TOTALS_HEAD,
    AttendancePage,
    attendance_page,
    marks_for_export,
    sees_students,
    totals_for_export,
)
from hubs.reports.figures import (
    Share,
    Window,
    attendance_share,
    attendance_tile,
    how_counted,
    needs_you,
    registers_due,
    registers_missing,
    window,
)
from hubs.reports.hubs import (
    hub_list,
    hub_page,
    possible_facilitators,
    possible_students,
    saved_words,
    session_page,
    warnings,
)
from hubs.reports.students import my_hub

__all__ = [
    "MARKS_HEAD",
    "TOTALS_HEAD",
    "AttendancePage",
    "Share",
    "Window",
    "attendance_page",
    "attendance_share",
    "attendance_tile",
    "how_counted",
    "hub_list",
    "hub_page",
    "marks_for_export",
    "my_hub",
    "needs_you",
    "possible_facilitators",
    "possible_students",
    "registers_due",
    "registers_missing",
    "saved_words",
    "sees_students",
    "session_page",
    "totals_for_export",
    "warnings",
    "window",
]
