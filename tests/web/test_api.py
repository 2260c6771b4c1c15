"""The room for programs: its shapes, pages, tags, refusals, and a description that says all of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web.rooms import BEARER, client_of

from samestory.library import open_library
from samestory.records import make_judgement
from samestory.web.api import ROUTES

TYPES = {"string": str, "integer": int, "number": int | float, "boolean": bool, "null": type(None), "array": list,
         "object": dict}  # fmt: skip


def complain(value: Any, schema: dict[str, Any], named: dict[str, Any], at: str = "$") -> list[str]:
    """Say where a value is not as a schema has it, in as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        return complain(value, named[schema["$ref"].rsplit("/", 1)[1]], named, at)
    if "anyOf" in schema:
        return (
            []
            if any(not complain(value, each, named, at) for each in schema["anyOf"])
            else [f"{at}: none of"]
        )
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    allowed = schema.get("type", [])
    if allowed and not any(
        isinstance(value, TYPES[t]) for t in ([allowed] if isinstance(allowed, str) else allowed)
    ):
        return [f"{at}: {value!r} is no {allowed}"]
    wrong = [f"{at}: no {name}" for name in schema.get("required", []) if name not in value]
    if isinstance(value, dict) and "properties" in schema:
        wrong += [f"{at}: {name} is not described" for name in value if name not in schema["properties"]]
        for name, inner in schema["properties"].items():
            wrong += complain(value[name], inner, named, f"{at}.{name}") if name in value else []
    if isinstance(value, list):
        for number, each in enumerate(value):
            inner = schema["prefixItems"][number] if "prefixItems" in schema else schema.get("items", {})
            wrong += complain(each, inner, named, f"{at}[{number}]")
    return wrong


@pytest.fixture
def addresses(client: TestClient, ferry: str) -> dict[str, str]:
    """An address for each path of the description."""
    report = client.get(f"/api/stories/{ferry}").json()["stories"][0]["reports"][0]
    job = client.app.state.desk.workers.compare(report, report).id  # type: ignore[attr-defined]
    return {
        "/api/stories": "/api/stories",
        "/api/stories/{story}": f"/api/stories/{ferry}",
        "/api/reports/{report}": f"/api/reports/{report}",
        "/api/search": "/api/search?q=ferry",
        "/api/copies": "/api/copies",
        "/api/judgements": "/api/judgements",
        "/api/jobs/{job}": f"/api/jobs/{job}",
        "/api/openapi.json": "/api/openapi.json",
    }


def test_every_answer_is_as_described(client: TestClient, addresses: dict[str, str]) -> None:
    """What each address gives has all that the description promises, and nothing that it does not tell of."""
    description = client.get("/api/openapi.json").json()
    assert set(description["paths"]) == set(addresses) == {r.path for r in ROUTES if ":" not in r.path}
    named = description["components"]["schemas"]
    for path, address in addresses.items():
        answer = client.get(address)
        schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        assert complain(answer.json(), schema, named) == [], path


def test_description_names_every_question(client: TestClient) -> None:
    """Each parameter has a meaning and a type, those in the path are required, and operations have names."""
    paths = client.get("/api/openapi.json").json()["paths"]
    assert len({each["get"]["operationId"] for each in paths.values()}) == len(paths)
    for path, operations in paths.items():
        parameters = operations["get"]["parameters"]
        inside = {each["name"] for each in parameters if each["in"] == "path"}
        assert inside == set(re.findall(r"\{(\w+)\}", path))
        assert all(each["schema"] for each in parameters)
        assert all(each.get("description") for each in parameters if each["in"] == "query")
        assert all(each["schema"]["minimum"] == 1 for each in parameters if each["name"] == "limit")
        assert {"200", "304", "400", "404", "default"} <= set(operations["get"]["responses"])


@pytest.mark.parametrize(
    ("address", "name"),
    [("/api/stories?limit=1", "stories"), ("/api/search?q=the+OR+ferry&limit=1", "hits"), ("/api/judgements?limit=1", "judgements")],
)  # fmt: skip
def test_lists_lead_from_page_to_page(ferry_library: Path, tmp_path: Path, address: str, name: str) -> None:
    """By `next` every row comes once, and the last page says that it is the last."""
    path = tmp_path / "news.samestory"
    with open_library(ferry_library, read_only=True) as library:
        library.back_up(path)
    with open_library(path) as library:
        for at in range(3):
            library.judge(
                make_judgement("one-name", f"a{at}", "b", author="Ada", at=f"2031-05-0{at + 1}T10:00:00Z")
            )
    with client_of(path) as client:
        whole = client.get(address.replace("limit=1", "limit=200")).json()
        assert whole["next"] is None
        rows: list[Any] = []
        following: str | None = address
        while following:
            page = client.get(following).json()
            rows += page[name]
            following = page["next"]
    assert len(rows) == len(whole[name]) > 1
    assert sorted(map(str, rows)) == sorted(map(str, whole[name]))


def test_answers_carry_tags_that_spare_a_second_sending(
    client: TestClient, addresses: dict[str, str]
) -> None:
    """Each answer has an ETag; asked with it, the room says 'not modified' and sends nothing."""
    for address in addresses.values():
        answer = client.get(address)
        tag = answer.headers["etag"]
        again = client.get(address, headers={"if-none-match": f'"other", W/{tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag), address
        assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("GET", "/api/nothing", {}, 404),
        ("GET", "/api/stories/s-0", {}, 404),
        ("GET", "/api/reports/r-0", {}, 404),
        ("GET", "/api/jobs/0", {}, 404),
        ("GET", "/api/stories?sort=best", {}, 400),
        ("GET", "/api/stories?since=May", {}, 400),
        ("GET", "/api/copies?limit=x", {}, 400),
        ("GET", "/api/stories?limit=0", {}, 400),
        ("GET", "/api/search?q=ferry&limit=0", {}, 400),
        ("GET", "/api/stories?limit=201", {}, 400),
        ("GET", "/api/search", {}, 400),
        ("GET", "/api/search?q=a&kind=pictures", {}, 400),
        ("POST", "/api/stories", {}, 403),
        ("POST", "/api/stories", BEARER, 405),
        ("GET", "/api/stories", {"host": "evil.example"}, 421),
        ("GET", "/api/stories", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}, 403),
    ],
)
def test_refusals_have_one_shape(
    client: TestClient, method: str, address: str, headers: dict[str, str], status: int
) -> None:
    """Whatever is refused, and by whom: a code for programs, a sentence for people, and nothing else."""
    answer = client.request(method, address, headers=headers)
    assert answer.status_code == status
    error = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert complain(answer.json(), error["Error"], error) == []
    assert re.fullmatch(r"[a-z-]+", answer.json()["error"]["code"])
    assert answer.headers["cache-control"] == "no-store"


def test_judgements_are_taken_along(client: TestClient) -> None:
    """All of them come as one file."""
    answer = client.get("/judgements/export.json")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.json() == {"judgements": []}
