"""Every claim cites a passage that supports it: a quote counts when it stands word for word in what is stored."""


def stands(quote: str, stored: str | None) -> bool:
    """Whether a quote is what is stored at its place; `stored` is None where the source is not there any more."""
    return stored is not None and bool(quote.strip()) and quote == stored
