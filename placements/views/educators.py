from core.access import access
from partnerships.choices import RoleKind, Sector
from placements.filters import EducatorFilter
from placements.lists import educator_rows
from placements.tables import EducatorTable, labels_of
from placements.views.listing import Listing

OVERSEERS = (
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PSW,
    RoleKind.PLACEMENT_COORDINATOR,
)
LISTING = Listing(
    name="educator_list",
    what="Practice educators",
    rows=educator_rows,
    filters=EducatorFilter,
    table=EducatorTable,
    columns={
        "educator": "Practice educator",
        "works_for": "Employer",
        "sector": "Service",
        "places": "Places",
        "students": "Students now",
        "free": "Free",
    },
    labels={"sector": {**labels_of(Sector), None: "Any"}},
)


@access(*OVERSEERS, methods=("GET",))
def educator_list(request):
    return LISTING.page(request)


@access(*OVERSEERS, methods=("GET",))
def educator_export_csv(request):
    return LISTING.csv(request)


@access(*OVERSEERS, methods=("GET",))
def educator_export_xlsx(request):
    return LISTING.xlsx(request)
