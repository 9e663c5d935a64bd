// The C face of libtorch that the TorchSharp stand-in calls.
//
// What: one C function per engine call, no arithmetic of its own. Tensors cross the border as owned pointers to at::Tensor
// (ts_free releases one); a null or negative answer means "failed", and ts_last_error then holds libtorch's message for this thread.
//
// Which libtorch: 1.13 to 2.x. By default Debian's libtorch-dev. LIBTORCH=/path names another copy with include/ and lib/, for
// instance the CUDA download of pytorch.org or the torch folder of a Python installation:
//     LIBTORCH=/path dotnet build src/standins/TorchSharp        (or -p:LIBTORCH=/path)
// build.sh reads from the copy whether it was built with the old string layout (_GLIBCXX_USE_CXX11_ABI=0, Python builds before
// 2.7), links libtorch_cuda where it is there, and writes the copy's lib folder into the library's search path. TORCH_CXX_STD=c++20
// is for a libtorch that asks for it. Only g++ is needed.
#pragma once
#include <ATen/ATen.h>
#include <torch/version.h>

#include <cstdint>
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#include <optional>
#define TS_OPTIONAL std::optional
#else
#define TS_OPTIONAL c10::optional
#endif
#include <string>
#include <vector>

#define TS_API extern "C" __attribute__((visibility("default")))

using H = at::Tensor*;

struct TsScalar {
    int64_t kind;  // 0 integer, 1 floating, 2 boolean, 3 absent
    int64_t integer;
    double floating;
};

// How a factory makes a tensor; a negative dtype means the engine's default.
struct TsOptions {
    int32_t dtype;
    int32_t device;
    int32_t index;
    int32_t requires_grad;
};

void ts_set_error(const char* text) noexcept;

template <class F>
bool ts_try(F f) noexcept {
    try {
        f();
        return true;
    } catch (const c10::Error& e) {
        ts_set_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        ts_set_error(e.what());
    } catch (...) {
        ts_set_error("unknown failure in libtorch");
    }
    return false;
}

template <class F>
H ts_tensor(F f) noexcept {
    H out = nullptr;
    ts_try([&] { out = new at::Tensor(f()); });
    return out;
}

template <class F>
int64_t ts_number(F f) noexcept {
    int64_t out = -1;
    ts_try([&] { out = f(); });
    return out;
}

template <class F>
int32_t ts_done(F f) noexcept {
    return ts_try(f) ? 0 : -1;
}

inline at::Scalar scalar(TsScalar s) {
    return s.kind == 0 ? at::Scalar(s.integer) : s.kind == 1 ? at::Scalar(s.floating) : at::Scalar(s.integer != 0);
}

inline TS_OPTIONAL<at::Scalar> maybe(TsScalar s) {
    return s.kind == 3 ? TS_OPTIONAL<at::Scalar>() : TS_OPTIONAL<at::Scalar>(scalar(s));
}

inline TS_OPTIONAL<at::Tensor> maybe(H t) {
    return t == nullptr ? TS_OPTIONAL<at::Tensor>() : TS_OPTIONAL<at::Tensor>(*t);
}

inline TS_OPTIONAL<at::ScalarType> maybe_type(int32_t dtype) {
    return dtype < 0 ? TS_OPTIONAL<at::ScalarType>() : TS_OPTIONAL<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::IntArrayRef dims(const int64_t* values, int64_t count) {
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline at::Device device(int32_t type, int32_t index) {
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

inline at::TensorOptions options(TsOptions o) {
    auto made = at::TensorOptions().device(device(o.device, o.index)).requires_grad(o.requires_grad != 0);
    return o.dtype < 0 ? made : made.dtype(static_cast<at::ScalarType>(o.dtype));
}

inline std::vector<at::Tensor> list(const H* values, int64_t count) {
    std::vector<at::Tensor> out;
    out.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) out.push_back(values[i] == nullptr ? at::Tensor() : *values[i]);
    return out;
}
