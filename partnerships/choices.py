from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    LOCAL_AUTHORITY = "la", "Local authority"
    UNIVERSITY = "university", "University"
    PVI = "pvi", "Private or voluntary organisation"
    SUC_LED = "suc_led", "Led by service users and carers"
    NHS = "nhs", "NHS"


class Sector(TextChoices):
    CHILDREN = "children", "Children’s services"
    ADULTS = "adults", "Adults’ services"
    OTHER = "other", "Other services"


class MembershipKind(TextChoices):
    FULL = "full", "Full member"
    ASSOCIATE = "associate", "Associate, without a vote"


class RoleKind(TextChoices):
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    PRACTICE_EDUCATOR = "practice_educator", "Practice educator"
    PRACTICE_EDUCATION_LEAD = "practice_education_lead", "Practice education lead"
    PSW = "psw", "Principal social worker"
    DIRECTOR = "director", "Director"
    UNIVERSITY_LEAD = "university_lead", "University placement lead"
    TUTOR = "tutor", "University tutor"
    PLACEMENT_COORDINATOR = "placement_coordinator", "Agency placement co-ordinator"
    TEAM_MANAGER = "team_manager", "Team manager"
    SITE_SUPERVISOR = "site_supervisor", "On-site supervisor"
    STUDENT = "student", "Student"
    SUC_MEMBER = "suc_member", "Service user or carer member"
    SUC_COORDINATOR = "suc_coordinator", "SUC co-ordinator"
    WORKFORCE_LEAD = "workforce_lead", "Workforce lead"
    ADMINISTRATOR = "administrator", "Administrator"
