// Layers, losses and optimisers.
#include "shim.h"

#include <torch/types.h>

#include <torch/nn/utils/clip_grad.h>
#include <torch/nn/utils/convert_parameters.h>
#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

using torch::optim::Optimizer;

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

template <class F>
static Optimizer* make(F f) noexcept {
    Optimizer* out = nullptr;
    ts_try([&] { out = f(); });
    return out;
}

TS_API Optimizer* ts_adam(const H* all, int64_t count, double lr, double beta1, double beta2, double eps, double decay,
                          int32_t amsgrad) {
    return make([&] {
        torch::optim::AdamOptions o(lr);
        o.betas(std::make_tuple(beta1, beta2)).eps(eps).weight_decay(decay).amsgrad(amsgrad != 0);
        return new torch::optim::Adam(list(all, count), o);
    });
}
TS_API Optimizer* ts_adamw(const H* all, int64_t count, double lr, double beta1, double beta2, double eps, double decay,
                           int32_t amsgrad) {
    return make([&] {
        torch::optim::AdamWOptions o(lr);
        o.betas(std::make_tuple(beta1, beta2)).eps(eps).weight_decay(decay).amsgrad(amsgrad != 0);
        return new torch::optim::AdamW(list(all, count), o);
    });
}
TS_API Optimizer* ts_sgd(const H* all, int64_t count, double lr, double momentum, double dampening, double decay,
                         int32_t nesterov) {
    return make([&] {
        torch::optim::SGDOptions o(lr);
        o.momentum(momentum).dampening(dampening).weight_decay(decay).nesterov(nesterov != 0);
        return new torch::optim::SGD(list(all, count), o);
    });
}
TS_API void ts_optimizer_free(Optimizer* o) { delete o; }
TS_API int32_t ts_optimizer_step(Optimizer* o) {
    return ts_done([&] { o->step(); });
}
// Gradients are set to zero in place, as both TorchSharp releases do: 2.x would drop them by default.
TS_API int32_t ts_optimizer_zero_grad(Optimizer* o) {
    return ts_done([&] {
        for (auto& group : o->param_groups())
            for (auto& parameter : group.params())
                if (parameter.grad().defined()) parameter.mutable_grad().zero_();
    });
}
TS_API int32_t ts_zero_grad(const H* all, int64_t count) {
    return ts_done([&] {
        for (int64_t i = 0; i < count; i++)
            if (all[i]->grad().defined()) all[i]->mutable_grad().zero_();
    });
}
TS_API int32_t ts_optimizer_set_lr(Optimizer* o, double lr) {
    return ts_done([&] {
        for (auto& group : o->param_groups()) group.options().set_lr(lr);
    });
}
