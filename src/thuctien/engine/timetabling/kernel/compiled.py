"""How the kernel is compiled, and where the compiled code is kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_compile: Any = numba.njit
Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called; the code is kept for the next start.

    Nothing in the kernel makes an array, so references to arrays are not counted (``_nrt``): with
    the counting the same moves took ten times as long.
    """
    return cast(
        "Function",
        _compile(cache=True, error_model="numpy", forceinline=True, _nrt=False)(function),
    )


def is_compiled() -> bool:
    """Say whether code of these very sources is kept already, so that a start needs no waiting."""
    return any(_FOLDER.rglob("*.nbc"))


def _folder() -> Path:
    """Return a folder that no other version of the sources uses.

    The library looks at the file of the function that is called, not at those that it calls: kept
    beside the sources, code would stay in use after a change in another file.
    """
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for above in (own, Path(tempfile.gettempdir())):
        folder = above / "thuctien" / f"kernel-{digest.hexdigest()[:16]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp())


_FOLDER = _folder()
numba.config.CACHE_DIR = str(_FOLDER)  # type: ignore[attr-defined]
