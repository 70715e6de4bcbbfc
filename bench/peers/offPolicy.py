"""obp's estimators of the value of a policy: IPS, SNIPS, direct method, doubly robust."""

import sys
import types

from peer import serve


class Anything(type):
    """A class of which every attribute is such a class."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name, (), {})


class Stub(types.ModuleType):
    """obp imports torch for learners that are not used here; this stands in for it where torch is not installed."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name, (), {})


def stub(names):
    for name in names:
        sys.modules.setdefault(name, Stub(name))


def prepare(given):
    try:
        import torch  # noqa: F401
    except ImportError:
        stub(["torch", "torch.nn", "torch.nn.functional", "torch.optim"])
    import importlib.metadata

    import numpy
    from obp.ope import DirectMethod, DoublyRobust, InverseProbabilityWeighting, SelfNormalizedInverseProbabilityWeighting

    rows, actions = given["rows"], given["actions"]
    log = {
        "reward": given.array("reward"),
        "action": given.array("action").astype(int),
        "pscore": given.array("probability"),
        "action_dist": given.array("target", rows, actions, 1),
        "position": numpy.zeros(rows, dtype=int),
    }
    predicted = given.array("predicted", rows, actions, 1)
    weighting = [InverseProbabilityWeighting(), SelfNormalizedInverseProbabilityWeighting()]
    modelled = [DirectMethod(), DoublyRobust()]

    def task():
        return [each.estimate_policy_value(**log) for each in weighting] + [
            each.estimate_policy_value(**log, estimated_rewards_by_reg_model=predicted) for each in modelled
        ]

    return f"obp {importlib.metadata.version('obp')}, numpy {numpy.__version__}", task


serve(prepare)
