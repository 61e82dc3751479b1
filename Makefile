# The same commands as `python3 dev.py COMMAND`, for those whose fingers type make.
.PHONY: run test check bench evals format

run test check bench evals format:
	@python3 dev.py $@
