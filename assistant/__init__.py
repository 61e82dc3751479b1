"""Question -> answer: the pipeline, retrieval, composing, citations and the journal."""
