// Errors, threads, seeds, devices and the gradient switch.
#include "shim.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <dlfcn.h>
#include <torch/cuda.h>

namespace {

thread_local std::string last_error;

// A host's output is its own: libtorch's warnings are dropped, its errors become exceptions.
struct SilentWarnings : c10::WarningHandler {
#if TORCH_VERSION_MAJOR >= 2
    void process(const c10::Warning&) override {}
#else
    void process(const c10::SourceLocation&, const std::string&, const bool) override {}
#endif
};

SilentWarnings silent;

}  // namespace

void ts_set_error(const char* text) noexcept {
    try {
        last_error = text;
    } catch (...) {
    }
}

TS_API const char* ts_last_error() { return last_error.c_str(); }

TS_API int32_t ts_start() {
#if TORCH_VERSION_MAJOR >= 2
    c10::WarningUtils::set_warning_handler(&silent);
#else
    c10::Warning::set_warning_handler(&silent);
#endif
    return TORCH_VERSION_MAJOR * 1000 + TORCH_VERSION_MINOR;
}

// OpenBLAS on POSIX threads keeps a count of its own, which libtorch does not set.
TS_API int32_t ts_set_num_threads(int32_t count) {
    return ts_done([&] {
        at::set_num_threads(count);
        auto blas = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
        if (blas == nullptr) {
            if (void* library = dlopen("libblas.so.3", RTLD_LAZY | RTLD_NOLOAD))
                blas = reinterpret_cast<void (*)(int)>(dlsym(library, "openblas_set_num_threads"));
        }
        if (blas != nullptr) blas(count);
    });
}

TS_API int64_t ts_get_num_threads() {
    return ts_number([] { return static_cast<int64_t>(at::get_num_threads()); });
}

TS_API int32_t ts_manual_seed(int64_t seed) {
    return ts_done([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

TS_API int64_t ts_initial_seed() {
    return static_cast<int64_t>(at::globalContext().defaultGenerator(at::kCPU).current_seed());
}

TS_API int32_t ts_grad_enabled() { return c10::GradMode::is_enabled() ? 1 : 0; }

TS_API void ts_set_grad_enabled(int32_t on) { c10::GradMode::set_enabled(on != 0); }

TS_API int64_t ts_cuda_available() {
    return ts_number([] { return torch::cuda::is_available() ? int64_t{1} : int64_t{0}; });
}

TS_API int64_t ts_cuda_count() {
    return ts_number([] { return static_cast<int64_t>(torch::cuda::device_count()); });
}

TS_API int32_t ts_cuda_manual_seed(int64_t seed) {
    return ts_done([&] { torch::cuda::manual_seed_all(static_cast<uint64_t>(seed)); });
}
