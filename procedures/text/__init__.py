"""Vietnamese text as people type it: cleaning, folding, tokens, codes, dates and personal numbers.

The only package that both runtimes import (docs/adr/0002-two-runtimes.md): standard library only, valid on Python 3.10.
"""

from procedures.text.codes import find_application_codes, find_partial_code, find_procedure_codes, join_code
from procedures.text.dates import find_dates
from procedures.text.personal import PERSONAL_KINDS, PLACEHOLDER, blank_known, find_personal, placeholder
from procedures.text.writing import FILLER, Span, clean, fold, replace, tokens

__all__ = [
    "FILLER",
    "PERSONAL_KINDS",
    "PLACEHOLDER",
    "Span",
    "blank_known",
    "clean",
    "find_application_codes",
    "find_dates",
    "find_partial_code",
    "find_personal",
    "find_procedure_codes",
    "fold",
    "join_code",
    "placeholder",
    "replace",
    "tokens",
]
