# `make run` serves the app, `make test` runs the whole suite; both set up what they need on a fresh machine.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
# One BLAS thread: with two on a busy two-core machine, throughput falls by an order of magnitude.
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1
# OpenBLAS takes its AVX2 kernels on AMD processors that have AVX-512; its AVX-512 ones are twice as fast there.
ifeq ($(shell grep -qs AuthenticAMD /proc/cpuinfo && grep -qsw avx512vl /proc/cpuinfo && echo yes),yes)
export OPENBLAS_CORETYPE ?= SkylakeX
endif

.PHONY: run test check lint types bench clean

run: $(VENV)/.app
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev $(VENV)/.browser lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks core
	$(BIN)/python -m benchmarks playground

# A stamp is written only when its install succeeded, so an interrupted one is simply repeated.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11 to 3.13 is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made: on Debian, apt-get install python3-venv"; exit 1; }

$(VENV)/.app: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -r requirements-dev.txt
	@touch $@ $(VENV)/.app

$(VENV)/.browser: tests/browser.py | $(VENV)/.dev
	$(BIN)/python -m tests.browser
	@touch $@

clean:
	rm -rf $(VENV)
