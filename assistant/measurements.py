"""How well the rules recognise what they are for: figures of evaluations, as the notice page shows them."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from sqlalchemy import JSON, Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

import guardrails
from assistant.audit import Audit, now
from assistant.journal import Base

SHIPPED = Path(guardrails.__path__[0], "measured.json")
Share = float | None


class MeasurementRow(Base):
    """The figures of one evaluation."""

    __tablename__ = "measurements"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    policy_version: Mapped[str]
    cases: Mapped[str]
    figures: Mapped[dict[str, JsonValue]] = mapped_column(JSON)


class RuleFigures(BaseModel):
    """How well a rule did on the cases of one language: shares from 0 to 1, none where nothing could be counted."""

    model_config = ConfigDict(extra="allow")

    precision: Share = Field(default=None, ge=0, le=1)
    recall: Share = Field(default=None, ge=0, le=1)
    f1: Share = Field(default=None, ge=0, le=1)
    cases: int = Field(ge=0)


class Legitimate(BaseModel):
    """How many ordinary questions of staff passed untouched."""

    model_config = ConfigDict(extra="allow")

    cases: int = Field(ge=0)
    untouched: int = Field(ge=0)


class Figures(BaseModel):
    """The figures of one evaluation: when, under which policy, on which suite; by rule and language.

    `milliseconds` are percentiles ("p50", "p95") of the time that all rules take for a question. `cases_digest` tells
    which cases it was.
    """

    model_config = ConfigDict(extra="allow")

    measured_at: str = Field(min_length=10, max_length=40)
    policy_version: str = Field(min_length=1, max_length=32)
    suite: str = Field(default="", max_length=200)
    cases_digest: str = Field(default="", max_length=64)
    rules: dict[str, dict[str, RuleFigures]]
    legitimate: Legitimate | None = None
    milliseconds: dict[str, float] = {}


class Measurements:
    """Keeps figures, and gives the newest; those that come with the product where there are no others."""

    def __init__(self, engine: Engine, audit: Audit, shipped: Path = SHIPPED) -> None:
        self._engine = engine
        self._audit = audit
        self._shipped = shipped

    def record(self, figures: Figures, actor: str) -> None:
        """Keep the figures of an evaluation."""
        row = MeasurementRow(
            at=now(),
            policy_version=figures.policy_version,
            cases=figures.cases_digest,
            figures=figures.model_dump(mode="json"),
        )
        with Session(self._engine) as session, session.begin():
            session.add(row)
            detail: dict[str, JsonValue] = {"suite": figures.suite, "measured_at": figures.measured_at}
            self._audit.add(session, actor, "measurement.record", figures.policy_version, detail)

    def latest(self) -> Figures | None:
        """The newest figures; none when nothing was measured."""
        query = select(MeasurementRow.figures).order_by(MeasurementRow.id.desc()).limit(1)
        with Session(self._engine) as session:
            found = session.scalar(query)
        if found is not None:
            return Figures.model_validate(found)
        if not self._shipped.is_file():
            return None
        return Figures.model_validate_json(self._shipped.read_bytes())
