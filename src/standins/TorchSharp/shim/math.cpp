// Elementwise functions, comparisons, reductions and products.
#include "shim.h"

#define TS_UNARY(name, call) \
    TS_API H ts_##name(H t) { return ts_tensor([&] { return t->call(); }); }
TS_UNARY(clone, clone)
TS_UNARY(alias, alias)
TS_UNARY(detach, detach)
TS_UNARY(contiguous, contiguous)
TS_UNARY(t, t)
TS_UNARY(neg, neg)
TS_UNARY(abs, abs)
TS_UNARY(exp, exp)
TS_UNARY(log, log)
TS_UNARY(log1p, log1p)
TS_UNARY(sqrt, sqrt)
TS_UNARY(square, square)
TS_UNARY(reciprocal, reciprocal)
TS_UNARY(sign, sign)
TS_UNARY(sigmoid, sigmoid)
TS_UNARY(tanh, tanh)
TS_UNARY(relu, relu)
TS_UNARY(isnan, isnan)
TS_UNARY(isfinite, isfinite)
TS_UNARY(logical_not, logical_not)
TS_UNARY(all, all)
TS_UNARY(any, any)
TS_UNARY(max, max)
TS_UNARY(min, min)
TS_UNARY(zero_, zero_)
TS_API H ts_silu(H t) {
    return ts_tensor([&] { return at::silu(*t); });
}
TS_API H ts_gelu(H t) {
    return ts_tensor([&] { return at::gelu(*t); });
}

#define TS_BINARY(name) \
    TS_API H ts_##name(H a, H b) { return ts_tensor([&] { return a->name(*b); }); }
#define TS_SCALAR(name) \
    TS_API H ts_##name##_scalar(H a, TsScalar b) { return ts_tensor([&] { return a->name(scalar(b)); }); }
TS_BINARY(add) TS_SCALAR(add)
TS_BINARY(sub) TS_SCALAR(sub)
TS_BINARY(mul) TS_SCALAR(mul)
TS_BINARY(div) TS_SCALAR(div)
TS_BINARY(pow) TS_SCALAR(pow)
TS_BINARY(eq) TS_SCALAR(eq)
TS_BINARY(ne) TS_SCALAR(ne)
TS_BINARY(lt) TS_SCALAR(lt)
TS_BINARY(le) TS_SCALAR(le)
TS_BINARY(gt) TS_SCALAR(gt)
TS_BINARY(ge) TS_SCALAR(ge)
TS_BINARY(mul_) TS_SCALAR(mul_)
TS_BINARY(div_) TS_SCALAR(div_)
TS_SCALAR(fill_)
TS_SCALAR(clamp_min)
TS_BINARY(maximum)
TS_BINARY(minimum)
TS_BINARY(matmul)
TS_BINARY(mm)
TS_BINARY(bmm)
TS_BINARY(logical_and)
TS_BINARY(logical_or)
TS_BINARY(copy_)
TS_API H ts_add_(H a, H b, TsScalar alpha) {
    return ts_tensor([&] { return a->add_(*b, scalar(alpha)); });
}
TS_API H ts_add__scalar(H a, TsScalar b, TsScalar alpha) {
    return ts_tensor([&] { return a->add_(scalar(b), scalar(alpha)); });
}
TS_API H ts_sub_(H a, H b) {
    return ts_tensor([&] { return a->sub_(*b); });
}
TS_API H ts_sub__scalar(H a, TsScalar b) {
    return ts_tensor([&] { return a->sub_(scalar(b)); });
}
TS_API H ts_clamp(H t, TsScalar low, TsScalar high) {
    return ts_tensor([&] { return t->clamp(maybe(low), maybe(high)); });
}
TS_API H ts_clamp_(H t, TsScalar low, TsScalar high) {
    return ts_tensor([&] { return t->clamp_(maybe(low), maybe(high)); });
}
TS_API H ts_uniform_(H t, double low, double high) {
    return ts_tensor([&] { return t->uniform_(low, high); });
}
TS_API H ts_normal_(H t, double mean, double deviation) {
    return ts_tensor([&] { return t->normal_(mean, deviation); });
}
TS_API int32_t ts_allclose(H a, H b, double rtol, double atol, int32_t equal_nan, int32_t* out) {
    return ts_done([&] { *out = a->allclose(*b, rtol, atol, equal_nan != 0) ? 1 : 0; });
}

// Reductions
TS_API H ts_sum(H t, int32_t dtype) {
    return ts_tensor([&] { return t->sum(maybe_type(dtype)); });
}
TS_API H ts_sum_dims(H t, const int64_t* d, int64_t count, int32_t keep, int32_t dtype) {
    return ts_tensor([&] { return t->sum(dims(d, count), keep != 0, maybe_type(dtype)); });
}
TS_API H ts_mean(H t) {
    return ts_tensor([&] { return t->mean(); });
}
TS_API H ts_mean_dims(H t, const int64_t* d, int64_t count, int32_t keep, int32_t dtype) {
    return ts_tensor([&] { return t->mean(dims(d, count), keep != 0, maybe_type(dtype)); });
}
TS_API H ts_std(H t, int32_t unbiased) {
    return ts_tensor([&] { return t->std(unbiased != 0); });
}
TS_API H ts_std_dims(H t, const int64_t* d, int64_t count, int32_t unbiased, int32_t keep) {
    return ts_tensor([&] { return t->std(dims(d, count), unbiased != 0, keep != 0); });
}
TS_API H ts_var(H t, int32_t unbiased) {
    return ts_tensor([&] { return t->var(unbiased != 0); });
}
TS_API H ts_var_dims(H t, const int64_t* d, int64_t count, int32_t unbiased, int32_t keep) {
    return ts_tensor([&] { return t->var(dims(d, count), unbiased != 0, keep != 0); });
}
TS_API H ts_max_dim(H t, int64_t dim, int32_t keep, H* indexes) {
    return ts_tensor([&] {
        auto both = t->max(dim, keep != 0);
        *indexes = new at::Tensor(std::get<1>(both));
        return std::get<0>(both);
    });
}
TS_API H ts_min_dim(H t, int64_t dim, int32_t keep, H* indexes) {
    return ts_tensor([&] {
        auto both = t->min(dim, keep != 0);
        *indexes = new at::Tensor(std::get<1>(both));
        return std::get<0>(both);
    });
}
TS_API H ts_argmax(H t) {
    return ts_tensor([&] { return t->argmax(); });
}
TS_API H ts_argmax_dim(H t, int64_t dim, int32_t keep) {
    return ts_tensor([&] { return t->argmax(dim, keep != 0); });
}
TS_API H ts_cumsum(H t, int64_t dim, int32_t dtype) {
    return ts_tensor([&] { return t->cumsum(dim, maybe_type(dtype)); });
}
TS_API H ts_logsumexp(H t, int64_t dim, int32_t keep) {
    return ts_tensor([&] { return t->logsumexp(dim, keep != 0); });
}
TS_API H ts_softmax(H t, int64_t dim, int32_t dtype) {
    return ts_tensor([&] { return t->softmax(dim, maybe_type(dtype)); });
}
TS_API H ts_log_softmax(H t, int64_t dim, int32_t dtype) {
    return ts_tensor([&] { return t->log_softmax(dim, maybe_type(dtype)); });
}
TS_API H ts_norm(H t, float p) {
    return ts_tensor([&] { return t->norm(p); });
}
