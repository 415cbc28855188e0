"""Import, forecast, result in a real browser, wide and on a phone, by keyboard too."""

import pytest

from core import jobs
from partnerships.tests.factories import PartnershipFactory, person_with
from workforce.models import ForecastRun
from workforce.tests import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path


@pytest.mark.parametrize("width", [1280, 360])
def test_a_workforce_lead_imports_forecasts_and_reads(
    width,
    live,
    browser_page,
    login,
    narrow,
    axe,
    fits,
    snap,
):
    page = browser_page
    if width == 360:
        narrow(page)
    login(page, person_with("workforce_lead", partnership=PartnershipFactory()))

    def looked_at(name):
        axe(page)
        fits(page)
        snap(page, f"workforce-{name}-{width}")

    page.goto(f"{live.url}/workforce/data/import/")
    looked_at("import-start")
    page.set_input_files("input[type=file]", str(files.REAL))
    page.get_by_role("button", name="Check the file").click()
    looked_at("import-check")
    page.get_by_role("button", name="Import 974 rows").click()
    looked_at("dataset")

    page.goto(f"{live.url}/workforce/forecasts/start/")
    page.get_by_label("Find a council").fill("haver")
    page.get_by_label("Havering").check()
    page.get_by_label("Find a council").fill("newham")
    assert not page.get_by_label("Hackney").is_visible()
    page.get_by_label("Newham").focus()
    page.keyboard.press("Space")
    assert page.locator("#council-found").inner_text() == "2 chosen"
    looked_at("forecast-start")
    page.get_by_role("button", name="Run the forecast").click()
    page.wait_for_url("**/jobs/**")
    assert jobs.run_job(ForecastRun.objects.get().job_id) == "done"

    page.wait_for_url("**/workforce/forecasts/**")
    assert page.get_by_role("heading", name="Havering and Newham to 2028").is_visible()
    looked_at("forecast")
