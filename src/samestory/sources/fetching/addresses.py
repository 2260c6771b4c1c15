"""Which addresses may be connected to: public ones, and nothing of this machine or its network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

Resolver = Callable[[str, int], Sequence[str]]
Checker = Callable[[str], str | None]

_MAX_URL_CHARS = 4_000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class AddressError(ValueError):
    """An address that is not fetched, and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `path` is all that is asked of the host."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """The scheme, host and port, which share one robots.txt."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def netloc(self) -> str:
        """The host as it stands in a request."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_target(url: str) -> Target:
    """Take an address apart.

    >>> parse_target("HTTP://Velma.example/a b?q=é#top").url
    'http://velma.example/a%20b?q=%C3%A9'

    Raises:
        AddressError: it is none, carries a password, or is of another kind than http.
    """
    if len(url) > _MAX_URL_CHARS:
        raise AddressError("the address is far too long")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise AddressError(f"it is no address ({error})") from error
    if parts.scheme not in _PORTS:
        raise AddressError(f"'{parts.scheme[:20]}' is not fetched, only http and https")
    if parts.username is not None or parts.password is not None:
        raise AddressError("it carries a name or password")
    host = _host(parts.hostname or "")
    port = _PORTS[parts.scheme] if port is None else port
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    target = Target("", parts.scheme, host, port, urlunsplit(("", "", path, query, "")))
    whole = urlunsplit((parts.scheme, target.netloc, path, query, ""))
    return Target(whole, target.scheme, target.host, target.port, target.path)


def resolve(host: str, port: int) -> Sequence[str]:
    """Look a host up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def choose_address(target: Target, resolver: Resolver, check: Checker) -> str:
    """Choose the one address that is connected to; it is looked up once and then used as it is.

    A host of which any address is refused is refused: it would be another one next time.

    Raises:
        AddressError: there is none, or it may not be connected to.
    """
    try:
        found = resolver(target.host, target.port)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"the host '{target.host[:100]}' is not found") from error
    if not found:
        raise AddressError(f"the host '{target.host[:100]}' is not found")
    for address in found:
        if reason := check(address):
            raise AddressError(reason)
    return found[0]


def refuse_private(address: str) -> str | None:
    """Say why an address is not connected to, if it is not public.

    >>> refuse_private("192.0.2.1") is None, refuse_private("93.184.216.34") is None
    (False, True)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"'{address[:60]}' is no address"
    for each in (found, *_embedded(found)):
        public = each.is_global and not (each.is_multicast or each.is_reserved or each.is_unspecified)
        if not public or each.is_link_local or each.is_loopback or each.is_private:
            return f"{address} is an address of this machine, its network or none that is public"
    return None


def refuse_none(_address: str) -> str | None:
    """Let every address through: for those who say so."""
    return None


def _embedded(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Give the older addresses that lie in a newer one, and to which some networks pass it on."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or int(address) >> 32 == 0:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def _host(host: str) -> str:
    if not host:
        raise AddressError("it names no host")
    if ":" in host:
        return host
    try:
        plain = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressError("its host is no name") from error
    if not all(char.isalnum() or char in ".-_" for char in plain):
        raise AddressError("its host is no name")
    return plain
