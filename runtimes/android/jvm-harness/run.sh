#!/usr/bin/env bash
# Runs what build.sh made: run.sh OUT DATA [CLASS...]   (GoldenTest BundleTest OpeningTest ...; all where none is named)
#   DATA/expected.json, DATA/<model>.hfedge and DATA/goldens are what tests/runtimes/test_android.py prepares;
#   a JSON object for each test goes to OUT/report.jsonl
# HFEDGE_JAVA     the java to run, several words for an emulator: "qemu-aarch64-static -cpu cortex-a76 -L ROOT ROOT/.../bin/java"
# HFEDGE_SHIM     shim.so for it, OUT/shim.so (it finds libLiteRt.so where it was linked, or in LD_LIBRARY_PATH)
# HFEDGE_CYCLES   how often the memory test opens a model, 1000
# HFEDGE_JUNIT    as for build.sh
set -euo pipefail
out=$(cd "$1" && pwd)
data=$(cd "$2" && pwd)
shift 2
cd "$(dirname "$0")"
lib=node_modules/kotlin-compiler/lib
junit=${HFEDGE_JUNIT:-/usr/share/java}
path="$out/tests.jar:$out/library.jar:$out/facade.jar:$lib/kotlin-stdlib.jar:$lib/kotlinx-coroutines-core-jvm.jar"
# shellcheck disable=SC2086
exec ${HFEDGE_JAVA:-java} -Xmx256m -XX:+UseSerialGC --add-opens java.base/java.io=ALL-UNNAMED -Dfile.encoding=UTF-8 \
  -Dhfedge.shim="${HFEDGE_SHIM:-$out/shim.so}" -Dhfedge.data="$data" -Dhfedge.goldens="$data/goldens" -Dhfedge.gpu="${HFEDGE_GPU:-}" \
  -Dhfedge.cycles="${HFEDGE_CYCLES:-1000}" -Dhfedge.report="$out/report.jsonl" \
  -cp "$path:$junit/json-android.jar:$junit/junit4.jar:$junit/hamcrest.jar" dev.hfedge.tests.MainKt "$@"
