from celery import shared_task


@shared_task
def sweep_jobs() -> int:
    return 0


@shared_task
def send_messages() -> int:
    return 0


@shared_task
def beat_heartbeat() -> None:
    return None
