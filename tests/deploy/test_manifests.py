"""What must be so in the Kubernetes manifests, whatever else is changed in them."""

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import yaml

from actions.settings import ActionsSettings
from bot.launcher.parts import ONLY_FOR
from bot.web.body_limit import LARGER
from bot.web.metrics import REGISTRY
from bot.web.settings import WebSettings

BASE = Path(__file__).parents[2] / "deploy/kubernetes/base"
PRODUCTION = BASE.parent / "overlays/production"
MONITORING = BASE.parents[1] / "monitoring"
RESOURCES: list[str] = yaml.safe_load((BASE / "kustomization.yaml").read_text("utf-8"))["resources"]
DOCUMENTS: list[dict[str, Any]] = [
    document for name in RESOURCES for document in yaml.safe_load_all((BASE / name).read_text("utf-8"))
]
PARTS = ("edge", "rasa", "actions")
RASAS_OWN = {"TRACKER_URL", "LOCK_HOST", "LOCK_PORT", "LOCK_DB", "LOCK_PASSWORD"}
NAME_IN_CODE = {"edge": "web", "rasa": "rasa", "actions": "actions"}


def of(kind: str) -> dict[str, dict[str, Any]]:
    """The documents of a kind by name."""
    return {each["metadata"]["name"]: each for each in DOCUMENTS if each["kind"] == kind}


def pods() -> list[dict[str, Any]]:
    """What is run: of deployments and of the job."""
    return [each["spec"]["template"]["spec"] for kind in ("Deployment", "Job") for each in of(kind).values()]


def container(part: str) -> dict[str, Any]:
    found: dict[str, Any] = of("Deployment")[part]["spec"]["template"]["spec"]["containers"][0]
    return found


def test_every_file_of_the_base_is_in_use() -> None:
    assert {path.name for path in BASE.iterdir()} == {*RESOURCES, "kustomization.yaml"}


@pytest.mark.parametrize("pod", pods(), ids=lambda pod: pod["containers"][0]["name"])
def test_a_pod_is_no_root_changes_nothing_and_knows_no_token_of_the_cluster(pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True and pod["securityContext"]["runAsUser"] >= 10000
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False and pod["enableServiceLinks"] is False
    for each in (*pod["containers"], *pod.get("initContainers", ())):
        rights = each["securityContext"]
        assert rights["readOnlyRootFilesystem"] is True and rights["allowPrivilegeEscalation"] is False
        assert rights["capabilities"] == {"drop": ["ALL"]}
        assert each["resources"]["requests"] and each["resources"]["limits"]["memory"]
    assert all("emptyDir" in volume for volume in pod["volumes"])


@pytest.mark.parametrize("part", PARTS)
def test_a_part_has_probes_that_let_it_start_a_budget_and_a_scale(part: str) -> None:
    probes = container(part)
    assert {"startupProbe", "readinessProbe", "livenessProbe"} <= set(probes)
    seconds = probes["startupProbe"]["periodSeconds"] * probes["startupProbe"]["failureThreshold"]
    assert seconds >= (300 if part == "rasa" else 60)
    assert of("PodDisruptionBudget")[part]["spec"]["selector"]["matchLabels"] == {"app": part}
    scale = of("HorizontalPodAutoscaler")[part]["spec"]
    assert scale["scaleTargetRef"]["name"] == part and scale["minReplicas"] >= 2
    assert "replicas" not in of("Deployment")[part]["spec"]  # each roll-out would undo the scale


@pytest.mark.parametrize("part", ["edge", "actions"])
def test_a_part_waits_for_the_tables_that_it_needs(part: str) -> None:
    (wait,) = of("Deployment")[part]["spec"]["template"]["spec"]["initContainers"]
    assert (
        wait["image"]
        == container(part)["image"]
        == of("Job")["publish"]["spec"]["template"]["spec"]["containers"][0]["image"]
    )
    module, command, *options = wait["command"][2:]
    assert wait["command"][:2] == ["python", "-m"] and find_spec(f"{module}.__main__") and command == "wait"
    assert options[0] == "--seconds" and float(options[1]) >= 60
    assert [each for each in container(part)["env"] if each["name"] == "DATABASE_URL"] == wait["env"]


def test_only_publishing_may_change_tables() -> None:
    (publish,) = of("Job")["publish"]["spec"]["template"]["spec"]["containers"]
    assert publish["env"][0]["valueFrom"]["secretKeyRef"] == {"name": "motcua-publish", "key": "DATABASE_URL"}


def test_what_is_scaled_by_is_given_for_pods_of_the_namespace() -> None:
    scales = of("HorizontalPodAutoscaler")
    (wait,), (running,) = scales["rasa"]["spec"]["metrics"], scales["edge"]["spec"]["metrics"]
    rules = yaml.safe_load((MONITORING / "adapter.yml").read_text("utf-8"))
    assert wait["external"]["metric"]["name"] in {rule["name"]["as"] for rule in rules["externalRules"]}
    assert running["pods"]["metric"]["name"] in {rule["name"]["as"] for rule in rules["rules"]}
    series = {name for metric in REGISTRY.collect() for name in (sample.name for sample in metric.samples)}
    (scrape,) = yaml.safe_load((MONITORING / "prometheus-kubernetes.yml").read_text("utf-8"))["scrape_configs"]
    labels = {each.get("target_label") for each in scrape["relabel_configs"]}
    for rule in (*rules["rules"], *rules["externalRules"]):
        asked = set(re.findall(r"\bmotcua_\w+", rule["seriesQuery"] + rule["metricsQuery"]))
        assert asked and asked <= series
        assert set(rule["resources"]["overrides"]) <= labels


def test_prometheus_finds_the_pods_that_give_figures_and_may_look_for_them() -> None:
    (scrape,) = yaml.safe_load((MONITORING / "prometheus-kubernetes.yml").read_text("utf-8"))["scrape_configs"]
    (search,) = scrape["kubernetes_sd_configs"]
    overlay = yaml.safe_load((PRODUCTION / "kustomization.yaml").read_text("utf-8"))
    assert search == {"role": "pod", "namespaces": {"names": [overlay["namespace"]]}}
    kept = {each["regex"] for each in scrape["relabel_configs"] if each.get("action") == "keep"}
    letting = {name for name, policy in of("NetworkPolicy").items() if "monitoring" in _callers(policy)}
    assert kept == {"|".join(sorted(letting, reverse=True)), "http"}
    role, binding = yaml.safe_load_all((PRODUCTION / "monitoring.yml").read_text("utf-8"))
    assert role["rules"] == [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list", "watch"]}]
    assert binding["roleRef"]["name"] == role["metadata"]["name"] and "monitoring.yml" in overlay["resources"]


def test_all_pods_together_stay_below_the_connections_that_the_document_asks_for() -> None:
    (maps,) = yaml.safe_load((BASE / "kustomization.yaml").read_text("utf-8"))["configMapGenerator"]
    given = dict(literal.split("=", 1) for literal in maps["literals"])
    ours = int(given["DATABASE_POOL"]) + int(given["DATABASE_OVERFLOW"])
    rasas = int(given["POSTGRESQL_POOL_SIZE"]) + int(given["POSTGRESQL_MAX_OVERFLOW"])
    most = {part: of("HorizontalPodAutoscaler")[part]["spec"]["maxReplicas"] + 1 for part in PARTS}  # one while rolling
    total = (most["edge"] + most["actions"]) * ours + most["rasa"] * rasas
    text = (BASE.parents[2] / "docs/deploying.md").read_text("utf-8")
    asked = re.search(r"(\d+) in all, so `max_connections` of (\d+)", text)
    assert asked and int(asked[1]) == total and int(asked[2]) >= total + 20


def _callers(policy: dict[str, Any]) -> set[str]:
    found = set()
    for rule in policy["spec"].get("ingress", []):
        for source in rule["from"]:
            labels = source.get("podSelector", source.get("namespaceSelector"))["matchLabels"]
            found.add(next(iter(labels.values())))
    return found


def test_nothing_is_reached_but_by_those_who_need_it() -> None:
    policies = of("NetworkPolicy")
    everybody = policies["deny-all"]["spec"]
    assert everybody == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    callers = {name: _callers(policy) for name, policy in policies.items() if name != "deny-all"}
    assert callers == {
        "edge": {"ingress", "monitoring"},
        "rasa": {"edge"},
        "actions": {"rasa", "edge", "monitoring"},
        "publish": set(),
    }
    assert all(rule["from"] for policy in policies.values() for rule in policy["spec"].get("ingress", []))
    assert all(rule["to"] for policy in policies.values() for rule in policy["spec"].get("egress", []))


def test_services_are_reached_from_inside_only() -> None:
    assert {each["spec"].get("type", "ClusterIP") for each in of("Service").values()} == {"ClusterIP"}
    assert "Ingress" not in {each["kind"] for each in DOCUMENTS}


@pytest.mark.parametrize("part", PARTS)
def test_each_secret_goes_only_to_the_part_that_needs_it(part: str) -> None:
    secrets = [each for each in container(part)["env"] if "valueFrom" in each]
    assert {each["valueFrom"]["secretKeyRef"]["name"] for each in secrets} == {f"motcua-{part}"}
    for each in secrets:
        name = each["name"]
        assert (name in RASAS_OWN and part == "rasa") or NAME_IN_CODE[part] in ONLY_FOR[name], name


@pytest.mark.parametrize(("part", "settings"), [("edge", WebSettings), ("actions", ActionsSettings)])
def test_a_part_gets_all_that_it_does_not_start_without(part: str, settings: Any) -> None:
    needed = {name.upper() for name, field in settings.model_fields.items() if field.is_required()}
    assert needed <= {each["name"] for each in container(part)["env"]}


def _annotations_by_path() -> dict[str, dict[str, str]]:
    text = (PRODUCTION / "ingress.yml").read_text("utf-8")
    return {
        path["path"]: {name.rpartition("/")[2]: value for name, value in each["metadata"]["annotations"].items()}
        for each in yaml.safe_load_all(text)
        for rule in each["spec"]["rules"]
        for path in rule["http"]["paths"]
    }


def test_an_ingress_lets_through_as_large_a_file_as_the_web_takes() -> None:
    paths = _annotations_by_path()
    assert {path: paths[path]["proxy-body-size"] for path in LARGER} == {
        path: f"{largest // 1024**2}m" for path, largest in LARGER.items()
    }
    assert paths["/"]["proxy-body-size"] == "64k"


def test_an_ingress_writes_down_no_address() -> None:
    for annotations in _annotations_by_path().values():
        assert annotations["enable-access-log"] == "false" and annotations["force-ssl-redirect"] == "true"


@pytest.mark.skipif(not which("kubectl"), reason="no kubectl here")
@pytest.mark.parametrize("overlay", ["production", "trial"])
def test_an_overlay_can_be_built(overlay: str) -> None:
    build = ["kubectl", "kustomize", str(BASE.parent / "overlays" / overlay)]
    built = list(yaml.safe_load_all(subprocess.run(build, capture_output=True, check=True).stdout))
    kinds = {each["kind"] for each in built}
    assert {"Deployment", "Job", "ConfigMap"} <= kinds and ("HorizontalPodAutoscaler" in kinds) == (
        overlay == "production"
    )
