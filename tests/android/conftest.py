"""What is too slow for every run is asked for by `make test-arm64`."""

import os

collect_ignore = [] if os.environ.get("HFEDGE_ARM64") else ["test_arm64.py"]
