"""Every change to hubs: setup (who, what), planning (when), registers (who came)."""

from hubs.services.planning import (
    add_break,
    cancel_session,
    generate_sessions,
    move_session,
)
from hubs.services.registers import (
    Entry,
    PastRegister,
    RegisterChanged,
    record_past_registers,
    take_register,
)
from hubs.services.setup import (
    add_facilitator,
    add_hub_model,
    end_enrolment,
    end_facilitator,
    enrol_student,
    open_hub,
)

__all__ = [
    "Entry",
    "PastRegister",
    "RegisterChanged",
    "add_break",
    "add_facilitator",
    "add_hub_model",
    "cancel_session",
    "end_enrolment",
    "end_facilitator",
    "enrol_student",
    "generate_sessions",
    "move_session",
    "open_hub",
    "record_past_registers",
    "take_register",
]
