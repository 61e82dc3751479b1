"""What a sentence of a decision decides: about what, with what outcome, with which votes.

Only known forms are read; a sentence of another form says nothing here, because a wrong decision is worse than none.
"""

import re
from dataclasses import dataclass, field

from ingest.danish.dates import dates
from ingest.minutes.clauses import first_part, main_clause, split_clauses, tells_no_decision
from ingest.minutes.model import Outcome, Subject, Vote
from ingest.minutes.naming import find_bodies, find_days
from ingest.minutes.outcomes import Said, find_outcomes
from ingest.minutes.references import Reference, find_references
from ingest.minutes.votes import read_vote, turn_rejecting

_ADVERBS = (
    r"(?:(?:enstemmigt|herefter|hermed|dermed|derefter|således|endeligt?|uden afstemning|blev|er|bliver|hele|samlet)\s+"
    r"|(?:ved afstemning|med \d{1,3} stemmer)[\w ()]{0,60}\s)*"
)
_BARE = re.compile(rf"^{_ADVERBS}$", re.IGNORECASE)
_BODY_WORD = (
    r"(?:udvalget|rådet|byrådet|borgerrepræsentationen|kommunalbestyrelsen|magistraten|bestyrelsen"
    r"|(?:[\wæøåé-]+(?:, | og | ){1,2}){0,6}[\wæøå-]*(?:udvalget|rådet)|udvalget for [\wæøå, ]{3,60}?)"
)
_ACTOR = re.compile(
    rf"^(?:(?:herefter|et (?:enigt|enstemmigt)|et flertal(?: (?:i|af|på|bestående af)\b[\w ,()–-]{{0,120}})?) ?)*"
    rf"(?P<body>{_BODY_WORD})?\s*(?P<has>har\s)?",
    re.IGNORECASE,
)
_MAJORITY = re.compile(r"^(?:herefter )?et (?:flertal|enigt|enstemmigt)\b", re.IGNORECASE)
_RESOLVED = re.compile(
    r"\b(?:beslutte(?:de|r|t)|vedtog|valgte|vedtager)\b(?: [\wæøå]+){0,4},? at (?=\w)", re.IGNORECASE
)
_AMENDMENT = re.compile(
    r"\b\w*(?:ændrings|tilføjelses|mod|tillægs)forslag\w*|\b[A-ZÆØÅ]\w*s (?:\w+ )?forslag\b|\bforslag(?:et)? fra [A-Z]"
    r"|\budsættelsesforslag\w*|\bforslag(?:et)? om udsættelse\b|^(?:tilføjelsen|ændringen|ÆF ?\d*)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:indstilling(?:en|erne)|(?:(?<=s )|(?<=ændrede ))indstilling)(?!spunkt)\b(?!s)", re.IGNORECASE
)
_MATTER = re.compile(
    r"\b(?:[\wæøå-]*?(?:sag|punkt|dagsorden|orientering|redegørelse|status|beretning|rapport|regnskab|budget|udkast|plan"
    r"|strategi|politik|notat|høringssvar|tillæg|anmodning|ansøgning|bevilling|referat|vedtægt|regulativ|anbefaling"
    r"|kontrakt|aftale|evaluering|opfølgning|retningslinje|kodeks|projekt|forslag|takst|mødeplan|meddelelse|medlem|kommissori|forretningsorden|dispensation))"
    r"(?:s?en|s?et|merne|erne|ne|n|rne|ten|tet|ken|er|s)?\b",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"\bindstiller (?:til|over for) .{3,80}?, at (?:indstillingen|sagen) (?:godkendes|vedtages|tiltrædes)",
    re.IGNORECASE,
)
_INFORMED = re.compile(r"^[A-ZÆØÅ].{3,80}? orienterede (?:udvalget |byrådet )?om\b")
_DAGSORDEN = re.compile(r"\bdagsorden", re.IGNORECASE)
_PROPOSAL = re.compile(r"\bforslag", re.IGNORECASE)
_PROPOSES = re.compile(r"\bforslag|\bforesl(?:og|år)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\baf (?:folketinget|regeringen|staten|KL|ministeriet|regionen|EU)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\bikke\b", re.IGNORECASE)
_CONTENT = re.compile(r",? at .{1,2000}", re.IGNORECASE)
_NEITHER = re.compile(r"(?:hverken|ingen)\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:med undtagelse af|bortset fra|undtagen|på nær|minus)\b", re.IGNORECASE)
_FOLLOWING = frozenset(
    {
        Outcome.APPROVED,
        Outcome.ADOPTED,
        Outcome.ENDORSED,
        Outcome.RECOMMENDED,
        Outcome.DISCUSSED,
        Outcome.NOTED,
    }
    | {Outcome.REJECTED}
)
_MARKER = re.compile(r"^\(?(\d{1,2})[.):]\)?\s+(?!at\b|punkt|pkt|og\b|samt\b|til\b)(?=\w)", re.IGNORECASE)
_PERSON = re.compile(
    r"^(?:[Ss]om [\w. ]{3,40} |[A-ZÆØÅ][\w.-]+ (?:[A-ZÆØÅ][\w.-]+ ?){1,4}(?:\([^)]{1,40}\) ?)?)", re.UNICODE
)


@dataclass(slots=True)
class Context:
    """What is known where a decision is read; `told` grows as amendments and decisions are met."""

    points: int
    recommended: bool
    body: str | None = None
    date: str | None = None
    amendment: bool = False
    decided: set[int] = field(default_factory=set)

    @property
    def all_points(self) -> tuple[int, ...]:
        """The numbers of all points of the recommendation."""
        return tuple(range(1, self.points + 1))


@dataclass(frozen=True, slots=True)
class Statement:
    """A decision that a sentence states."""

    subject: Subject
    outcome: Outcome
    points: tuple[int, ...]
    vote: Vote | None


def read_statements(sentence: str, context: Context) -> list[Statement]:
    """The decisions that one sentence states; quotations in it are to be masked."""
    found: list[Statement] = []
    clauses = [] if _NEITHER.match(sentence) else split_clauses(sentence)
    for clause in clauses:
        proposes = _PROPOSES.search(clause) and tells_no_decision(first_part(clause))
        if _AMENDMENT.search(clause) or proposes:
            context.amendment = True
        vote = read_vote(clause if len(clauses) > 1 else sentence)
        for subject, outcome, points in _read_clause(clause.strip(), context):
            context.decided |= set(points)
            found.append(
                Statement(
                    subject, outcome, points, turn_rejecting(vote) if outcome is Outcome.REJECTED else vote
                )
            )
    return found


def _read_clause(clause: str, context: Context) -> list[tuple[Subject, Outcome, tuple[int, ...]]]:
    marker = _MARKER.match(clause)
    if marker:
        rest = clause[marker.end() :]
        own = _bare(first_part(rest))
        number = int(marker[1])
        if own and own.outcome:
            return [(Subject.RECOMMENDATION, own.outcome, (number,))] if number <= context.points else []
        clause = rest
    passed_on = _PASSED_ON.search(clause)
    if passed_on and _is_own_actor(clause[: passed_on.start()], context):
        return [_followed(Outcome.RECOMMENDED, context)]
    if _INFORMED.match(clause) and not context.recommended and not find_days(clause):
        return [(Subject.MATTER, Outcome.NOTED, ())]
    head = first_part(clause)
    if resolved := _RESOLVED.search(clause):
        if not _is_own_actor(clause[: resolved.start()], context) or tells_no_decision(
            clause[: resolved.start()]
        ):
            return []
        rest = first_part(clause[resolved.end() :])
        if _NEGATED.search(resolved[0]):
            return []
        return _decide(rest, find_outcomes(rest, active=True)[:1], context)
    said = find_outcomes(head, active=False)
    main = main_clause(clause, bool(said))
    if tells_no_decision(main) or _is_told(main, context) or _takes_back(clause[len(head) :]):
        return []
    actor = _ACTOR.match(main)
    if actor and (actor["body"] or _MAJORITY.match(main)) and not actor["has"]:
        active = [s for s in find_outcomes(clause[: len(main) + 120], active=True) if s.start <= len(main)]
        if active and context.points > 1 and _CONTENT.fullmatch(clause[active[0].end :]):
            return []  # what exactly was decided may be other than what was recommended
        if active and _is_own_actor(main[: active[0].start], context):
            return _decide(main, active, context)
        if active:
            return []
    if actor and actor["has"] and not _is_own_actor(main[: actor.end()], context):
        return []
    return _decide(main, find_outcomes(main, active=False), context)


def _takes_back(subordinate: str) -> bool:
    """Whether a subordinate clause decides otherwise on a point ("godkendt, idet 2. at-punkt udgår")."""
    others = {Outcome.WITHDRAWN, Outcome.POSTPONED, Outcome.LAPSED, Outcome.REJECTED, Outcome.REFERRED}
    if _EXCEPT.search(subordinate) or not find_references(subordinate):
        return False
    return any(said.outcome in others for said in find_outcomes(subordinate, active=False))


def _is_own_actor(before: str, context: Context) -> bool:
    named = find_bodies(before)
    if not named:
        actor = _ACTOR.match(before)
        return bool(_MAJORITY.match(before) or (actor and actor["body"]))
    return len(named) == 1 and context.body in (None, named[0].iso)


def _is_told(main: str, context: Context) -> bool:
    """Whether the clause names an earlier day, or another body as the one that decided."""
    for named_day in dates(main):
        if not context.date or named_day.iso < context.date[: len(named_day.iso)]:
            return True
    if _OUTSIDE.search(main):
        return True
    by = re.search(r"\baf ", main)
    named = find_bodies(main[by.end() : by.end() + 80]) if by else []
    return bool(named and context.body and named[0].iso != context.body and named[0].start == 0)


def _bare(main: str) -> Said | None:
    said = find_outcomes(main, active=False)
    return said[0] if said and _BARE.match(main[: said[0].start]) else None


def _decide(main: str, said: list[Said], context: Context) -> list[tuple[Subject, Outcome, tuple[int, ...]]]:
    if not said or any(s.outcome is None for s in said):
        return []
    amendment = _AMENDMENT.search(main)
    whole = _WHOLE.search(main)
    references = find_references(main)
    firsts = [(m.start(), kind) for m, kind in ((amendment, "amendment"), (whole, "whole")) if m]
    firsts += [(references[0].start, "points")] if references else []
    kind = min(firsts)[1] if firsts else ""
    first_outcome = said[0].outcome
    if first_outcome is None:
        return []
    if kind == "amendment":
        return [(Subject.AMENDMENT, first_outcome, ())] if len({s.outcome for s in said}) == 1 else []
    if references and not _EXCEPT.search(main):
        return _decide_points(references, said, context)
    if len({s.outcome for s in said}) > 1:
        return []
    if kind == "whole":
        return _decide_whole(main, first_outcome, references, context)
    if references:
        return []
    return _decide_matter(main, said[0], context)


def _decide_points(
    references: list[Reference], said: list[Said], context: Context
) -> list[tuple[Subject, Outcome, tuple[int, ...]]]:
    """Each reference with the outcome that belongs to it: all outcomes behind their points, or all before them."""
    behind = references[0].start < said[0].start
    groups: list[tuple[set[int], set[Outcome]]] = []
    both: list[Reference | Said] = [*references, *said]
    marks = sorted(both, key=lambda mark: mark.start)
    previous: type | None = None
    for mark in marks:
        opening = Reference if behind else Said
        if isinstance(mark, opening) and previous is not opening:
            groups.append((set(), set()))
        if isinstance(mark, Reference):
            groups[-1][0].update(mark.numbers or set(context.all_points) - context.decided)
        elif mark.outcome:
            groups[-1][1].add(mark.outcome)
        previous = type(mark)
    found = []
    for numbers, outcomes in groups:
        if len(outcomes) != 1 or not numbers or max(numbers) > context.points or min(numbers) < 1:
            return []
        found.append((Subject.RECOMMENDATION, outcomes.pop(), tuple(sorted(numbers))))
    return found


def _decide_whole(
    main: str, outcome: Outcome, references: list[Reference], context: Context
) -> list[tuple[Subject, Outcome, tuple[int, ...]]]:
    numbers = set(context.all_points)
    exception = _EXCEPT.search(main)
    if exception:
        left_out = {n for r in references if r.start >= exception.start() for n in r.numbers}
        if not left_out or not left_out < numbers:
            return []
        numbers -= left_out
    return [(Subject.RECOMMENDATION, outcome, tuple(sorted(numbers)))]


def _decide_matter(main: str, said: Said, context: Context) -> list[tuple[Subject, Outcome, tuple[int, ...]]]:
    outcome = said.outcome
    if outcome is None:
        return []
    before, after = main[: said.start], main[said.end :]
    actor = _ACTOR.match(before)
    by_body = bool(actor and (actor["body"] or _MAJORITY.match(before)))
    noun = _MATTER.search(main)
    if (_BARE.match(before) and outcome is not Outcome.APPOINTED) or (
        by_body and not noun and not after.strip(" .")
    ):
        is_matter = outcome not in _FOLLOWING or not context.recommended
        return [(Subject.MATTER, outcome, ())] if is_matter else [_followed(outcome, context)]
    if not noun and by_body and not context.recommended:
        return [(Subject.MATTER, outcome, ())]
    if not noun:
        is_choice = outcome is Outcome.APPOINTED and bool(_PERSON.match(before) or by_body)
        return [_about_matter(outcome, context)] if is_choice else []
    if noun.start() > 60 and not by_body:
        return []
    if _DAGSORDEN.search(noun[0]):
        return [(Subject.MATTER, outcome, ())]
    if _PROPOSAL.search(noun[0]) and context.amendment:
        return [(Subject.AMENDMENT, outcome, ())]
    return [_about_matter(outcome, context)]


def _about_matter(outcome: Outcome, context: Context) -> tuple[Subject, Outcome, tuple[int, ...]]:
    """A decision that names the matter: with a recommendation of one point, it is that point that was followed."""
    if context.recommended and context.points <= 1 and outcome in _FOLLOWING:
        return _followed(outcome, context)
    return Subject.MATTER, outcome, ()


def _followed(outcome: Outcome, context: Context) -> tuple[Subject, Outcome, tuple[int, ...]]:
    return Subject.RECOMMENDATION, outcome, context.all_points
