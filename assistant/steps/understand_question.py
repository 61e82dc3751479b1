"""Step 2: what is asked for, of whom and about when."""

from assistant.glossary import Glossary
from assistant.question import understand
from assistant.turn import Turn


class UnderstandQuestion:
    """Reads the question with the organisation's glossary."""

    name = "understand_question"

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def __call__(self, turn: Turn) -> None:
        """Sets the turn's question."""
        turn.question = understand(turn.asked, self._glossary, turn.language)
