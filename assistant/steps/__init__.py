"""The steps from question to answer, one a file, in the order that `assistant.pipeline` lists."""
