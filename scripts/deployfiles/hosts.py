"""What leads the paths of all functions to one host: the platforms' own route tables.

Paths are matched as they are written in the records. A platform that matches none answers by itself.
"""

from collections.abc import Iterable
from typing import Any

from shared.capability import BELOW

from .function import Function

# Knative's own ingress behind the cluster's; where Knative has another one than Kourier, its service stands here.
_INGRESS = {"name": "kourier-internal", "namespace": "kourier-system"}
_GATEWAY_API = "gateway.networking.k8s.io"
_BACKEND = "https://www.googleapis.com/compute/v1/projects/${PROJECT}/global/backendServices/%s"


def fc(functions: Iterable[Function]) -> dict[str, Any]:
    """s.yaml for Serverless Devs (component fc3-domain): a custom domain of Aliyun FC."""
    routes = [
        {"path": path, "functionName": one.cloud_name, "qualifier": "LATEST", "methods": one.methods}
        for one in functions
        for path in one.record.routes
    ]
    certificate = {"certName": "wx-image-functions", "certificate": "./certificate.pem", "privateKey": "./key.pem"}
    props = {
        "region": "${vars.region}",
        "domainName": "${env('DOMAIN')}",
        "protocol": "HTTPS",
        "certConfig": certificate,
        "routeConfig": {"routes": routes},
    }
    return {
        "edition": "3.0.0",
        "name": "wx-image-functions-domain",
        "access": "default",
        "vars": {"region": "cn-hangzhou"},
        "resources": {"domain": {"component": "fc3-domain", "props": props}},
    }


def scf(functions: Iterable[Function]) -> dict[str, Any]:
    """The CreateCustomDomain request of Tencent SCF. Each function needs a function URL before."""
    routes = [
        {"Namespace": "default", "FunctionName": one.cloud_name, "Qualifier": "$LATEST", "PathMatch": path}
        for one in functions
        for path in one.record.routes
    ]
    return {
        "Domain": "${DOMAIN}",
        "Protocol": "HTTPS",
        "CertConfig": {"CertificateId": "${CERTIFICATE_ID}"},
        "EndpointsConfig": routes,
    }


def cloud_run(functions: Iterable[Function]) -> dict[str, Any]:
    """The URL map of a Google load balancer; behind each backend service stands a function's serverless NEG."""
    functions = list(functions)
    rules = [{"paths": list(one.record.routes), "service": _BACKEND % one.service} for one in functions]
    nowhere = {"faultInjectionPolicy": {"abort": {"httpStatus": 404, "percentage": 100}}}
    default = {"defaultService": _BACKEND % functions[0].service, "defaultRouteAction": nowhere}
    return {
        "name": "wx-image-functions",
        **default,
        "hostRules": [{"hosts": ["${DOMAIN}"], "pathMatcher": "functions"}],
        "pathMatchers": [{"name": "functions", **default, "pathRules": rules}],
    }


def knative(functions: Iterable[Function]) -> list[dict[str, Any]]:
    """HTTPRoutes of the Gateway API, one for each function, and the grant that lets them use Knative's ingress.

    Knative's ingress tells its Services apart by the host, so each route rewrites it to the name inside the cluster.
    """
    here = {"group": _GATEWAY_API, "kind": "HTTPRoute", "namespace": "${NAMESPACE}"}
    grant = {
        "apiVersion": f"{_GATEWAY_API}/v1beta1",
        "kind": "ReferenceGrant",
        "metadata": {"name": "wx-image-functions", "namespace": _INGRESS["namespace"]},
        "spec": {"from": [here], "to": [{"group": "", "kind": "Service", "name": _INGRESS["name"]}]},
    }
    return [grant, *map(_http_route, functions)]


def _match(route: str) -> dict[str, str]:
    below = route.endswith(BELOW)
    return {"type": "PathPrefix" if below else "Exact", "value": route.removesuffix(BELOW)}


def _http_route(function: Function) -> dict[str, Any]:
    host = f"{function.service}.${{NAMESPACE}}.svc.cluster.local"
    rule = {
        "matches": [{"path": _match(route)} for route in function.record.routes],
        "filters": [{"type": "URLRewrite", "urlRewrite": {"hostname": host}}],
        "backendRefs": [{**_INGRESS, "port": 80}],
        "timeouts": {"request": f"{function.record.seconds}s"},
    }
    return {
        "apiVersion": f"{_GATEWAY_API}/v1",
        "kind": "HTTPRoute",
        "metadata": {"name": function.service, "namespace": "${NAMESPACE}"},
        "spec": {"parentRefs": [{"name": "${GATEWAY}"}], "hostnames": ["${DOMAIN}"], "rules": [rule]},
    }
