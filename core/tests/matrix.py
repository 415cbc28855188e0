"""What the access matrix opens: a job of each role's own."""

from accounts.models import Person
from core.tests.factories import JobFactory

ROLES = ("workforce_lead", "programme_manager", "practice_educator", "administrator")
ADDRESSES = ("jobs:job_detail", "jobs:job_progress", "jobs:job_cancel")


def samples(world) -> dict[str, dict[str, dict]]:
    found = {address: {} for address in ADDRESSES}
    for kind in ROLES:
        person = Person.objects.get(email=world.email_of(kind))
        for address in ADDRESSES:
            job = JobFactory(requested_by=person)
            found[address][kind] = {"reference": job.reference}
    return found
