from celery import shared_task

from core import audit, dates
from placements import services


@shared_task
def chase_overdue_reviews() -> int:
    return services.chase_overdue_reviews(day=dates.today(), actor=audit.SYSTEM)


@shared_task
def start_placements() -> int:
    return services.start_placements(day=dates.today(), actor=audit.SYSTEM)
