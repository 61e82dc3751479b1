"""Text -> verdict: the policy and one rule a file."""
