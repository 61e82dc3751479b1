"""Runs and uploads over HTTP: how they are asked for, followed, cancelled, and refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.administration import OWN_PAGE, OWNER, Site, administration
from tests.support.product import wait_until
from tests.support.standing_in import FILES, PATIENCE_SECONDS, StandIn
from web import uploads
from web.shield import MOST_BYTES


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with administration(tmp_path, StandIn()) as made:
        yield made


@pytest.fixture
def slow_site(tmp_path: Path) -> Iterator[Site]:
    with administration(tmp_path, StandIn(holds=True)) as made:
        yield made


def ask_for(site: Site, *paths: str, **options: bool) -> str:
    reply = site.client.post("/api/runs", json={"paths": paths, **options}, headers=OWNER)
    assert reply.status_code == 200, reply.text
    run: str = reply.json()["run"]
    return run


def test_a_run_is_told_from_beginning_to_end(slow_site: Site) -> None:
    run, other = ask_for(slow_site, "/data/referater"), ask_for(slow_site, "/a", "/b", dry_run=True)
    assert slow_site.stand_in.at_work.wait(PATIENCE_SECONDS)
    slow_site.stand_in.let_go()
    address = f"/api/runs/{run}"
    wait_until(lambda: (slow_site.client.get(address).json()["progress"] or {}).get("done") == 1)
    told = slow_site.client.get(address).json()
    assert told["status"] == "running"
    assert told["progress"] == {
        "done": 1,
        "total": len(FILES),
        "name": "b.md",
        "page": 0,
        "pages": 0,
        "cancelling": False,
    }
    assert (told["title"], told["kind"], told["counts"], told["report"]) == ("referater", "paths", None, None)
    waiting = slow_site.client.get(f"/api/runs/{other}").json()
    assert (waiting["status"], waiting["title"], waiting["progress"]) == ("queued", "2 filer og mapper", None)
    slow_site.stand_in.let_go(2 * len(FILES))
    done = slow_site.wait_for(run)
    assert (done["status"], done["counts"]["added"], done["report"]["added"]) == ("done", 3, 3)
    dry = slow_site.wait_for(other)
    assert (dry["dry_run"], [file["name"] for file in dry["files"]], dry["files_total"]) == (
        True,
        list(FILES),
        3,
    )
    assert slow_site.client.get(f"/api/runs/{other}?files_after=2").json()["files"] == dry["files"][2:]


def test_the_files_of_a_dry_run_are_told_as_it_goes(slow_site: Site) -> None:
    run = ask_for(slow_site, "/a", dry_run=True)
    slow_site.stand_in.let_go(2)
    wait_until(lambda: slow_site.client.get(f"/api/runs/{run}").json()["files_total"] == 2)
    told = slow_site.client.get(f"/api/runs/{run}?files_after=1").json()
    assert [file["name"] for file in told["files"]] == ["b.md"]


def test_runs_are_listed_page_by_page(site: Site) -> None:
    ids = [ask_for(site, f"/{number}") for number in range(5)]
    site.wait_for(ids[-1])
    first = site.client.get("/api/runs?limit=2").json()
    assert [run["run"] for run in first["runs"]] == [ids[4], ids[3]]
    second = site.client.get(f"/api/runs?limit=3&before={first['next']}").json()
    assert [run["run"] for run in second["runs"]] == [ids[2], ids[1], ids[0]]
    assert second["next"] is None


def test_a_run_is_cancelled(slow_site: Site) -> None:
    run, waiting = ask_for(slow_site, "/a"), ask_for(slow_site, "/b")
    assert slow_site.stand_in.at_work.wait(PATIENCE_SECONDS)
    reply = slow_site.client.post(f"/api/runs/{waiting}/cancel", json={}).json()
    assert (reply["status"], reply["progress"]) == ("cancelled", None)
    reply = slow_site.client.post(f"/api/runs/{run}/cancel", json={}).json()
    assert (reply["status"], reply["progress"]["cancelling"]) == ("running", True)
    slow_site.stand_in.let_go()
    assert slow_site.wait_for(run)["counts"]["added"] == 1
    late = slow_site.client.post(f"/api/runs/{run}/cancel", json={})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "run_over")


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "code"),
    [
        ("GET", "/api/runs/findes-ikke", None, 404, "run_not_found"),
        ("GET", "/api/runs?before=findes-ikke", None, 404, "run_not_found"),
        ("GET", "/api/runs?limit=0", None, 422, "invalid_request"),
        ("POST", "/api/runs/findes-ikke/cancel", {}, 404, "run_not_found"),
        ("POST", "/api/runs", {"paths": ["/etc"]}, 401, "token_needed"),
        ("POST", "/api/runs", {}, 422, "invalid_request"),
        ("POST", "/api/runs", {"source": "findes-ikke"}, 404, "source_not_found"),
    ],
)
def test_what_is_not_possible_is_refused_in_danish(
    site: Site, method: str, address: str, body: object, status: int, code: str
) -> None:
    reply = site.client.request(method, address, json=body)
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
    assert reply.json()["error"]["message"].endswith(".")


def test_a_web_address_becomes_a_source_of_its_own(site: Site) -> None:
    address = "https://kommune.example/referat"
    first = site.wait_for(ask_for(site, address))
    second = site.wait_for(ask_for(site, address))
    assert (first["kind"], first["title"]) == ("source", "kommune.example/referat")
    assert first["source"] == second["source"]
    mixed = site.client.post("/api/runs", json={"paths": [address, "/a"]}, headers=OWNER)
    assert (mixed.status_code, mixed.json()["error"]["code"]) == (422, "addresses_alone")
    wrong = site.client.post("/api/runs", json={"paths": ["http://a b/"]}, headers=OWNER)
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "address_invalid")


def test_sent_files_are_ingested_and_deleted_afterwards(slow_site: Site) -> None:
    reply = slow_site.send({"Møde.md": b"a", "x/Møde.md": b"b", "virus.exe": b"MZ"}, OWN_PAGE)
    assert reply.status_code == 200, reply.text
    run = reply.json()["run"]
    assert reply.json()["files"] == ["Møde.md", "Møde (2).md", "virus.exe"]
    folder = slow_site.uploads / run
    assert sorted(path.name for path in folder.iterdir()) == ["Møde (2).md", "Møde.md", "virus.exe"]
    slow_site.stand_in.let_go(len(FILES))
    told = slow_site.wait_for(run)
    assert (told["kind"], told["dry_run"]) == ("upload", False)
    wait_until(lambda: not folder.exists())


def test_two_uploads_at_once_are_two_runs(site: Site) -> None:
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda name: site.send({name: b"x" * 300_000}, OWN_PAGE), ["a.md", "b.md"]))
    told = [site.wait_for(reply.json()["run"]) for reply in replies]
    assert len({run["run"] for run in told}) == 2
    assert {run["status"] for run in told} == {"done"}


def test_an_upload_can_be_a_dry_run(site: Site) -> None:
    run = site.send({"a.md": b"a"}, OWN_PAGE, "?dry_run=true").json()["run"]
    assert site.wait_for(run)["dry_run"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "https://127.0.0.1:8321"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8321"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Authorization": "Bearer forkert"}, 403),
        ({"Origin": "http://127.0.0.1:8321"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8321"}, 200),
        (OWNER, 200),
    ],
)
def test_files_come_from_our_own_page_or_from_the_owner(
    site: Site, headers: dict[str, str], status: int
) -> None:
    reply = site.send({"a.md": b"a"}, headers)
    assert reply.status_code == status
    if status == 403:
        assert reply.json()["error"]["code"] == "foreign_origin"
        assert not site.uploads.exists()


@pytest.mark.parametrize(
    ("headers", "content", "code"),
    [
        ({"Content-Type": "application/json"}, b"{}", "not_multipart"),
        ({"Content-Type": "multipart/form-data"}, b"x", "not_multipart"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\n", "invalid_upload"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--\r\n", "no_files"),
    ],
)
def test_what_is_no_upload_is_refused_and_leaves_nothing(
    site: Site, headers: dict[str, str], content: bytes, code: str
) -> None:
    reply = site.client.post("/api/uploads", content=content, headers={**OWN_PAGE, **headers})
    assert reply.json()["error"]["code"] == code, reply.text
    assert list(site.uploads.glob("*")) == []


def test_an_upload_may_be_large_and_not_too_large(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.send({"a.md": b"x" * (MOST_BYTES + 1)}, OWN_PAGE).status_code == 200
    monkeypatch.setattr(uploads, "MOST_BYTES", 3_000_000)
    assert site.send({"a.exe": b"x" * 2_900_000}, OWN_PAGE).status_code == 200
    refused = site.send({"a.exe": b"x" * 3_100_000}, OWN_PAGE)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "upload_too_large")
    declared = {**OWN_PAGE, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(2**31)}
    refused = site.client.post("/api/uploads", content=b"", headers=declared)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "upload_too_large")
