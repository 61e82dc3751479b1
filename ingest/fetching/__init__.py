"""Fetching: documents of public websites, politely, and from nowhere but the hosts that a source names.

`for fetched in (harvest := Harvest(fetcher, source, known, folder)): ...`, and then `harvest.complete`.
"""

from ingest.fetching.fetch_source import Harvest
from ingest.fetching.fetcher import Fetcher, FetchSettings
from ingest.fetching.problems import UnfetchableError
from ingest.fetching.web_source import Fetched, Known, WebSource

__all__ = ["FetchSettings", "Fetched", "Fetcher", "Harvest", "Known", "UnfetchableError", "WebSource"]
