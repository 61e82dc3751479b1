"""The bodies of requests and responses of runs, uploads and sources."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.sources import Kind

Status = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
Minutes = Annotated[int, Field(ge=5, le=43_200)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Pattern = Annotated[str, Field(min_length=1, max_length=500)]
Hosts = Annotated[list[Annotated[str, Field(min_length=1, max_length=260)]], Field(max_length=50)]
Most = Annotated[int, Field(ge=1, le=5_000)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=250_000)


class RunOptions(_Request):
    """How to carry out a run."""

    dry_run: bool = Field(default=False, description="Read and compare everything, write nothing.")
    accept_removals: bool = Field(
        default=False, description="Take documents out of use even when suspiciously many vanished."
    )


class RunRequest(RunOptions):
    """What to ingest: a registered source; or, with the token, paths of the server's machine."""

    source: str | None = Field(default=None, description="Id of a registered source.")
    paths: list[str] = Field(default=[], description="Absolute paths, or one web address.")


class RunQueued(BaseModel):
    """A run that will be carried out."""

    run: str = Field(description="Id of the run.")


class UploadQueued(RunQueued):
    """Files that were received, under the names by which they are stored."""

    files: list[str]


class RunProgress(BaseModel):
    """How far a run is."""

    done: int
    total: int
    name: str = Field(description="The file at work; empty before the first and after the last.")
    page: int = Field(description="Pages of that file that have been recognised from images.")
    pages: int = Field(description="Pages of that file, 0 unless they are images.")
    cancelling: bool = Field(description="Whether it ends when the file at work is done.")


class RunCounts(BaseModel):
    """How many files became what."""

    added: int = 0
    updated: int = 0
    renamed: int = 0
    joined: int = 0
    restored: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    quarantined: int = 0
    kept: int = 0
    passages: int = Field(default=0, description="Passages written.")
    embedded: int = Field(default=0, description="Texts whose vectors were computed.")


class RunSummary(BaseModel):
    """A run as one line in a list."""

    run: str
    status: Status
    kind: Literal["paths", "source", "upload"]
    title: str = Field(description="What was ingested, for people.")
    source: str | None = Field(description="Id of the source.")
    source_name: str | None
    dry_run: bool
    requested_at: str
    started_at: str | None
    finished_at: str | None
    reason: str | None = Field(description="Why it failed as a whole.")
    counts: RunCounts | None = Field(description="None until it ended.")
    seconds: float | None
    progress: RunProgress | None = Field(description="Only while it is at work.")


class RunFile(BaseModel):
    """What became of a file that did not stay as it was."""

    name: str
    location: str
    outcome: str
    reason: str | None
    document: str | None
    version: int | None
    passages: int
    embedded: int
    quarantine: int | None = Field(
        default=None, description="Its number in the quarantine, if it is held back."
    )


class RunDetail(RunSummary):
    """One run with its files and its report."""

    files: list[RunFile]
    files_total: int
    report: dict[str, Any] | None = Field(description="The report as `kkgpt ingest --json` prints it.")


class RunList(BaseModel):
    """Runs, the newest first; `next` is the `before` of the following page."""

    runs: list[RunSummary]
    next: str | None


class SourceRequest(_Request):
    """A folder or a web address to be ingested again and again."""

    kind: Kind
    address: str = Field(min_length=1, max_length=4_096, description="Absolute path, or web address.")
    name: Name | None = None
    pattern: Pattern | None = Field(
        default=None, description="Glob for the path of links in lists and sitemaps."
    )
    hosts: Hosts | None = Field(
        default=None, description="Hosts that may be asked; that of the address if none."
    )
    most: Most | None = Field(default=None, description="The most documents in one run.")
    attachments: bool = Field(default=False, description="Take documents that a page links to, too.")
    watch: bool = Field(default=True, description="Ingest a folder whenever its files change.")
    every_minutes: Minutes | None = None
    paused: bool = False


class SourceChange(_Request):
    """What to change of a source; what is left out stays."""

    name: Name | None = None
    pattern: Pattern | None = None
    hosts: Hosts | None = None
    most: Most | None = None
    attachments: bool | None = None
    watch: bool | None = None
    every_minutes: Minutes | None = None
    paused: bool | None = None
    removed: Literal[False] | None = Field(default=None, description="Takes a removal back.")


class SourceView(BaseModel):
    """A registered source."""

    source: str
    kind: Kind
    address: str
    name: str
    pattern: str | None
    hosts: list[str]
    most: int | None
    attachments: bool
    watch: bool
    every_minutes: int | None
    paused: bool
    next_at: str | None = Field(description="When it is due.")
    created_at: str
    removed: bool
    documents: int = Field(description="How many documents it has now.")
    failures: int = Field(description="How many times in a row it failed.")
    current_run: str | None = Field(description="The run of it that waits or is at work.")
    last_run: RunSummary | None = Field(description="The last run of it that ended.")


class SourceList(BaseModel):
    """The sources by name; `folders` are those under which the pages may add folders."""

    sources: list[SourceView]
    folders: list[str]
