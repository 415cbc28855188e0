from django.db.models import TextChoices


class CourseLevel(TextChoices):
    UNDERGRADUATE = "ug", "Undergraduate"
    POSTGRADUATE = "pg", "Postgraduate"


class CourseRoute(TextChoices):
    BACHELOR = "bachelor", "Bachelor’s degree"
    MASTER = "master", "Master’s degree"
    STEP_UP = "step_up", "Step Up to Social Work"
    APPRENTICESHIP = "apprenticeship", "Degree apprenticeship"
    OTHER = "other", "Other"


class PlacementKind(TextChoices):
    FIRST = "first", "First placement"
    FINAL = "final", "Final placement"
    OTHER = "other", "Other placement"


class PlacementState(TextChoices):
    PLANNED = "planned", "Planned"
    ACTIVE = "active", "Under way"
    COMPLETE = "complete", "Complete"
    ENDED_EARLY = "ended_early", "Ended early"


class PlacementRole(TextChoices):
    SITE_SUPERVISOR = "site_supervisor", "On-site supervisor"
    TUTOR = "tutor", "University tutor"


class DayState(TextChoices):
    ABSENT = "absent", "Absent"
    MADE_UP = "made_up", "Made up"


class AbsenceReason(TextChoices):
    SICKNESS = "sickness", "Sickness"
    LEAVE = "leave", "Leave"
    OTHER = "other", "Another reason"


class CheckpointKind(TextChoices):
    FOUR_WEEK = "four_week", "Four-week review"
    MIDWAY = "midway", "Midway review"
    END = "end", "End review"


class CheckpointState(TextChoices):
    OPEN = "open", "Open"
    COMPLETE = "complete", "Complete"
    CANCELLED = "cancelled", "Not needed"


class Party(TextChoices):
    STUDENT = "student", "Student"
    PRACTICE_EDUCATOR = "practice_educator", "Practice educator"
    AGENCY = "agency", "Agency"
    UNIVERSITY = "university", "University"


class IssueSource(TextChoices):
    REVIEW = "review", "Review"
    STUDENT = "student", "Student"
    PRACTICE_EDUCATOR = "practice_educator", "Practice educator"
    LEAD = "lead", "Practice education lead"
    AGENCY = "agency", "Agency"
    UNIVERSITY = "university", "University"


class IssueArea(TextChoices):
    OPPORTUNITIES = "opportunities", "Learning opportunities"
    SUPPORT = "support", "Support"
    PERFORMANCE = "performance", "Performance"
    OTHER = "other", "Something else"


class IssueState(TextChoices):
    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"
