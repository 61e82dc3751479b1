"""Document -> passages -> index: reading, structure, splitting, embedding and the corpus."""
