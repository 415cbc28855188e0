import pytest
import time_machine


@pytest.fixture
def time_machine_at():
    """``time_machine_at(moment)`` stops the clock there; call it again to move on."""
    travels = []

    def stop_at(moment):
        travel = time_machine.travel(moment, tick=False)
        travel.start()
        travels.append(travel)

    yield stop_at
    for travel in reversed(travels):
        travel.stop()
