"""Fixtures for every app's tests."""

import pytest


@pytest.fixture
def sign_in(client):
    """``sign_in(person)`` returns a client signed in as that person."""

    def _sign_in(person):
        client.force_login(person)
        return client

    return _sign_in
