"""`scripts/start` as somebody at a terminal meets it."""

import ast
import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from config import embedded, processes

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scripts")]
ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "scripts" / "start"
FIRST_ANSWER_WITHIN = 180


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    """An environment with data and port of its own; each test leaves it stopped."""
    var = tmp_path_factory.mktemp("start") / "var"
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TANDEM_", "DATABASE_URL", "REDIS_URL", "PYTEST_"))
    }
    yield {**inherited, "TANDEM_VAR": str(var), "PORT": str(free_port())}
    for made in (embedded.home(var), embedded.socket_dir(var)):
        shutil.rmtree(made, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(surroundings, *words):
    return subprocess.run(
        [START, *words],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=FIRST_ANSWER_WITHIN,
    )


@contextmanager
def running(surroundings, ready="Ctrl-C stops it"):
    """A start that has printed its welcome; killed if the test leaves it running."""
    launcher = subprocess.Popen(
        [START],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with launcher, launcher.stdout:
        try:
            launcher.welcome = read_until(launcher, ready)
            yield launcher
        finally:
            if launcher.poll() is None:
                launcher.kill()
                launcher.wait()


def read_until(launcher, words):
    lines = []
    for line in launcher.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def ours(surroundings):
    """Every process of this run: the servers by folder, the others by their mark."""
    home = embedded.home(surroundings["TANDEM_VAR"])
    marked = processes.carries(f"TANDEM_RUN={surroundings['TANDEM_VAR']}")

    def is_ours(proc):
        return str(home) in os.readlink(proc / "cwd") or marked(proc)

    return processes.matching(is_ours)


def wait_until(happened, seconds=30):
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        time.sleep(0.1)
    return happened()


def page(surroundings):
    address = f"http://127.0.0.1:{surroundings['PORT']}/healthz"
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.status


def test_check_starts_everything_sees_it_answer_and_leaves_no_process(surroundings):
    done = start(surroundings, "--check")

    assert (done.returncode, done.stderr) == (0, "")
    assert "web, worker and beat answer at" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("Tandem has stopped.")
    assert ours(surroundings) == []


def test_a_killed_launcher_leaves_nothing_and_the_next_start_recovers(surroundings):
    with running(surroundings) as launcher:
        second = start(surroundings)
        launcher.kill()
        launcher.wait()
    gone = wait_until(lambda: not ours(surroundings))

    with running(surroundings) as launcher:
        status = page(surroundings)
        launcher.send_signal(signal.SIGINT)
        farewell = read_until(launcher, "Tandem has stopped.")
        code = launcher.wait()

    address = f"http://127.0.0.1:{surroundings['PORT']}/"
    assert (second.returncode, second.stderr) == (
        1,
        f"Tandem is already running at {address}.\n",
    )
    assert (gone, status, code) == (True, 200, 0)
    assert "Stopping" in farewell
    assert ours(surroundings) == []


def test_whatever_is_killed_while_running_is_started_again(surroundings):
    with running(surroundings) as launcher:
        for name in ("gunicorn", "celery", "postgres", "redis-server"):
            os.kill(oldest(surroundings, name), signal.SIGKILL)
            read_until(launcher, "starting it again")
        answers = wait_until(lambda: services_answer(surroundings), seconds=60)
        accounts = json.loads(manage(surroundings, "demo_accounts").stdout)
        launcher.send_signal(signal.SIGTERM)
        read_until(launcher, "Tandem has stopped.")

    assert answers
    assert ours(surroundings) == []
    assert f"http://127.0.0.1:{surroundings['PORT']}/" in launcher.welcome
    assert accounts
    assert [a["email"] for a in accounts if a["email"] not in launcher.welcome] == []


@pytest.mark.capability("CARD-08")
def test_the_readme_alone_takes_a_newcomer_to_a_signed_in_page(surroundings):
    """What the README says to type, what that prints, and signing in with it."""
    readme = (ROOT / "README.md").read_text()
    typed = re.search(r"^    (scripts/\w+)$", readme, re.MULTILINE)[1]
    assert ROOT / typed == START

    with running(surroundings) as launcher:
        address = re.search(r"http://\S+", launcher.welcome)[0]
        email, password = re.search(r"(\S+@\S+)\s+(\S+)", launcher.welcome).groups()
        landed = sign_in(address, email, password)
        launcher.send_signal(signal.SIGINT)
        read_until(launcher, "Tandem has stopped.")

    assert "Sign out" in landed


def sign_in(address, email, password):
    """The page one lands on, as a browser with cookies would."""
    jar = http.cookiejar.CookieJar()
    web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with web.open(f"{address}account/login/", timeout=20) as page:
        form = page.read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    answers = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    body = urllib.parse.urlencode(answers).encode()
    with web.open(f"{address}account/login/", body, timeout=20) as page:
        return page.read().decode()


def oldest(surroundings, name):
    """The first process of that name: the parent of the others."""

    def runs(pid):
        return name in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")

    return min(pid for pid in ours(surroundings) if runs(pid))


def services_answer(surroundings):
    web = f"http://127.0.0.1:{surroundings['PORT']}/"
    done = manage(surroundings, "services_check", "--web", web, "--wait", "20")
    return json.loads(done.stdout) == dict.fromkeys(("web", "worker", "beat"), True)


def manage(surroundings, *words):
    """A management command in a second terminal."""
    return subprocess.run(
        [ROOT / ".venv/bin/python", "manage.py", *words, "--json"],
        cwd=ROOT,
        env={**surroundings, "DJANGO_SETTINGS_MODULE": "config.settings.embedded"},
        capture_output=True,
        check=False,
    )


def test_a_taken_port_is_one_sentence_before_anything_is_installed(surroundings):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", int(surroundings["PORT"])))
        taken.listen()

        done = start(surroundings)

    assert done.returncode == 1
    assert re.fullmatch(
        rf"Port {surroundings['PORT']} is taken by another program; choose another, "
        r"for example PORT=\d+ scripts/start\.\n",
        done.stderr,
    )
    assert done.stdout == ""


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_one_sentence(surroundings, port):
    done = start({**surroundings, "PORT": port})

    assert (done.returncode, done.stderr) == (
        1,
        f"PORT is {port!r}; choose a number from 1 to 65535.\n",
    )


def test_fresh_without_a_terminal_and_without_yes_erases_nothing(surroundings):
    done = start(surroundings, "--fresh")

    assert (done.returncode, done.stderr) == (
        1,
        "--fresh erases all data: say --yes, or use a terminal.\n",
    )


def test_a_data_folder_that_cannot_be_made_is_one_sentence(surroundings, tmp_path):
    in_the_way = tmp_path / "var"
    in_the_way.write_text("a file, not a folder")

    done = start({**surroundings, "TANDEM_VAR": str(in_the_way)})

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["start", "test"])
def test_an_old_python_can_read_the_script_that_refuses_it(name):
    """Python 2.7 and 3.x before f-strings stop at newer syntax before line one."""
    source = (ROOT / "scripts" / name).read_text()
    ast.parse(source, feature_version=(3, 4))

    assert "(3, 11)" in source
    assert not re.search(r"\bf[\"']", source)
