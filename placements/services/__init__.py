"""Every change to placements: one rule, one transaction, one audit line."""

from placements.services.chasing import chase_overdue_reviews
from placements.services.issues import add_issue, resolve_issue
from placements.services.people import (
    create_cohort,
    create_course,
    create_educator,
    create_setting,
    create_student,
)
from placements.services.placement import (
    add_placement_person,
    create_placement,
    end_placement_early,
    record_absence,
    remove_absence,
    start_placements,
)
from placements.services.reviews import save_part, submit_part

__all__ = [
    "add_issue",
    "add_placement_person",
    "chase_overdue_reviews",
    "create_cohort",
    "create_course",
    "create_educator",
    "create_placement",
    "create_setting",
    "create_student",
    "end_placement_early",
    "record_absence",
    "remove_absence",
    "resolve_issue",
    "save_part",
    "start_placements",
    "submit_part",
]
