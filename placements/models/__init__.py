from placements.models.issues import PlacementIssue
from placements.models.people import (
    Cohort,
    Course,
    PracticeEducator,
    Setting,
    Student,
)
from placements.models.placement import Placement, PlacementDay, PlacementPerson
from placements.models.qamp import Checkpoint, CheckpointPart

__all__ = [
    "Checkpoint",
    "CheckpointPart",
    "Cohort",
    "Course",
    "Placement",
    "PlacementDay",
    "PlacementIssue",
    "PlacementPerson",
    "PracticeEducator",
    "Setting",
    "Student",
]
