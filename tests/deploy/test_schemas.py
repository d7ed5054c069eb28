"""The manifests against what Kubernetes itself says of their kinds, strictly: an unknown field is a mistake."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

HERE = Path(__file__).parent
MANIFESTS = HERE.parents[1] / "deploy/kubernetes"
SCHEMAS: dict[str, Any] = json.loads((HERE / "kubernetes-1.30.json").read_text("utf-8"))


def documents() -> list[Any]:
    """Each document of each file, by file and name."""
    return [
        pytest.param(document, id=f"{path.name}-{document['metadata']['name']}")
        for path in sorted(MANIFESTS.rglob("*.yml"))
        for document in yaml.safe_load_all(path.read_text("utf-8"))
    ]


def mistakes(document: dict[str, Any]) -> list[str]:
    """What Kubernetes 1.30 would say of it."""
    kind = SCHEMAS["kinds"][f"{document['apiVersion']} {document['kind']}"]
    validator = Draft7Validator({"$ref": kind, "$defs": SCHEMAS["$defs"]})
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


@pytest.mark.parametrize("document", documents())
def test_kubernetes_knows_every_field_of_a_manifest(document: dict[str, Any]) -> None:
    assert mistakes(document) == []


@pytest.mark.parametrize("wrong", [{"replica": 1}, {"template": {"spec": {"containers": [{"image": "x"}]}}}])
def test_an_unknown_field_and_a_missing_one_are_found(wrong: dict[str, Any]) -> None:
    deployment = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}}
    right = {"selector": {"matchLabels": {"app": "x"}}, "template": {"spec": {"containers": [{"name": "x"}]}}}
    assert mistakes({**deployment, "spec": right}) == []
    assert mistakes({**deployment, "spec": {**right, **wrong}})
