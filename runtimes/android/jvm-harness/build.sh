#!/usr/bin/env bash
# Compiles the library as it ships, the facade and the tests: build.sh OUT
#   OUT/library.jar OUT/facade.jar OUT/tests.jar OUT/shim.so
# HFEDGE_LITERT   the folder of libLiteRt.so (of the ai-edge-litert wheel); HFEDGE_PYTHON says where to look for it
# HFEDGE_CC       C compiler, "gcc"; with HFEDGE_ONLY_SHIM=1 nothing but shim.so is made (for another processor)
# HFEDGE_JUNIT    the folder of Debian's junit4.jar, hamcrest.jar and json-android.jar, "/usr/share/java"
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")"
litert=${HFEDGE_LITERT:-$("${HFEDGE_PYTHON:-python3}" -c 'import ai_edge_litert, os; print(os.path.dirname(ai_edge_litert.__file__))')}
junit=${HFEDGE_JUNIT:-/usr/share/java}
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}

${HFEDGE_CC:-gcc} -O1 -Wall -Wextra -Wno-unused-parameter -Werror -shared -fPIC -I"$java_home/include" -I"$java_home/include/linux" \
  shim.c -o "$out/shim.so" -L"$litert" -lLiteRt -Wl,-rpath,"$litert"
if [ -n "${HFEDGE_ONLY_SHIM:-}" ]; then exit; fi

lib=node_modules/kotlin-compiler/lib
kotlinc() { # language 2.2: what AGP 9.0 compiles with; one after the other, with a small heap
  java -Xmx640m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$lib/kotlin-compiler.jar" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler \
    -no-stdlib -no-reflect -jvm-target 11 -language-version 2.2 -Werror "$@"
}
base="$lib/kotlin-stdlib.jar:$junit/json-android.jar"
kotlinc -cp "$base" -d "$out/facade.jar" facade
kotlinc -cp "$base:$out/facade.jar" -Xexplicit-api=strict -module-name hfedge-android -d "$out/library.jar" ../src/main/kotlin

# The first lines of Kotlin in the README are compiled as they stand, and so are its classes.
mkdir -p "$out/readme"
{
  printf 'package dev.hfedge.readme\n\nimport android.content.Context\nimport dev.hfedge.*\n\nfun fiveLines(context: Context): Pair<String, Float> {\n'
  awk '/^```/ { if (inside) exit; inside = /^```kotlin/; next } inside' ../README.md
  printf 'return best.label to best.score\n}\n\n'
  awk '/^```/ { inside = 0 } /^class / { inside = 1 } inside' ../README.md
} >"$out/readme/Readme.kt"
kotlinc -cp "$base:$out/facade.jar:$out/library.jar:$junit/junit4.jar:$lib/kotlinx-coroutines-core-jvm.jar" \
  -Xfriend-paths="$out/library.jar" -d "$out/tests.jar" tests "$out/readme"
