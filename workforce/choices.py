from django.db.models import TextChoices


class Level(TextChoices):
    NATIONAL = "national", "England"
    REGION = "region", "Region"
    COUNCIL = "la", "Council"


class DataKind(TextChoices):
    CSWW = "csww", "Children’s social work workforce"


class Basis(TextChoices):
    POOLED = "pooled", "Pooled across councils (recommended)"
    LATEST = "latest", "Most recent year"
    MEAN4 = "mean4", "Mean of the last four years"
    NAIVE = "naive", "Last value carried forward"


class Measure(TextChoices):
    IN_POST = "in_post", "In post"
    LEAVERS = "leavers", "Leavers"
    JOINERS = "joiners", "Joiners"


class ScoreLevel(TextChoices):
    COUNCIL = "la", "One council"
    SIX = "six", "Six councils together"
    SMALL = "small", "A small council"
