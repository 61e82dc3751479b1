"""Reading in a process of its own, with limits: a hostile or huge file fails alone."""

from ingest.reading.limits import Limits
from ingest.reading.members import MemberFile, MemberList, SkippedMember
from ingest.reading.process import ReadingCancelledError, ReadingProcess

__all__ = ["Limits", "MemberFile", "MemberList", "ReadingCancelledError", "ReadingProcess", "SkippedMember"]
