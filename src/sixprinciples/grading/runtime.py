"""The warm server of a thread: started when first needed, kept from submission to submission."""

from __future__ import annotations

import atexit
import threading

from sixprinciples.grading.sandbox import Kind, Limits
from sixprinciples.grading.warm import Warm

_servers = threading.local()  # one thread at a time may use a server


def warm_server(sandbox: Kind, limits: Limits, preload: tuple[str, ...]) -> Warm:
    """Return this thread's warm server; one for other needs replaces it.

    Args:
        sandbox: "bubblewrap" or "off".
        limits: what each interpreter may use.
        preload: modules to import besides the usual.

    Raises:
        SandboxError: there can be no sandbox.
    """
    key = (sandbox, limits, preload)
    if getattr(_servers, "key", None) != key:
        if getattr(_servers, "key", None):
            _servers.warm.close()
            atexit.unregister(_servers.warm.close)
        _servers.key = None
        _servers.warm = Warm(sandbox=sandbox, limits=limits, preload=preload)
        _servers.key = key
        atexit.register(_servers.warm.close)
    return _servers.warm
