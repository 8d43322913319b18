"""What the bot is to reach (issue 2, "Measured"), and a line that says whether it does."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A figure, and the limit that it must not miss: an upper one, or a lower one where `at_least`."""

    name: str
    figure: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure keeps to the limit."""
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit

    def __str__(self) -> str:
        """The line of the report."""
        sign = "≥" if self.at_least else "≤"
        return f"{self.name:52}{self.figure:>10.4g}   target {sign} {self.limit:<6g}{'met' if self.met else 'MISSED'}"
