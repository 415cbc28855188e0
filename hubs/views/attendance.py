from django.shortcuts import render

from core import dates, exports
from core.access import access
from hubs import charts, reports
from hubs.forms import WindowForm
from hubs.views.hubs import LOOKERS


@access(*LOOKERS, methods=("GET",))
def attendance(request):
    day = dates.today()
    shown = reports.window(day, WindowForm(request.GET).day)
    page = reports.attendance_page(viewer=request.user, day=day, shown=shown)
    context = {
        "page": page,
        "chart": charts.hubs_by_week(page),
        "student_charts": [charts.students_by_week(row, shown) for row in page.named],
        "registers": reports.registers_missing(
            viewer=request.user, day=shown.last, first=shown.first
        ),
        "rule": reports.how_counted(shown),
        "earlier": shown.earlier,
        "later": shown.later if shown.last < day else None,
    }
    return render(request, "hubs/attendance.html", context)


@access(*LOOKERS, methods=("GET",))
def attendance_export(request):
    """The same weeks as a file: marks where one may see them, else totals."""
    form = WindowForm(request.GET)
    shown = reports.window(dates.today(), form.day)
    if reports.sees_students(request.user):
        head, rows = reports.MARKS_HEAD, reports.marks_for_export
    else:
        head, rows = reports.TOTALS_HEAD, reports.totals_for_export
    respond = exports.xlsx_response if form.wants_xlsx else exports.csv_response
    return respond(
        f"hub-attendance-{shown.last:%Y-%m-%d}",
        head,
        rows(viewer=request.user, shown=shown),
        actor=request.user,
        what="Hub attendance",
        filters={"first": str(shown.first), "last": str(shown.last)},
    )
