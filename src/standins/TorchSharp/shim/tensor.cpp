// Making, reading, shaping and indexing tensors.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>

TS_API void ts_free(H t) { delete t; }

TS_API int64_t ts_dim(H t) {
    return ts_number([&] { return t->dim(); });
}
TS_API int64_t ts_numel(H t) {
    return ts_number([&] { return t->numel(); });
}
TS_API int64_t ts_dtype(H t) {
    return ts_number([&] { return static_cast<int64_t>(t->scalar_type()); });
}
TS_API int64_t ts_device_type(H t) {
    return ts_number([&] { return static_cast<int64_t>(t->device().type()); });
}
TS_API int64_t ts_device_index(H t) { return t->device().index(); }
TS_API int64_t ts_is_contiguous(H t) { return t->is_contiguous() ? 1 : 0; }
TS_API int64_t ts_requires_grad(H t) { return t->requires_grad() ? 1 : 0; }
TS_API int64_t ts_is_leaf(H t) { return t->is_leaf() ? 1 : 0; }
TS_API int32_t ts_set_requires_grad(H t, int32_t on) {
    return ts_done([&] { t->set_requires_grad(on != 0); });
}
TS_API int32_t ts_shape(H t, int64_t* out) {
    return ts_done([&] { std::copy(t->sizes().begin(), t->sizes().end(), out); });
}
TS_API void* ts_data(H t) {
    void* out = nullptr;
    ts_try([&] { out = t->data_ptr(); });
    return out;
}
TS_API int32_t ts_item(H t, TsScalar* out) {
    return ts_done([&] {
        auto s = t->item();
        out->kind = s.isBoolean() ? 2 : s.isIntegral(false) ? 0 : 1;
        out->integer = s.isFloatingPoint() ? 0 : s.isBoolean() ? int64_t{s.to<bool>()} : s.to<int64_t>();
        out->floating = s.to<double>();
    });
}

// Factories
TS_API H ts_from_data(void* data, int32_t dtype, const int64_t* size, int64_t rank, TsOptions o) {
    return ts_tensor([&] {
        auto seen = at::from_blob(data, dims(size, rank), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
        auto type = o.dtype < 0 ? seen.scalar_type() : static_cast<at::ScalarType>(o.dtype);
        auto made = seen.to(device(o.device, o.index), type, false, true);
        return o.requires_grad ? made.set_requires_grad(true) : made;
    });
}
#define TS_FACTORY(name) \
    TS_API H ts_##name(const int64_t* size, int64_t rank, TsOptions o) { \
        return ts_tensor([&] { \
            auto made = at::name(dims(size, rank), options(o).requires_grad(false)); \
            return o.requires_grad ? made.set_requires_grad(true) : made; \
        }); \
    }
TS_FACTORY(empty)
TS_FACTORY(zeros)
TS_FACTORY(ones)
TS_FACTORY(rand)
TS_FACTORY(randn)
TS_API H ts_full(const int64_t* size, int64_t rank, TsScalar value, TsOptions o) {
    return ts_tensor([&] {
        auto made = at::full(dims(size, rank), scalar(value), options(o).requires_grad(false));
        return o.requires_grad ? made.set_requires_grad(true) : made;
    });
}
TS_API H ts_randperm(int64_t n, TsOptions o) {
    return ts_tensor([&] { return at::randperm(n, options(o)); });
}
TS_API H ts_arange(TsScalar start, TsScalar stop, TsScalar step, TsOptions o) {
    return ts_tensor([&] { return at::arange(scalar(start), scalar(stop), scalar(step), options(o)); });
}
TS_API H ts_to(H t, int32_t type, int32_t index, int32_t dtype, int32_t copy) {
    return ts_tensor([&] {
        auto to = type < 0 ? t->device() : device(type, index);
        return t->to(to, dtype < 0 ? t->scalar_type() : static_cast<at::ScalarType>(dtype), false, copy != 0);
    });
}

// Shape
TS_API H ts_view(H t, const int64_t* size, int64_t rank) {
    return ts_tensor([&] { return t->view(dims(size, rank)); });
}
TS_API H ts_reshape(H t, const int64_t* size, int64_t rank) {
    return ts_tensor([&] { return t->reshape(dims(size, rank)); });
}
TS_API H ts_permute(H t, const int64_t* order, int64_t rank) {
    return ts_tensor([&] { return t->permute(dims(order, rank)); });
}
TS_API H ts_expand(H t, const int64_t* size, int64_t rank) {
    return ts_tensor([&] { return t->expand(dims(size, rank)); });
}
TS_API H ts_repeat(H t, const int64_t* counts, int64_t rank) {
    return ts_tensor([&] { return t->repeat(dims(counts, rank)); });
}
TS_API H ts_transpose(H t, int64_t a, int64_t b) {
    return ts_tensor([&] { return t->transpose(a, b); });
}
TS_API H ts_flatten(H t, int64_t first, int64_t last) {
    return ts_tensor([&] { return t->flatten(first, last); });
}
TS_API H ts_unsqueeze(H t, int64_t dim) {
    return ts_tensor([&] { return t->unsqueeze(dim); });
}
TS_API H ts_squeeze(H t) {
    return ts_tensor([&] { return t->squeeze(); });
}
TS_API H ts_squeeze_dim(H t, int64_t dim) {
    return ts_tensor([&] { return t->squeeze(dim); });
}
TS_API H ts_cat(const H* all, int64_t count, int64_t dim) {
    return ts_tensor([&] { return at::cat(list(all, count), dim); });
}
TS_API H ts_stack(const H* all, int64_t count, int64_t dim) {
    return ts_tensor([&] { return at::stack(list(all, count), dim); });
}

// Indexing
TS_API H ts_select(H t, int64_t dim, int64_t index) {
    return ts_tensor([&] { return t->select(dim, index); });
}
TS_API H ts_slice(H t, int64_t dim, int64_t start, int64_t finish, int64_t step) {
    return ts_tensor([&] { return t->slice(dim, start, finish, step); });
}
TS_API H ts_narrow(H t, int64_t dim, int64_t start, int64_t length) {
    return ts_tensor([&] { return t->narrow(dim, start, length); });
}
TS_API H ts_index_select(H t, int64_t dim, H index) {
    return ts_tensor([&] { return t->index_select(dim, *index); });
}
TS_API H ts_gather(H t, int64_t dim, H index) {
    return ts_tensor([&] { return t->gather(dim, *index); });
}
TS_API H ts_index_add(H t, int64_t dim, H index, H source, TsScalar alpha) {
    return ts_tensor([&] { return t->index_add(dim, *index, *source, scalar(alpha)); });
}
TS_API H ts_scatter_add_(H t, int64_t dim, H index, H source) {
    return ts_tensor([&] { return t->scatter_add_(dim, *index, *source); });
}
TS_API H ts_masked_fill(H t, H mask, TsScalar value) {
    return ts_tensor([&] { return t->masked_fill(*mask, scalar(value)); });
}
TS_API H ts_masked_select(H t, H mask) {
    return ts_tensor([&] { return t->masked_select(*mask); });
}
TS_API H ts_where(H condition, H yes, H no) {
    return ts_tensor([&] { return at::where(*condition, *yes, *no); });
}
TS_API H ts_triu(H t, int64_t diagonal) {
    return ts_tensor([&] { return t->triu(diagonal); });
}
TS_API H ts_tril(H t, int64_t diagonal) {
    return ts_tensor([&] { return t->tril(diagonal); });
}

// Gradients
TS_API int32_t ts_backward(H t) {
    return ts_done([&] { t->backward(); });
}
TS_API int32_t ts_grad(const H* outputs, int64_t out_count, const H* inputs, int64_t in_count, const H* seeds, int64_t seed_count,
                       int32_t retain, int32_t create, int32_t allow_unused, H* result) {
    return ts_done([&] {
        auto made = torch::autograd::grad(list(outputs, out_count), list(inputs, in_count), list(seeds, seed_count), retain != 0,
                                          create != 0, allow_unused != 0);
        for (size_t i = 0; i < made.size(); i++) result[i] = made[i].defined() ? new at::Tensor(made[i]) : nullptr;
    });
}
