"""Sources over HTTP: registered, changed, run, removed and refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.administration import OWNER, Site, administration
from tests.support.standing_in import StandIn

PAGE = {"kind": "page", "address": "https://kommune.example/referater", "every_minutes": 60}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with administration(tmp_path, StandIn()) as made:
        yield made


def add(site: Site, wish: dict[str, Any], owner: bool = False) -> dict[str, Any]:
    reply = site.client.post("/api/sources", json=wish, headers=OWNER if owner else {})
    assert reply.status_code == 200, reply.text
    told: dict[str, Any] = reply.json()
    return told


def test_a_web_source_is_told_with_all_that_is_known_of_it(site: Site) -> None:
    source = add(site, PAGE)
    listed = site.client.get("/api/sources").json()
    assert listed["sources"] == [source]
    assert listed["folders"] == [str(site.allowed)]
    assert (source["name"], source["hosts"]) == ("kommune.example/referater", ["kommune.example"])
    assert (source["watch"], source["paused"], source["documents"], source["failures"]) == (
        False,
        False,
        0,
        0,
    )
    assert source["next_at"]
    assert source["last_run"] is source["current_run"] is None


def test_a_source_is_run_on_demand(site: Site) -> None:
    source = add(site, PAGE)["source"]
    run = site.client.post(f"/api/sources/{source}/run", json={"accept_removals": True}).json()["run"]
    told = site.wait_for(run)
    assert (told["source"], told["source_name"], told["title"]) == (
        source,
        *["kommune.example/referater"] * 2,
    )
    shown = site.client.get(f"/api/sources/{source}").json()
    assert shown["last_run"]["run"] == run
    again = site.client.post("/api/runs", json={"source": source}).json()["run"]
    assert site.wait_for(again)["status"] == "done"


def test_what_is_given_is_changed_and_the_rest_stays(site: Site) -> None:
    source = add(site, PAGE | {"pattern": "*referat*"})
    address = f"/api/sources/{source['source']}"
    changed = site.client.patch(address, json={"name": "Referater", "paused": True}).json()
    assert changed == source | {"name": "Referater", "paused": True}
    changed = site.client.patch(address, json={"every_minutes": None, "pattern": None, "name": None}).json()
    assert (changed["every_minutes"], changed["next_at"], changed["pattern"]) == (None, None, None)
    assert changed["name"] == "Referater"


def test_a_removal_can_be_taken_back(site: Site) -> None:
    source = add(site, PAGE)
    address = f"/api/sources/{source['source']}"
    assert site.client.request("DELETE", address, json={}).json()["removed"]
    assert site.client.get("/api/sources").json()["sources"] == []
    assert site.client.get(address).json()["removed"]
    assert not site.client.patch(address, json={"removed": False}).json()["removed"]
    assert len(site.client.get("/api/sources").json()["sources"]) == 1


def test_the_run_of_a_removed_source_keeps_its_name(site: Site) -> None:
    source = add(site, PAGE)["source"]
    run = site.client.post(f"/api/sources/{source}/run", json={}).json()["run"]
    site.wait_for(run)
    site.client.request("DELETE", f"/api/sources/{source}", json={})
    assert site.client.get("/api/runs").json()["runs"][0]["title"] == "kommune.example/referater"


def test_the_pages_may_add_folders_where_the_settings_allow_it(site: Site, tmp_path: Path) -> None:
    inside, outside, way_out = site.allowed / "møder", tmp_path / "andre", site.allowed / "ud"
    inside.mkdir()
    outside.mkdir()
    way_out.symlink_to(outside)
    folder = add(site, {"kind": "folder", "address": str(inside)})
    assert (folder["watch"], folder["name"]) == (True, "møder")
    for refused in (outside, way_out, site.allowed / ".." / "andre", Path("/etc"), Path("/findes/ikke")):
        reply = site.client.post("/api/sources", json={"kind": "folder", "address": str(refused)})
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "folder_not_allowed")
    assert (
        add(site, {"kind": "folder", "address": str(outside), "watch": False}, owner=True)["watch"] is False
    )


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        (PAGE, 409, "source_exists"),
        (PAGE | {"address": "ftp://kommune.example"}, 422, "address_invalid"),
        (PAGE | {"hosts": ["anden.example"]}, 422, "address_invalid"),
        (PAGE | {"every_minutes": 1}, 422, "invalid_request"),
        (PAGE | {"kind": "mappe"}, 422, "invalid_request"),
        (PAGE | {"ukendt": 1}, 422, "invalid_request"),
        ({"kind": "page"}, 422, "invalid_request"),
        ({"kind": "folder", "address": "/findes/ikke"}, 422, "folder_not_found"),
        ({"kind": "folder", "address": "relativ"}, 422, "folder_not_absolute"),
    ],
)
def test_what_cannot_be_registered_is_refused(
    site: Site, wish: dict[str, Any], status: int, code: str
) -> None:
    add(site, PAGE)
    reply = site.client.post("/api/sources", json=wish, headers=OWNER)
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)
    assert reply.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/run")])
def test_an_unknown_source_is_told(site: Site, method: str, path: str) -> None:
    reply = site.client.request(method, f"/api/sources/findes-ikke{path}", json={})
    assert (reply.status_code, reply.json()["error"]["code"]) == (404, "source_not_found")
