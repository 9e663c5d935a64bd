#!/bin/sh
# Compiles the shim: build.sh SOURCE_FOLDER OUTPUT_FILE, with LIBTORCH and TORCH_CXX_STD from the environment. See shim.h.
# Messages are in the form that MSBuild takes for an error.
set -eu
source=$1
output=$2
fail() {
    echo "libtorch shim : error FMTORCH: $1"
    exit 1
}
command -v g++ >/dev/null 2>&1 || fail "g++ is not installed; run: apt-get install g++ libtorch-dev libopenblas0-pthread"

if [ -n "${LIBTORCH:-}" ]; then
    include=$LIBTORCH/include
    library=$LIBTORCH/lib
    flags="-L$library -Wl,-rpath,$library"
    hint="LIBTORCH=$LIBTORCH must hold include/ and lib/ of a libtorch"
else
    include=/usr/include
    library=/usr/lib/$(g++ -print-multiarch)
    flags=
    hint="run: apt-get install libtorch-dev libopenblas0-pthread (or set LIBTORCH to a folder with include/ and lib/)"
fi
[ -f "$include/ATen/ATen.h" ] && [ -f "$include/torch/csrc/api/include/torch/version.h" ] || fail "no libtorch headers in $include; $hint"
[ -f "$library/libtorch_cpu.so" ] || fail "no libtorch_cpu.so in $library; $hint"

# The name of this function tells which string layout the copy was built with.
abi=1
if grep -q 'torchCheckFailEPKcS2_jRKSs' "$library/libc10.so"; then abi=0; fi

link="-ltorch -ltorch_cpu -lc10"
if [ -f "$library/libtorch_cuda.so" ]; then link="$link -Wl,--no-as-needed -ltorch_cuda -lc10_cuda -Wl,--as-needed"; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
for file in runtime tensor math nn optim; do
    g++ -std="${TORCH_CXX_STD:-c++17}" -O1 -fPIC -fvisibility=hidden -w -D_GLIBCXX_USE_CXX11_ABI=$abi \
        -I "$include" -I "$include/torch/csrc/api/include" -c "$source/$file.cpp" -o "$work/$file.o" &
    pids="${pids:-} $!"
done
for pid in $pids; do wait "$pid" || fail "the shim does not compile against $include; the compiler's words are above"; done
# shellcheck disable=SC2086
g++ -shared -o "$work/shim.so" "$work"/*.o $flags $link -ldl || fail "the shim does not link against $library"
mkdir -p "$(dirname "$output")"
mv -f "$work/shim.so" "$output"
