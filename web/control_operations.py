"""What can be asked about the audit log, hand-overs and measurements."""

from dataclasses import asdict

from assistant.answer import Language
from assistant.governance import Governance
from assistant.handovers import Handover
from assistant.measurements import Figures
from web.control_errors import told
from web.control_models import AuditEntry, AuditPage, ClosingRequest, HandoverRequest, HandoverView

EVALUATION = "kkgpt evaluate"


class ControlOperations:
    """Reads the log, takes hand-overs in and closes them, keeps figures. ExpectedError for what is refused."""

    def __init__(self, governance: Governance) -> None:
        self._governance = governance

    def audit(self, action: str = "", most: int = 50, offset: int = 0) -> AuditPage:
        """Lines of the audit log, the newest first."""
        page = self._governance.audit.page(action, most, offset)
        entries = [AuditEntry.model_validate(asdict(entry)) for entry in page.entries]
        return AuditPage(entries=entries, total=page.total)

    def actions(self) -> list[str]:
        """The actions that occur in the audit log."""
        return self._governance.audit.actions()

    def hand_over(self, wish: HandoverRequest, language: Language = "da") -> HandoverView:
        """Hand an answer over to the hotline."""
        with told(language):
            return _handover(self._governance.handovers.add(wish.answer, wish.note, wish.question))

    def handover(self, handover: str, language: Language = "da") -> HandoverView:
        """How a hand-over stands."""
        with told(language):
            return _handover(self._governance.handovers.get(handover))

    def close_handover(self, handover: str, wish: ClosingRequest, language: Language = "da") -> HandoverView:
        """Close a hand-over."""
        with told(language):
            return _handover(self._governance.handovers.close(handover, wish.by, wish.note))

    def waiting(self) -> int:
        """How many hand-overs are open."""
        return self._governance.handovers.page("open", most=1)[1]

    def record_figures(self, figures: Figures) -> Figures:
        """Keep the figures of an evaluation."""
        self._governance.measurements.record(figures, EVALUATION)
        return figures


def _handover(handover: Handover) -> HandoverView:
    return HandoverView(
        id=handover.id,
        answer=handover.answer,
        status=handover.status,
        at=handover.at,
        closed_at=handover.closed_at,
        closing_note=handover.closing_note,
    )
