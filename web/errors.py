"""Errors that are expected: each carries what people are told and the status that programs get."""


class ExpectedError(Exception):
    """A request that cannot be met, for a reason the asker can do something about.

    `code` names the reason for programs, `message` says it to people in their language, `status` is the HTTP
    status.
    """

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
