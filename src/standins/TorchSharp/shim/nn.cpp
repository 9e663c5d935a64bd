// Layers, losses and what works on many parameters at once.
#include "shim.h"

#include <torch/types.h>

#include <torch/nn/utils/clip_grad.h>
#include <torch/nn/utils/convert_parameters.h>

TS_API H ts_linear(H input, H weight, H bias) {
    return ts_tensor([&] { return at::linear(*input, *weight, maybe(bias)); });
}
TS_API H ts_layer_norm(H input, const int64_t* shape, int64_t rank, H weight, H bias, double eps) {
    return ts_tensor([&] { return at::layer_norm(*input, dims(shape, rank), maybe(weight), maybe(bias), eps); });
}
TS_API H ts_dropout(H input, double p, int32_t training) {
    return ts_tensor([&] { return at::dropout(*input, p, training != 0); });
}
TS_API H ts_dropout_(H input, double p, int32_t training) {
    return ts_tensor([&] { return at::dropout_(*input, p, training != 0); });
}
TS_API H ts_embedding(H weight, H indexes, int64_t padding) {
    return ts_tensor([&] { return at::embedding(*weight, *indexes, padding); });
}

TS_API H ts_mse_loss(H input, H target, int64_t reduction) {
    return ts_tensor([&] { return at::mse_loss(*input, *target, reduction); });
}
TS_API H ts_l1_loss(H input, H target, int64_t reduction) {
    return ts_tensor([&] { return at::l1_loss(*input, *target, reduction); });
}
TS_API H ts_smooth_l1_loss(H input, H target, int64_t reduction, double beta) {
    return ts_tensor([&] { return at::smooth_l1_loss(*input, *target, reduction, beta); });
}
TS_API H ts_huber_loss(H input, H target, int64_t reduction, double delta) {
    return ts_tensor([&] { return at::huber_loss(*input, *target, reduction, delta); });
}
TS_API H ts_bce_logits_loss(H input, H target, H weight, H positive, int64_t reduction) {
    return ts_tensor(
        [&] { return at::binary_cross_entropy_with_logits(*input, *target, maybe(weight), maybe(positive), reduction); });
}

TS_API int32_t ts_clip_grad_norm(const H* all, int64_t count, double limit, double p, double* norm) {
    return ts_done([&] { *norm = torch::nn::utils::clip_grad_norm_(list(all, count), limit, p); });
}
TS_API H ts_parameters_to_vector(const H* all, int64_t count) {
    return ts_tensor([&] { return torch::nn::utils::parameters_to_vector(list(all, count)); });
}
TS_API int32_t ts_vector_to_parameters(H vector, const H* all, int64_t count) {
    return ts_done([&] { torch::nn::utils::vector_to_parameters(*vector, list(all, count)); });
}
TS_API int32_t ts_zero_grad(const H* all, int64_t count) {
    return ts_done([&] {
        for (int64_t i = 0; i < count; i++)
            if (all[i]->grad().defined()) all[i]->mutable_grad().zero_();
    });
}
