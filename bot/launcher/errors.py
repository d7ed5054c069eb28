"""The launcher's one exception, and how a foreign error becomes a sentence."""

import errno

from pydantic import ValidationError


class LaunchError(Exception):
    """The start cannot go on; the message is one whole sentence with what to do."""


def settings_sentence(error: ValidationError) -> str:
    """Names the setting that is wrong and what is wrong with it, without its value: it may be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = "_".join(str(part) for part in first["loc"]).upper() or "A setting"
    return f"{name} is not usable: {first['msg'].lower()} (settings come from the environment and from .env)."


def system_sentence(error: OSError) -> str:
    """A sentence for a full disk or another refusal of the system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: free some space and start again."
    return f"The system refused: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}."
