"""Change control carried out in this process, with the JSON that a server would give."""

from collections.abc import Callable
from typing import Any

from assistant.measurements import Figures
from web.control_models import ClauseDecision, PauseRequest, ProposalRequest, ShadowRequest
from web.control_operations import ControlOperations
from web.policy_operations import PolicyOperations
from web.services import Services

Json = dict[str, Any]
Told = Callable[[int, int, str], None]


class ControlCommands:
    """Carries out commands of change control; ExpectedError for what is refused."""

    def __init__(self, services: Services) -> None:
        self._policies = PolicyOperations(services.governance, services.corpus)
        self._control = ControlOperations(services.governance)

    def show(self) -> Json:
        """The policy in force."""
        return self._policies.show().model_dump(mode="json")

    def history(self) -> Json:
        """Every policy."""
        return self._policies.history().model_dump(mode="json")

    def propose(self, source: str, by: str, reason: str) -> Json:
        """Propose a policy."""
        wish = ProposalRequest(source=source, by=by, reason=reason)
        return self._policies.propose(wish).model_dump(mode="json")

    def shadow(self, policy: int | None, days: int, progress: Told) -> Json:
        """Run a proposal in shadow."""

        def tell(done: int, total: int) -> None:
            progress(done, total, "")

        found = self._policies.shadow(ShadowRequest(policy=policy, days=days), tell)
        return found.model_dump(mode="json")

    def activate(self, policy: int, by: str) -> Json:
        """Put a proposal in force."""
        return self._policies.activate(policy, by).model_dump(mode="json")

    def discard(self, policy: int, by: str) -> Json:
        """Take a proposal back."""
        return self._policies.discard(policy, by).model_dump(mode="json")

    def decide_clause(self, rule: str, wish: Json) -> Json:
        """Settle a clause's passage."""
        return self._policies.decide_clause(rule, ClauseDecision.model_validate(wish)).model_dump(mode="json")

    def pauses(self) -> Json:
        """The pauses."""
        return self._policies.pauses().model_dump(mode="json")

    def ask_pause(self, wish: Json) -> Json:
        """Ask for a pause."""
        return self._policies.ask_pause(PauseRequest.model_validate(wish)).model_dump(mode="json")

    def confirm_pause(self, pause: int, by: str) -> Json:
        """Confirm a pause."""
        return self._policies.confirm_pause(pause, by).model_dump(mode="json")

    def end_pause(self, pause: int, by: str) -> Json:
        """End a pause."""
        return self._policies.end_pause(pause, by).model_dump(mode="json")

    def audit(self, action: str, most: int) -> Json:
        """Lines of the audit log."""
        return self._control.audit(action, most).model_dump(mode="json")

    def record_figures(self, figures: Json) -> Json:
        """Keep the figures of an evaluation of the rules; the notice page shows them."""
        return self._control.record_figures(Figures.model_validate(figures)).model_dump(mode="json")
