"""Real servers: started, killed, started again, in awkward places."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
from kombu import Connection
from redis import Redis

from config import embedded, processes

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def var_dir(tmp_path):
    """A folder whose path has spaces and is far too long for a socket."""
    folder = tmp_path / ("a folder with spaces " * 6) / "var"
    yield folder
    for made in (embedded.home(folder), embedded.socket_dir(folder)):
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def servers(var_dir):
    servers = embedded.Servers(var_dir)
    yield servers
    servers.stop()


def query(var_dir, sql):
    connection = psycopg2.connect(embedded.database_url(var_dir))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def remember(var_dir, number):
    query(var_dir, f"CREATE TABLE IF NOT EXISTS kept AS SELECT {number} AS number")
    with Redis.from_url(embedded.redis_url(var_dir)) as redis:
        redis.set("kept", number)
        redis.bgrewriteaof()


def recalled(var_dir):
    with Redis.from_url(embedded.redis_url(var_dir)) as redis:
        return query(var_dir, "SELECT number FROM kept"), redis.get("kept")


def test_both_servers_answer_in_a_long_path_with_spaces(servers, var_dir):
    servers.start()

    remember(var_dir, 7)

    assert len(str(var_dir)) > 107
    assert recalled(var_dir) == ([(7,)], b"7")


def test_celery_reaches_the_same_redis(servers, var_dir):
    servers.start()
    url = embedded.celery_url(embedded.redis_url(var_dir))

    with Connection(url) as connection, connection.SimpleQueue("letters") as queue:
        queue.put({"kept": True})
        received = queue.get(timeout=5)
        received.ack()

    assert received.payload == {"kept": True}


def test_a_clean_stop_keeps_the_data_and_leaves_no_process(servers, var_dir):
    servers.start()
    remember(var_dir, 7)
    started = list(servers.processes.values())

    servers.stop()
    again = embedded.Servers(var_dir)
    again.start()

    assert [process.poll() is None for process in started] == [False, False]
    assert recalled(var_dir) == ([(7,)], b"7")
    again.stop()


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_a_killed_server_starts_again_with_its_data(servers, var_dir, name):
    servers.start()
    remember(var_dir, 7)

    servers.processes[name].kill()
    servers.processes[name].wait()
    servers.start(name)

    assert recalled(var_dir) == ([(7,)], b"7")


def test_killing_whoever_started_them_leaves_no_process_and_the_data(servers, var_dir):
    launcher = run_in_another_process(var_dir)
    remember(var_dir, 7)
    home = embedded.home(var_dir)

    launcher.kill()
    launcher.wait()
    gone = wait_until(lambda: not processes_over(home))
    servers.start()

    assert gone
    assert recalled(var_dir) == ([(7,)], b"7")


def test_a_lock_naming_a_living_stranger_is_not_believed(servers, var_dir):
    servers.start()
    servers.stop()
    data = embedded.home(var_dir) / "postgres"
    owner = {"user": "nobody"} if embedded.is_root() else {}
    stranger = subprocess.Popen(["sleep", "60"], **owner)
    lock = f"{stranger.pid}\n{data}\n0\n5432\n{servers.run}\n\n0 0\nready\n"
    (data / "postmaster.pid").write_text(lock)
    (servers.run / f"{embedded.POSTGRES_SOCKET}.lock").write_text(lock)

    servers.start()
    still_lives = stranger.poll() is None
    stranger.kill()
    stranger.wait()

    assert (query(var_dir, "SELECT 1"), still_lives) == ([(1,)], True)


def test_a_start_cut_short_while_making_the_data_folder_is_made_good(servers, var_dir):
    draft = embedded.home(var_dir) / "postgres.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("half")
    if embedded.is_root():
        shutil.chown(embedded.home(var_dir), "nobody")

    servers.start()

    assert query(var_dir, "SELECT 1") == [(1,)]


def test_nobody_else_can_reach_the_sockets(servers, var_dir):
    servers.start()

    mode = stat.S_IMODE(embedded.socket_dir(var_dir).stat().st_mode)
    listening = query(var_dir, "SHOW listen_addresses")

    assert (oct(mode), listening) == ("0o700", [("",)])


def test_a_socket_folder_planted_by_somebody_else_is_refused(
    servers, var_dir, tmp_path
):
    planted = embedded.socket_dir(var_dir)
    planted.parent.mkdir(parents=True, exist_ok=True)
    if embedded.is_root():
        shutil.chown(planted.parent, "nobody")
    planted.symlink_to(tmp_path)

    with pytest.raises(embedded.EmbeddedError, match="belongs to somebody else"):
        servers.start()

    planted.unlink()


def test_a_server_that_cannot_start_says_why_and_leaves_no_process(servers, var_dir):
    servers.start()
    servers.stop()
    (embedded.home(var_dir) / "postgres" / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(embedded.EmbeddedError, match="postgres stopped at once"):
        servers.start()

    assert processes_over(embedded.home(var_dir)) == []


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path):
    first = embedded.secret(tmp_path / "var", "secret_key")
    second = embedded.secret(tmp_path / "var", "secret_key")

    mode = stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode)
    assert (first == second, len(first) >= 64, oct(mode)) == (True, True, "0o600")


def run_in_another_process(var_dir):
    launcher = subprocess.Popen(
        [sys.executable, "-m", "config.embedded", str(var_dir)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with launcher.stdout:
        assert launcher.stdout.readline().startswith("postgresql://")
    return launcher


def processes_over(home):
    def works_there(proc):
        return str(home) in os.readlink(proc / "cwd")

    return processes.matching(works_there)


def wait_until(happened, seconds=10):
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        time.sleep(0.05)
    return happened()


def test_a_leftover_that_ignores_polite_signals_is_ended_too():
    marker = f"TANDEM_TEST={os.getpid()}-{time.monotonic_ns()}"
    name, value = marker.split("=")
    code = (
        "import signal, time; signal.signal(signal.SIGQUIT, signal.SIG_IGN); "
        "print('ready', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, name: value},
        stdout=subprocess.PIPE,
    )
    with child.stdout:
        child.stdout.readline()

    processes.end_leftovers(processes.carries(marker), patience=(0.1, 0.2, 5))

    assert child.wait(5) == -signal.SIGKILL
