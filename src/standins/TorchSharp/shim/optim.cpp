// Optimisers: libtorch's own, and for Adam its formula over all parameters at once.
#include "shim.h"

#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

#include <cmath>
#include <memory>

namespace {

struct AdamNumbers {
    double lr, beta1, beta2, eps, decay;
    bool decoupled;
};

// The update of torch::optim::Adam and AdamW with the two moments of all parameters in one vector each, as engine calls: a handful
// for the network where libtorch 1.13 makes ten for each parameter. The moments are kept as sums, without their factors 1 - beta,
// and these and the bias corrections go into the step size and eps, so that one pass over memory does for two; only the last bits
// differ. It needs every parameter to have a gradient, and one type and device for all; otherwise libtorch's own does the work.
class FlatAdam {
public:
    static bool fits(const std::vector<at::Tensor>& all) {
        if (all.empty()) return false;
        for (auto& p : all)
            if (!p.grad().defined() || !p.grad().is_contiguous() || p.options().dtype() != all[0].options().dtype() ||
                p.device() != all[0].device())
                return false;
        return true;
    }

    explicit FlatAdam(const std::vector<at::Tensor>& all) {
        int64_t length = 0;
        for (auto& p : all) length += p.numel();
        auto flat = all[0].options().requires_grad(false);
        mean_ = at::zeros({length}, flat);
        square_ = at::zeros({length}, flat);
        gradient_ = at::empty({length}, flat);
        int64_t at = 0;
        for (auto& p : all) {
            auto part = [&](const at::Tensor& whole) { return whole.narrow(0, at, p.numel()).view(p.sizes()); };
            parts_.push_back({part(mean_), part(gradient_)});
            at += p.numel();
        }
    }

    void step(const std::vector<at::Tensor>& all, const AdamNumbers& n) {
        at::NoGradGuard quiet;
        steps_++;
        std::vector<at::Tensor> gradients;
        gradients.reserve(all.size());
        for (auto& p : all) gradients.push_back(p.grad().reshape({-1}));
        at::cat_out(gradient_, gradients);
        if (n.decay != 0)
            for (size_t i = 0; i < all.size(); i++) {
                at::Tensor p = all[i];
                if (n.decoupled)
                    p.mul_(1 - n.lr * n.decay);
                else
                    parts_[i].gradient.add_(p, n.decay);
            }
        at::add_out(mean_, gradient_, mean_, n.beta1);
        at::mul_out(gradient_, gradient_, gradient_);
        at::add_out(square_, gradient_, square_, n.beta2);
        double t = static_cast<double>(steps_);
        double scale = std::sqrt((1 - std::pow(n.beta2, t)) / (1 - n.beta2));
        double size = n.lr * scale * (1 - n.beta1) / (1 - std::pow(n.beta1, t));
        at::sqrt_out(gradient_, square_);
        gradient_.add_(n.eps * scale);
        for (size_t i = 0; i < all.size(); i++) {
            at::Tensor p = all[i];
            p.addcdiv_(parts_[i].mean, parts_[i].gradient, -size);
        }
    }

private:
    struct Part {
        at::Tensor mean, gradient;
    };

    at::Tensor mean_, square_;
    // Holds the gradient, then its square, then the denominator.
    at::Tensor gradient_;
    std::vector<Part> parts_;
    int64_t steps_ = 0;
};

}  // namespace

struct TsOptimizer {
    std::unique_ptr<torch::optim::Optimizer> engine;
    bool flat_allowed = false;
    AdamNumbers numbers{};
    std::unique_ptr<FlatAdam> flat;
    std::vector<bool> zeroed;

    // Both TorchSharp releases set gradients to zero and keep them. Dropping them spares a pass to clear and one to add; whoever then
    // gets no new gradient counts as having a zero one.
    void zero_grad() {
        auto& all = engine->param_groups()[0].params();
        zeroed.resize(all.size());
        for (size_t i = 0; i < all.size(); i++)
            if (all[i].grad().defined()) {
                zeroed[i] = true;
                all[i].mutable_grad().reset();
            }
    }

    void step() {
        auto& all = engine->param_groups()[0].params();
        for (size_t i = 0; i < zeroed.size(); i++)
            if (zeroed[i] && !all[i].grad().defined()) all[i].mutable_grad() = at::zeros_like(all[i]);
        update(all);
    }

private:
    // The first step decides, so that the moments stay in one place.
    void update(const std::vector<at::Tensor>& all) {
        if (flat_allowed && !flat) {
            if (FlatAdam::fits(all))
                flat = std::make_unique<FlatAdam>(all);
            else
                flat_allowed = false;
        }
        if (flat)
            flat->step(all, numbers);
        else
            engine->step();
    }
};

template <class F>
static TsOptimizer* make(F engine, bool flat, AdamNumbers numbers) noexcept {
    TsOptimizer* out = nullptr;
    ts_try([&] {
        auto made = std::make_unique<TsOptimizer>();
        made->engine = engine();
        made->flat_allowed = flat;
        made->numbers = numbers;
        out = made.release();
    });
    return out;
}

TS_API TsOptimizer* ts_adam(const H* all, int64_t count, double lr, double beta1, double beta2, double eps, double decay,
                            int32_t amsgrad) {
    auto engine = [&] {
        torch::optim::AdamOptions o(lr);
        o.betas(std::make_tuple(beta1, beta2)).eps(eps).weight_decay(decay).amsgrad(amsgrad != 0);
        return std::make_unique<torch::optim::Adam>(list(all, count), o);
    };
    return make(engine, amsgrad == 0, {lr, beta1, beta2, eps, decay, false});
}
TS_API TsOptimizer* ts_adamw(const H* all, int64_t count, double lr, double beta1, double beta2, double eps, double decay,
                             int32_t amsgrad) {
    auto engine = [&] {
        torch::optim::AdamWOptions o(lr);
        o.betas(std::make_tuple(beta1, beta2)).eps(eps).weight_decay(decay).amsgrad(amsgrad != 0);
        return std::make_unique<torch::optim::AdamW>(list(all, count), o);
    };
    return make(engine, amsgrad == 0, {lr, beta1, beta2, eps, decay, true});
}
TS_API TsOptimizer* ts_sgd(const H* all, int64_t count, double lr, double momentum, double dampening, double decay,
                           int32_t nesterov) {
    auto engine = [&] {
        torch::optim::SGDOptions o(lr);
        o.momentum(momentum).dampening(dampening).weight_decay(decay).nesterov(nesterov != 0);
        return std::make_unique<torch::optim::SGD>(list(all, count), o);
    };
    return make(engine, false, {});
}
TS_API void ts_optimizer_free(TsOptimizer* o) { delete o; }
TS_API int32_t ts_optimizer_step(TsOptimizer* o) {
    return ts_done([&] { o->step(); });
}
TS_API int32_t ts_optimizer_zero_grad(TsOptimizer* o) {
    return ts_done([&] { o->zero_grad(); });
}
TS_API int32_t ts_optimizer_set_lr(TsOptimizer* o, double lr) {
    return ts_done([&] {
        o->numbers.lr = lr;
        for (auto& group : o->engine->param_groups()) group.options().set_lr(lr);
    });
}
