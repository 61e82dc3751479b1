"""The policy: which rules there are, which clauses they follow, where they act and what they say.

`guardrails/policy.yaml` is the one that comes with the product; a municipality may have its own. The file is written to
be read by a data-protection officer, so its form is checked strictly and every complaint names the line.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from guardrails.verdict import Action, Language, Stage

DEFAULT = Path(__file__).with_name("policy.yaml")
MOST_BYTES = 512 * 1024
RULES = (
    "acute-danger",
    "cpr",
    "contact-details",
    "confidential",
    "prompt-injection",
    "prohibited-practice",
    "sensitive-person",
    "decision",
    "hr-ranking",
    "party-rights",
    "document-injection",
    "equal-treatment",
    "grounding",
    "validity",
    "case-note",
    "ai-disclosure",
)
"""The rules that code implements; a policy describes every one of them and no others."""

_ACTIONS: dict[Stage, tuple[Action, ...]] = {
    "ingest": ("pass", "redact", "quarantine"),
    "question": ("pass", "disclose", "warn", "redact", "route", "block"),
    "passages": ("pass", "disclose", "redact", "withhold"),
    "answer": ("pass", "disclose", "warn", "redact", "withhold"),
    "log": ("pass", "redact"),
    "interface": ("pass", "disclose"),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Wording(_Strict):
    """The same words in Danish and English."""

    da: str = Field(min_length=1, max_length=1000)
    en: str = Field(min_length=1, max_length=1000)

    def __call__(self, language: Language) -> str:
        """The words in a language."""
        return self.en if language == "en" else self.da


def _seen(value: Any) -> Any:
    return "no" if value is False else value  # YAML reads a bare `no` as false


class Clause(_Strict):
    """The law or guideline that a rule follows, and how well its text is known (see the policy file's head).

    `own` are words to look for in the municipality's own code of conduct, when that is in the corpus.
    """

    source: Wording
    paragraph: Wording | None = None
    subject: Wording | None = None
    seen: Annotated[Literal["document", "public", "secondary", "no"], BeforeValidator(_seen)]
    own: str | None = Field(default=None, min_length=3, max_length=300)

    def shown(self, language: Language) -> str:
        """The clause in one line: source, paragraph, and in brackets what it is about."""
        paragraph = f" {self.paragraph(language)}" if self.paragraph else ""
        subject = f" ({self.subject(language)})" if self.subject else ""
        return f"{self.source(language)}{paragraph}{subject}"


class Contact(_Strict):
    """Whom a rule sends people to. `address` is a telephone number, an e-mail or a web address, or empty."""

    name: Wording
    address: str = Field(default="", max_length=200)
    note: Wording | None = None


class Rule(_Strict):
    """One rule: where it acts and what it does there, how sure it must be, and what it says.

    `threshold` is the least score (0 to 1) at which it acts. `unsure` is how near to the threshold a score is when a
    language model is asked, where one is configured. `doubt` is said instead of `message` where the rule is so unsure
    that it only warns. `advice` is what the person can do instead, `remedy` what the
    interface offers to do for them, `contact` the name of one of the policy's contacts.
    """

    id: str
    name: Wording
    protects: Wording
    clause: Clause
    acts: dict[Stage, Action] = Field(min_length=1)
    threshold: float = Field(default=0.5, ge=0, le=1)
    unsure: float = Field(default=0.0, ge=0, le=0.5)
    message: Wording
    doubt: Wording | None = None
    advice: Wording | None = None
    remedy: Literal["anonymise", "rephrase"] | None = None
    contact: str | None = None

    @model_validator(mode="after")
    def _acts_as_its_stages_can(self) -> "Rule":
        for stage, action in self.acts.items():
            if action not in _ACTIONS[stage]:
                possible = ", ".join(_ACTIONS[stage])
                raise ValueError(f"»{action}« is not possible at the stage »{stage}«; possible: {possible}")
        return self


class _File(_Strict):
    version: str = Field(pattern=r"^[0-9A-Za-z._-]{1,20}$")
    title: Wording
    contacts: dict[str, Contact] = {}
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> "_File":
        names = [rule.id for rule in self.rules]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two rules have the same id: {', '.join(doubled)}")
        if unknown := sorted(set(names) - set(RULES)):
            raise ValueError(f"no code implements the rule {', '.join(unknown)}")
        if missing := sorted(set(RULES) - set(names)):
            raise ValueError(
                f"rules are missing: {', '.join(missing)}. To switch a rule off, let it »pass« at its stages"
            )
        for rule in self.rules:
            if rule.id == "cpr" and rule.acts.get("log") != "redact":
                raise ValueError("cpr: the journal holds no such number: it must »redact« at the stage »log«")
            if rule.contact and rule.contact not in self.contacts:
                raise ValueError(f"{rule.id}: there is no contact »{rule.contact}« under contacts")
        return self


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a policy file, and on which line, counted from 1."""

    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.where + ': ' if self.where else ''}{self.message}"


class PolicyError(Exception):
    """The policy is not valid; `complaints` say where and why."""

    def __init__(self, name: str, complaints: tuple[Complaint, ...]) -> None:
        super().__init__(f"{name}: " + "; ".join(str(complaint) for complaint in complaints))
        self.name = name
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules by id in the order of the file, and the version that is stored with every answer.

    The version is the file's own with a digest of its content, so that two contents never share one. `source` is the
    file's text.
    """

    version: str
    title: Wording
    rules: dict[str, Rule]
    contacts: dict[str, Contact]
    source: str

    def action(self, rule: str, stage: Stage) -> Action:
        """What a rule does at a stage; "pass" where it does not act."""
        return self.rules[rule].acts.get(stage, "pass")

    def contact_of(self, rule: Rule) -> Contact | None:
        """Whom a rule sends people to."""
        return self.contacts[rule.contact] if rule.contact else None


def load_policy(path: Path = DEFAULT) -> Policy:
    """Read a policy file; PolicyError where it is not of the expected form, or cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PolicyError(path.name, (Complaint(1, "", "the file is too large to be a policy"),))
        return parse_policy(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as error:
        raise PolicyError(
            path.name, (Complaint(1, "", "the file does not exist or cannot be read"),)
        ) from error
    except UnicodeDecodeError as error:
        raise PolicyError(path.name, (Complaint(1, "", "the file is not written in UTF-8"),)) from error


def parse_policy(source: str, name: str = "policy") -> Policy:
    """A policy from the text of its file; PolicyError names every line that is wrong."""
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
        content = _File.model_validate(yaml.safe_load(source))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PolicyError(name, (Complaint(line, "", error.problem or "not valid YAML"),)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PolicyError(name, (Complaint(1, "", "not valid YAML"),)) from error
    except ValidationError as error:
        raise PolicyError(name, tuple(_complaint(found, root) for found in error.errors())) from error
    digest = hashlib.sha256(source.encode()).hexdigest()[:8]
    rules = {rule.id: rule for rule in content.rules}
    return Policy(f"{content.version}+{digest}", content.title, rules, content.contacts, source)


def _complaint(error: Any, root: yaml.Node | None) -> Complaint:
    """One of pydantic's errors, with the line of the deepest node on its way."""
    node, line = root, root.start_mark.line if root else 0
    for part in error["loc"]:
        node, mark = _step(node, part)
        if node is None:
            break
        line = (mark or node.start_mark).line
    where = ".".join(_named(part, root) for part in error["loc"])
    message = error["msg"].removeprefix("Value error, ")
    return Complaint(line + 1, where, message)


def _step(node: yaml.Node | None, part: object) -> tuple[yaml.Node | None, Any]:
    """The node below `node` that `part` names, and where its key stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value, key.start_mark
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], None
    return None, None


def _named(part: object, root: yaml.Node | None) -> str:
    """A step of a path; a rule is named by its id rather than its number."""
    if isinstance(part, int):
        rules, _ = _step(root, "rules")
        rule, _ = _step(rules, part)
        name, _ = _step(rule, "id")
        if isinstance(name, yaml.ScalarNode):
            return str(name.value)
    return str(part)
