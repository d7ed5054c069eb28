"""Which topic a message asks about: word and character features of both views, a linear model, calibrated.

The vectorizers see the words around names (masking.py), as written and folded, so that a message without diacritics
still shares half of its features with the examples (features.py). The weights are those of an SVM with a little of
naive Bayes. A softmax over the margins, its sharpness fitted on messages that had not been seen, makes them into
probabilities.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from bot.nlu.copies import with_copies
from bot.nlu.features import LAYOUT, Features
from bot.nlu.masking import Views
from bot.nlu.spelling import Spelling
from procedures.text.typing import meant

OUTSIDE, DANGER = "out_of_scope", "danger"
_NAMED, _OTHER, _ALONE = "PROCEDURE", "OTHER", "ALONE"
_CAUTION_NAMED, _CAUTION_OTHER = 1 / 2, 2.5
"""The share of the caution where a procedure of ours is named, and where another official one is; none where a message
says hardly more than facts."""
_BAYES, _SMOOTHING = 0.055, 0.3
"""How much a naive Bayes model of the same features says beside the SVM, and how it counts what it never saw."""
_FOLDS = 4
"""One part in so many is kept apart to fit the sharpness."""


class TopicModel:
    """Trained with ``fit``; ``probabilities`` gives one row per message, columns in the order of ``labels``."""

    def __init__(self, strength: float = 0.25, seed: int = 7, caution: float = 0.0) -> None:
        """``strength``: the SVM's C; ``seed``: of shuffling, the same seed and data give the same model.

        ``caution``: added to the margin of what is out of scope, less where something of ours is named, for no corpus
        holds all that people may ask.
        """
        self.strength = strength
        self.seed = seed
        self.caution = caution
        self.labels: list[str] = []
        self.sharpness = 1.0
        self._features = Features([()] * len(LAYOUT), np.zeros(0))
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    def fit(self, examples: Sequence[Views], topics: Sequence[str]) -> None:
        """Learns from examples and their topics; every topic needs at least two examples, and there are two or more."""
        self.labels = sorted(set(topics))
        self.sharpness = self._fitted_sharpness(examples, topics)
        self._learn(examples, topics)

    def probabilities(self, examples: Sequence[Views]) -> np.ndarray:
        """Calibrated probability of each topic for each message."""
        margins = self._margins(examples)
        if OUTSIDE in self.labels:
            share = np.array([_share_of_caution(example) for example in examples])
            if DANGER in self.labels:  # who is in danger is never refused out of caution
                share *= margins.argmax(axis=1) != self.labels.index(DANGER)
            margins[:, self.labels.index(OUTSIDE)] += self.caution * share
        margins = margins * self.sharpness
        powers = np.exp(margins - margins.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def save(self, folder: Path) -> None:
        """Writes plain arrays and lists, nothing that could run code when it is loaded."""
        np.savez_compressed(folder / "topics.npz", weights=self._weights, bias=self._bias, rarity=self._features.rarity)
        content = {"labels": self.labels, "sharpness": self.sharpness, "caution": self.caution}
        content["features"] = self._features.known
        (folder / "topics.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "TopicModel":
        """The model that ``save`` wrote."""
        model = cls()
        content = json.loads((folder / "topics.json").read_text("utf-8"))
        with np.load(folder / "topics.npz", allow_pickle=False) as arrays:
            model._weights, model._bias = arrays["weights"], arrays["bias"]
            model._features = Features(content["features"], arrays["rarity"])
        model.labels, model.sharpness = content["labels"], content["sharpness"]
        model.caution = content["caution"]
        return model

    def _learn(self, examples: Sequence[Views], topics: Sequence[str]) -> None:
        spelling = Spelling.of([meant(example.written.split()) for example in examples])
        examples, topics = with_copies(examples, topics, self.seed, spelling)
        self._features = Features.of(examples)
        rows_of_examples = self._features.rows(examples)
        machine = LinearSVC(C=self.strength, random_state=self.seed)
        machine.fit(rows_of_examples, topics)
        rows = {label: row for row, label in enumerate(machine.classes_)}
        weights, bias = machine.coef_, machine.intercept_
        if len(rows) == 2:  # scikit-learn keeps one row for two classes
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        # One row per feature: a message has few, and multiplying then touches only their rows.
        self._weights = np.zeros((weights.shape[1], len(self.labels)), dtype=np.float32)
        self._bias = np.full(len(self.labels), -1.0, dtype=np.float32)
        for label, row in rows.items():
            self._weights[:, self.labels.index(label)] = weights[row]
            self._bias[self.labels.index(label)] = bias[row]
        bayes = ComplementNB(alpha=_SMOOTHING).fit(rows_of_examples, topics)
        for row, label in enumerate(bayes.classes_):
            self._weights[:, self.labels.index(label)] += _BAYES * bayes.feature_log_prob_[row]

    def _margins(self, examples: Sequence[Views]) -> np.ndarray:
        margins = np.empty((len(examples), len(self.labels)), dtype=np.float32)
        for number, example in enumerate(examples):
            places, values = self._features.row(example)
            margins[number] = values @ self._weights[places] + self._bias
        return margins

    def _fitted_sharpness(self, examples: Sequence[Views], topics: Sequence[str]) -> float:
        folds = StratifiedKFold(min(_FOLDS, min(Counter(topics).values())), shuffle=True, random_state=self.seed)
        seen, unseen = next(folds.split(np.zeros(len(topics)), topics))
        self._learn([examples[i] for i in seen], [topics[i] for i in seen])
        margins = self._margins([examples[i] for i in unseen])
        truth = np.array([self.labels.index(topics[i]) for i in unseen])

        def loss(sharpness: float) -> float:
            scores = margins * sharpness
            top = scores.max(axis=1)
            normal = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
            return float(np.mean(normal - scores[np.arange(len(truth)), truth]))

        return float(minimize_scalar(loss, bounds=(0.5, 30.0), method="bounded").x)


def _share_of_caution(example: Views) -> float:
    words = example.written.split()
    if _NAMED in words:
        return _CAUTION_NAMED
    return _CAUTION_OTHER if _OTHER in words else 0.0 if _ALONE in example.told.split() else 1.0
