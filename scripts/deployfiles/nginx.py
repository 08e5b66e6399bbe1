"""A configuration of nginx that leads the paths of all functions to one host, for machines of one's own."""

from collections.abc import Iterable

from .function import Function

PORT = 8080
_SERVER = """\
server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/tls/certificate.pem;
    ssl_certificate_key /etc/nginx/tls/key.pem;

    # Tokens and secrets stand in queries, so neither log has them; the functions have one of their own.
    access_log off;
    error_log /var/log/nginx/error.log crit;

    # A function refuses what is too large for it, in the vendor's form; this is for what has no end.
    client_max_body_size 128m;
    proxy_http_version 1.1;
    proxy_request_buffering off;
    proxy_set_header Connection "";
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;

"""
_REST = """\
    # Nothing else is reached from outside: no function's health, no metrics.
    location / {
        default_type application/json;
        return 404 '{"errcode":40066,"errmsg":"invalid url"}';
    }
}
"""


def configuration(functions: Iterable[Function]) -> str:
    """A file for /etc/nginx/conf.d, in which each function is a host of its name."""
    functions = list(functions)
    upstreams = "".join(
        f"upstream {one.service} {{\n    server {one.service}:{PORT};\n    keepalive 8;\n}}\n" for one in functions
    )
    return f"{upstreams}\n{_SERVER}{''.join(map(_location, functions))}{_REST}"


def _location(function: Function) -> str:
    """Its paths as the gateway takes them: in capitals too, and with slashes at the end."""
    paths = "|".join(route.replace("*", ".*") for route in function.record.routes)
    pattern = f"({paths})" if "|" in paths else paths
    return (
        f"    location ~* ^{pattern}/*$ {{\n"
        f"        proxy_pass http://{function.service};\n"
        f"        proxy_read_timeout {function.record.seconds}s;\n"
        "    }\n"
    )
