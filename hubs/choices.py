from django.db.models import TextChoices


class SessionKind(TextChoices):
    REFLECTIVE = "reflective", "Reflective practice"
    SKILLS = "skills", "Practice skills"


class SessionState(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Mark(TextChoices):
    """What the register says of one student at one session."""

    PRESENT = "present", "Present"
    LATE = "late", "Late"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"


CAME = (Mark.PRESENT, Mark.LATE)
MISSED = (Mark.APOLOGIES, Mark.ABSENT)


class AbsenceReason(TextChoices):
    """Short and closed, so that no health details are typed into a register."""

    UNWELL = "unwell", "Unwell"
    PLACEMENT = "placement", "Needed on placement"
    UNIVERSITY = "university", "At university"
    PERSONAL = "personal", "Personal or caring"
    TRAVEL = "travel", "Travel"
    OTHER = "other", "Another reason"
    NONE_GIVEN = "none_given", "None given"
