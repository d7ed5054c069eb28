"""Answers from the knowledge base, as payloads. The way of an answer: look up, one part per topic, finish."""

from procedures.answers.choices import choices
from procedures.answers.compare import compare
from procedures.answers.compose import answer
from procedures.answers.simple import simple

__all__ = ["answer", "choices", "compare", "simple"]
