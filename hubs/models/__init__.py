"""The hubs' tables. Reflections are registered here but not offered by name: they
are read through ``hubs.private`` only."""

from hubs.models import reflections  # noqa: F401 - Django must know the table
from hubs.models.framework import Enrolment, Hub, HubBreak, HubFacilitator, HubModel
from hubs.models.sessions import HubAttendance, HubSession

__all__ = [
    "Enrolment",
    "Hub",
    "HubAttendance",
    "HubBreak",
    "HubFacilitator",
    "HubModel",
    "HubSession",
]
