from hubs.views.attendance import attendance, attendance_export
from hubs.views.hubs import (
    break_add,
    enrolment_add,
    facilitator_add,
    hub_detail,
    hub_list,
    session_generate,
)
from hubs.views.sessions import (
    register_take,
    session_cancel,
    session_detail,
    session_move,
)
from hubs.views.students import my_hub, reflection_list, reflection_write

__all__ = [
    "attendance",
    "attendance_export",
    "break_add",
    "enrolment_add",
    "facilitator_add",
    "hub_detail",
    "hub_list",
    "my_hub",
    "reflection_list",
    "reflection_write",
    "register_take",
    "session_cancel",
    "session_detail",
    "session_generate",
    "session_move",
]
