# `make run` serves the app, `make test` runs the whole suite; both set up what they need on a fresh machine.
# The first Python that fits (torch has builds for these three); `make run PYTHON=/path/to/python3.12` names another.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install
# torch's CPU build where that is wanted and to be had; then the rest.
INSTALL = $(BIN)/python deploy/torch_cpu.py && $(PIP)

.PHONY: run dev test quick faults test-frameworks check lint types browser bench clean

# Without a port of your own, `make run PORT=8080`, Streamlit takes the first free one from 8501 on.
run: $(VENV)/.app
	$(BIN)/python -m streamlit run app.py $(if $(PORT),--server.port $(PORT))

# The same, and a saved file is loaded anew at once; slower, because Streamlit then watches every module.
dev: $(VENV)/.app
	$(BIN)/python -m streamlit run app.py --server.fileWatcherType auto --server.runOnSave true $(if $(PORT),--server.port $(PORT))

test: lint types browser
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# For the working day: no browser, no trainings, no cards.
quick: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow" --ignore tests/e2e --ignore tests/tensorflow

# Plants the faults of tests/faults.toml one by one in a copy of the last commit; about half an hour.
faults: browser
	$(BIN)/python -m tests.faults after --missing

# The programs of the code page in real PyTorch and real TensorFlow, which only this brings (1.3 GB).
test-frameworks: $(VENV)/.frameworks
	UNROLLED_NEEDS_TENSORFLOW=1 $(BIN)/python -m pytest tests/tensorflow -n 2 --dist loadfile --no-loadscope-reorder

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

browser: $(VENV)/.dev
	$(BIN)/python -m tests.browser

bench: browser
	$(BIN)/python -m benchmarks core
	$(BIN)/python -m benchmarks playground
	$(BIN)/python -m benchmarks code
	$(BIN)/python -m benchmarks gradients
	$(BIN)/python -m benchmarks gallery
	$(BIN)/python -m benchmarks crowd
	$(BIN)/python -m benchmarks story

# A stamp is written only when its step succeeded, so an interrupted one is simply repeated.
$(VENV)/.made:
	@$(or $(PYTHON),false) -c '$(FITS)' || { echo "Unrolled needs Python 3.11, 3.12 or 3.13$(if $(PYTHON),; $(PYTHON) is none of them,)."; \
		echo "Install one, or name one: make run PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.app: requirements.txt $(VENV)/.made
	$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt $(VENV)/.made
	$(INSTALL) -r requirements-dev.txt
	@touch $(VENV)/.app $@

$(VENV)/.frameworks: requirements-tensorflow.txt $(VENV)/.dev
	$(PIP) -r requirements-tensorflow.txt
	@touch $@

clean:
	rm -rf $(VENV)
