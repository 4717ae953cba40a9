"""What each client may take of the workers' time, so that one cannot take it from all."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network

from restokg.errors import BusyError

MOST_CLIENTS = 10_000
MOST_AT_ONCE = 64


@lru_cache(maxsize=MOST_CLIENTS)
def payer(client: str) -> str:
    """Return who pays for an address: of IPv6 its network, in which one client has all it likes.

    >>> payer("192.0.2.1"), payer("2001:db8::7:1"), payer("::ffff:192.0.2.1")
    ('192.0.2.1', '2001:db8::/64', '192.0.2.1')
    """
    if ":" not in client:
        return client
    try:
        address = IPv6Address(client)
    except ValueError:
        return client
    mapped = address.ipv4_mapped
    return str(mapped or IPv6Network((int(address), 64), strict=False))


class _Account:
    __slots__ = ("at", "balance", "open")

    def __init__(self, balance: float, at: float) -> None:
        self.balance = balance
        self.at = at
        self.open = 0


class Budgets:
    """A store of seconds for each client, refilled as time goes by.

    A client with nothing left is refused until it has something again; a request that has begun
    may take more than is left, and the next ones pay for it. ``capacity`` is in seconds of
    workers' time, ``refill`` in such seconds for each second.
    """

    def __init__(
        self, capacity: float, refill: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.capacity = capacity
        self.refill = refill
        self._clock = clock
        self._accounts: OrderedDict[str, _Account] = OrderedDict()

    def open(self, client: str) -> None:
        """Let a request of this client begin.

        Raises:
            BusyError: If its budget is used up, or too many of its requests are open.
        """
        account = self._account(client)
        if account.balance <= 0:
            wait = max(1, math.ceil(-account.balance / self.refill))
            reason = "The budget of computing time of this client is used up."
            raise BusyError(reason, retry_after=wait, own_fault=True)
        if account.open >= MOST_AT_ONCE:
            reason = f"{MOST_AT_ONCE} requests of this client are being worked on."
            raise BusyError(reason, retry_after=1, own_fault=True)
        account.open += 1

    def close(self, client: str, seconds: float) -> None:
        """Note that a request has ended, and what it took."""
        account = self._account(client)
        account.open = max(0, account.open - 1)
        account.balance -= seconds

    def _account(self, client: str) -> _Account:
        now, client = self._clock(), payer(client)
        account = self._accounts.get(client)
        if account is None:
            account = self._accounts[client] = _Account(self.capacity, now)
            if len(self._accounts) > MOST_CLIENTS:
                self._forget()
        else:
            self._accounts.move_to_end(client)
        account.balance = min(self.capacity, account.balance + (now - account.at) * self.refill)
        account.at = now
        return account

    def _forget(self) -> None:
        """Forget the client not seen for longest, but none with a request open."""
        for client, account in self._accounts.items():
            if account.open == 0:
                del self._accounts[client]
                return
