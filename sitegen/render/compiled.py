"""Templates compiled earlier in this process, so that a change of one does not compile them all again.

Only memory is used: nothing that runs is ever read from a disk.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from sitegen.render.memory import Memory

_REMEMBERED = 256
_CODE: Memory[tuple[str, str], CodeType] = Memory(_REMEMBERED)


class CompiledEarlier(jinja2.BytecodeCache):
    """What jinja2 asks for code before it compiles a template.

    Filters of constants are worked out when a template is compiled, so `context` must tell, for each template, all that
    its constants are made of.
    """

    def __init__(self, context: Callable[[str], str]) -> None:
        self._context = context

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The name by which the code is known; jinja2 adds a checksum of the source."""
        return f"{name}\n{self._context(name)}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code, if it is still remembered."""
        bucket.code = _CODE.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code."""
        if bucket.code:
            _CODE.put((bucket.key, bucket.checksum), bucket.code)
