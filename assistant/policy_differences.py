"""What differs between two policies, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guardrails.policy import Policy


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of the policy, as "decision.acts.question", with what stood there and what stands there now.

    None where there is nothing.
    """

    where: str
    before: str | None
    after: str | None


def differences(before: Policy, after: Policy) -> list[Difference]:
    """The differences in the order of the newer policy; the order of the rules counts, for the first one decides."""
    old, new = dict(_places(before)), dict(_places(after))
    places = [*new, *(place for place in old if place not in new)]
    return [
        Difference(place, old.get(place), new.get(place))
        for place in places
        if old.get(place) != new.get(place)
    ]


def _places(policy: Policy) -> Iterator[tuple[str, str]]:
    """Every value of a policy with the way to it."""
    yield "order", ", ".join(policy.rules)
    yield from _leaves("title", policy.title.model_dump())
    for name, rule in policy.rules.items():
        yield from _leaves(name, rule.model_dump(exclude={"id"}))
    for name, contact in policy.contacts.items():
        yield from _leaves(f"contacts.{name}", contact.model_dump())


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
    elif value is not None:
        yield path, str(value)
