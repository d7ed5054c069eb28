"""Why a wish about models is not taken."""


class TrainingRefused(Exception):
    """Nothing was changed.

    TrainingRefused
    ├── Unavailable        ``why``: no_launcher or no_tests
    ├── AlreadyTraining    one is under way
    ├── NothingToTrain     the running model knows exactly these examples
    ├── AlreadyEnded       there is nothing left to stop
    ├── AlreadyReleasing   one is under way
    └── NotReleasable      ``why``: unknown, live, refused, gone, other_sources, measured_beside_another, never_live
    """


class Unavailable(TrainingRefused):
    """This installation trains and releases nothing; ``why`` is no_launcher or no_tests."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class AlreadyTraining(TrainingRefused):
    """Another training waits or runs."""


class NothingToTrain(TrainingRefused):
    """The running model was trained with exactly the examples that are accepted now."""


class AlreadyEnded(TrainingRefused):
    """The training has ended before, or was never there."""


class AlreadyReleasing(TrainingRefused):
    """Another release is under way."""


class NotReleasable(TrainingRefused):
    """This model must not answer citizens now; ``why`` stands in the tree above."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why
