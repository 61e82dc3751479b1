"""Keeping the links from clauses to the municipality's own code of conduct true while the corpus changes."""

from collections.abc import Callable, Mapping
from threading import Lock

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.audit import SYSTEM, Audit, now
from assistant.clause_links import (
    ClauseCheckRow,
    ClauseLink,
    ClauseLinkRow,
    Flag,
    State,
    link_of,
    point_to,
    suggest,
)
from assistant.own_code import KIND, CodeBlock, best_blocks, blocks_of, find_quote, most_alike
from assistant.refusals import RefusedError
from guardrails.policy import Policy
from ingest.corpus import Corpus, Version
from ingest.embedding.embedder import Embedder

_THE_CHECK = 1


class Clauses:
    """Finds the passages of clauses, follows them from version to version, and flags those that changed.

    Safe to use from several threads. `policy` gives the policy in force.
    """

    def __init__(
        self, engine: Engine, corpus: Corpus, embedder: Embedder, policy: Callable[[], Policy], audit: Audit
    ) -> None:
        self._engine = engine
        self._corpus = corpus
        self._embedder = embedder
        self._policy = policy
        self._audit = audit
        self._changing = Lock()
        self._known: dict[str, ClauseLink] | None = None

    def links(self) -> dict[str, ClauseLink]:
        """The links by rule, as they were found last; cheap, for every answer asks for them."""
        known = self._known
        if known is None:
            with self._changing, Session(self._engine) as session:
                rows = session.scalars(select(ClauseLinkRow))
                known = self._known = {row.rule: link_of(row) for row in rows}
        return known

    def url(self, rule: str) -> str | None:
        """Where the code of conduct says what a rule follows; none where that is not known or in doubt."""
        link = self.links().get(rule)
        return link.url if link else None

    def flagged(self) -> list[ClauseLink]:
        """The links that somebody must look at."""
        return [link for link in self.links().values() if link.flag]

    def under_review(self) -> frozenset[str]:
        """The rules whose link somebody must look at."""
        return frozenset(link.rule for link in self.flagged())

    def refresh(self) -> list[ClauseLink]:
        """Compare the links with the corpus, if it or the policy changed since; returns those that are newly flagged.

        A passage that stands in the active version as before is followed to its new place. Rules without a link are
        looked up when there is another code of conduct or policy.
        """
        with self._changing:
            revision, policy = self._corpus.revision(), self._policy()
            codes = sorted(
                (v for v in self._corpus.active().values() if v.kind == KIND), key=lambda v: v.document
            )
            signature = " ".join(f"{version.document}/{version.number}" for version in codes)
            last = self._last_check()
            if (last.corpus_revision, last.policy_version) == (revision, policy.version):
                return []
            is_known = (last.codes, last.policy_version) == (signature, policy.version)
            best = {} if is_known else best_blocks(policy.rules.values(), codes, self._embedder)
            with Session(self._engine) as session, session.begin():
                flagged = self._follow(session, policy, best)
                self._add(session, policy, best)
                session.merge(
                    ClauseCheckRow(
                        id=_THE_CHECK,
                        corpus_revision=revision,
                        policy_version=policy.version,
                        codes=signature,
                    )
                )
            self._known = None
        return flagged

    def _last_check(self) -> ClauseCheckRow:
        with Session(self._engine) as session:
            never = ClauseCheckRow(id=_THE_CHECK, corpus_revision=-1, policy_version="", codes="")
            return session.get(ClauseCheckRow, _THE_CHECK) or never

    def _follow(self, session: Session, policy: Policy, best: Mapping[str, CodeBlock]) -> list[ClauseLink]:
        """Bring each link to the active version of its document; the ones that are newly flagged."""
        active = {version.document: version for version in self._corpus.active().values()}
        flagged: list[ClauseLink] = []
        for row in session.scalars(select(ClauseLinkRow).where(ClauseLinkRow.document.is_not(None))):
            if row.state == "automatic" and row.words != policy.rules[row.rule].clause.own:
                session.delete(row)  # the policy looks for other words now
                continue
            version = active.get(row.document or "")
            same = [b for b in blocks_of(version) if b.digest == row.digest] if version else []
            if same:
                self._found(session, row, min(same, key=lambda block: abs(block.start - (row.start or 0))))
            elif self._flag(session, row, version, best.get(row.rule)):
                flagged.append(link_of(row))
        session.flush()
        return flagged

    def _found(self, session: Session, row: ClauseLinkRow, block: CodeBlock) -> None:
        if row.flag:
            self._audit.add(session, SYSTEM, "clause.found_again", row.rule, {"document": block.document})
        point_to(row, block)

    def _flag(
        self,
        session: Session,
        row: ClauseLinkRow,
        version: Version | None,
        best: CodeBlock | None,
    ) -> bool:
        """Flag a link whose passage is not there any more; whether that is new."""
        if version:
            candidate = most_alike(version, row.text)
            flag: Flag = "changed" if candidate else "gone"
        else:
            candidate, flag = best, "retired"
        before = (row.flag, row.new_text)
        row.flag, row.flagged_at = flag, row.flagged_at or now()
        suggest(row, candidate)
        if before == (row.flag, row.new_text):
            return False
        self._audit.add(session, SYSTEM, "clause.flag", row.rule, {"document": row.document, "why": flag})
        return True

    def _add(self, session: Session, policy: Policy, best: Mapping[str, CodeBlock]) -> None:
        """Link the rules that have no link yet."""
        known = set(session.scalars(select(ClauseLinkRow.rule)))
        for rule, block in best.items():
            if rule not in known:
                row = ClauseLinkRow(rule=rule, state="automatic", words=policy.rules[rule].clause.own or "")
                point_to(row, block)
                session.add(row)
                self._audit.add(session, SYSTEM, "clause.link", rule, {"document": block.document})

    def choose(self, rule: str, document: str, quote: str, by: str) -> ClauseLink:
        """Link a clause to the block of a document's active version that holds a quotation."""
        version = next((v for v in self._corpus.active().values() if v.document == document), None)
        if version is None:
            raise RefusedError("link_no_document", document=document)
        block = find_quote(version, quote)
        if block is None:
            raise RefusedError("link_no_quote", title=version.name)
        return self._settle(rule, by, "clause.choose", block)

    def accept(self, rule: str, by: str) -> ClauseLink:
        """Confirm a link as it is, or where it is flagged the passage that may have taken its place."""
        link = self.links().get(rule)
        passage = (link.candidate if link.flag else link.passage) if link else None
        if passage is None:
            raise RefusedError("link_nothing", rule=rule)
        return self._settle(rule, by, "clause.confirm", passage)

    def unlink(self, rule: str, by: str) -> ClauseLink:
        """Say that no passage fits; it is not looked for any more."""
        return self._settle(rule, by, "clause.unlink", None)

    def _settle(self, rule: str, by: str, action: str, passage: CodeBlock | None) -> ClauseLink:
        name, policy = self._audit.by(by), self._policy()
        if rule not in policy.rules:
            raise RefusedError("rule_not_found", rule=rule)
        state: State = "confirmed" if passage else "none"
        with self._changing:
            with Session(self._engine) as session, session.begin():
                row = session.get(ClauseLinkRow, rule) or ClauseLinkRow(rule=rule)
                row.state, row.words = state, policy.rules[rule].clause.own or ""
                point_to(row, passage)
                row.settled_by, row.settled_at = name, now()
                session.add(row)
                document = passage.document if passage else None
                self._audit.add(session, name, action, rule, {"document": document})
                result = link_of(row)
            self._known = None
        return result
