"""After each ingestion the clauses are compared with the code of conduct that they point to."""

import logging
from collections.abc import Callable, Sequence

from assistant.clause_links import ClauseLink
from ingest.report import Report
from ingest.requests import Request
from ingest.work import Observer
from web.background import Perform
from web.texts import label

_log = logging.getLogger(__name__)


def followed(perform: Perform, refresh: Callable[[], Sequence[ClauseLink]]) -> Perform:
    """`perform`, with a comparison of the clauses after it. When that fails the run has succeeded all the same."""

    def perform_and_compare(run: str, request: Request, observer: Observer) -> Report:
        report = perform(run, request, observer)
        try:
            for link in refresh():
                why = label("said", link.flag or "", "da")
                _log.warning("Reglen %s skal gennemgås: %s. Se »kkgpt policy show«.", link.rule, why)
        except Exception:
            _log.exception("the clauses could not be compared with the code of conduct")
        return report

    return perform_and_compare
