"""Knative Services: for a cluster with Knative Serving, and for Cloud Run, which takes the same kind in its own way."""

from typing import Any

from .function import CONCURRENCY, INSTANCES, SECRET, Function

PORT = 8080
SECRET_NAME = "wx-image-functions"  # noqa: S105  # the name of the Secret, not one
IMAGE = "${REGISTRY}/%s:${TAG}"
_LEAST_OF_SECOND_GENERATION = 512  # MB; Cloud Run's first generation takes 128
# The port opens when the engine is loaded. Not /readyz: without its store a function still answers -1, which callers
# understand, and the platform without an instance a page.
_READY = {"httpGet": {"path": "/healthz", "port": PORT}, "periodSeconds": 5, "timeoutSeconds": 3}
_ALIVE = {
    "httpGet": {"path": "/healthz", "port": PORT},
    "periodSeconds": 30,
    "timeoutSeconds": 10,
    "failureThreshold": 6,
}
_SECURITY = {
    "runAsNonRoot": True,
    "readOnlyRootFilesystem": True,
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}


def service(function: Function) -> dict[str, Any]:
    """A Service for Knative Serving. What the function asks for comes out of one Secret."""
    container = _container(function) | {
        "envFrom": [{"secretRef": {"name": SECRET_NAME}}],
        "readinessProbe": _READY,
        "livenessProbe": _ALIVE,
        "securityContext": _SECURITY,
        "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}],  # noqa: S108
    }
    container["resources"]["requests"] = {"cpu": "100m", "memory": f"{function.record.megabytes}Mi"}
    scale = {"autoscaling.knative.dev/min-scale": "0", "autoscaling.knative.dev/max-scale": str(INSTANCES)}
    made = _service(function, container, scale)
    made["spec"]["template"]["spec"]["volumes"] = [{"name": "tmp", "emptyDir": {}}]
    return made


def cloud_run(function: Function) -> dict[str, Any]:
    """A Service for Cloud Run: no envFrom and no securityContext there, and /tmp is writable as it is."""
    container = _container(function)
    for name in function.asked:
        secret = {"valueFrom": {"secretKeyRef": {"name": name.lower().replace("_", "-"), "key": "latest"}}}
        container["env"].append({"name": name, **(secret if name in SECRET else {"value": f"${{{name}}}"})})
    container |= {"startupProbe": _READY | {"failureThreshold": 12}, "livenessProbe": _ALIVE}
    annotations = {"autoscaling.knative.dev/minScale": "0", "autoscaling.knative.dev/maxScale": str(INSTANCES)}
    annotations["run.googleapis.com/startup-cpu-boost"] = "true"
    if function.record.megabytes < _LEAST_OF_SECOND_GENERATION:
        annotations["run.googleapis.com/execution-environment"] = "gen1"
    made = _service(function, container, annotations)
    # Callers show our token, not Google's: without this, Cloud Run itself answers each of them 403.
    made["metadata"]["annotations"] = {"run.googleapis.com/invoker-iam-disabled": "true"}
    return made


def _container(function: Function) -> dict[str, Any]:
    return {
        "image": IMAGE % function.service,
        "ports": [{"name": "http1", "containerPort": PORT}],
        "env": [{"name": name, "value": value} for name, value in function.settings.items()],
        "resources": {"limits": {"cpu": "1", "memory": f"{function.record.megabytes}Mi"}},
    }


def _service(function: Function, container: dict[str, Any], annotations: dict[str, str]) -> dict[str, Any]:
    spec = {"containerConcurrency": CONCURRENCY, "timeoutSeconds": function.record.seconds, "containers": [container]}
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Service",
        "metadata": {"name": function.service},
        "spec": {"template": {"metadata": {"annotations": annotations}, "spec": spec}},
    }
