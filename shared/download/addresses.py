"""Which hosts we may download from: host names in one spelling, public addresses, the operator's exceptions."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Self

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Not public, though `is_global` says so, at least in older Pythons (3.11.7 predates the fix of python/cpython#113171).
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments; Oracle's instance metadata is 192.0.0.192
        "192.88.99.0/24",  # 6to4 relays
        "168.63.129.16/32",  # Azure's host agent
        "2001::/23",  # protocol assignments: Teredo (embeds an IPv4 address), ORCHID
        "2002::/16",  # 6to4 (embeds an IPv4 address)
        "3fff::/20",  # documentation
    )
)
# All of the global unicast space. IPv4-compatible, site-local, 64:ff9b:1::/48 and 5f00::/16 lie outside of it.
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: how an IPv6-only network reaches IPv4 hosts

_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)


def ip_literal(host: str) -> Address | None:
    """The address that `host` spells in its standard form, or None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def host_name(text: str) -> str:
    """A host name in one spelling: lower case, IDNA, no trailing dot.

    Raises ValueError for anything else, also for 0x7f.1, 2130706433 and 127.1, which a resolver reads as addresses:
    a name that ends in a number is never a domain (https://url.spec.whatwg.org/#ends-in-a-number-checker).
    """
    name = text.lower()
    if not name.isascii() and len(name) <= 253:
        name = name.encode("idna").decode("ascii").lower()
    name = name.removesuffix(".")
    if len(name) > 253 or not _NAME.fullmatch(name) or _NUMBER.fullmatch(name.rpartition(".")[2]):
        raise ValueError("not a host name")
    return name


def is_public(address: Address) -> bool:
    """Tell whether a host on the public internet has this address: not ours, not the cloud's, not a group."""
    address = _reached(address)
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast and not any(address in network for network in _NOT_PUBLIC)


def _reached(address: Address) -> Address:
    """The IPv4 address that a packet to an IPv4-mapped or NAT64 address reaches; any other address is itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


class StrangeEntry(ValueError):
    """Neither an address, nor a network without host bits, nor a host name without scheme, port and wildcard."""

    def __init__(self, entry: str) -> None:
        super().__init__(f"{entry!r} is neither an address, nor a network without host bits, nor a host name")
        self.entry = entry


@dataclass(frozen=True)
class Allow:
    """Networks, and host names with whatever addresses they have, that are permitted although they are not public."""

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read addresses, networks and host names, parted by commas or spaces. Raises StrangeEntry for a bad one."""
        networks, hosts = [], set()
        for entry in text.replace(",", " ").split():
            try:
                networks.append(ipaddress.ip_network(entry))
            except ValueError:
                hosts.add(_allowed_host(entry))
        return cls(tuple(networks), frozenset(hosts))

    def permits(self, host: str, address: Address) -> bool:
        """Tell whether we may connect to `address`, which `host` (as `host_name` spells it) resolved to."""
        reached = _reached(address)
        return host in self.hosts or is_public(reached) or any(reached in network for network in self.networks)


def _allowed_host(entry: str) -> str:
    try:
        return host_name(entry)
    except ValueError as error:
        raise StrangeEntry(entry) from error
