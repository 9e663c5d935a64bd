using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>He initialisation for a leaky rectifier of slope a, over the inputs of a matrix.</summary>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in needs a tensor of two dimensions or more.", nameof(tensor));
                long fan = shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size));
                double bound = Math.Sqrt(3.0) * (Math.Sqrt(2.0 / (1 + a * a)) / Math.Sqrt(fan));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Glorot initialisation of a matrix: uniform in plus or minus sqrt(6 / (rows + columns)).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                long[] shape = tensor.shape;
                if (shape.Length != 2)
                    throw new ArgumentException("A matrix is needed.", nameof(tensor));
                double bound = Math.Sqrt(3.0) * (gain * Math.Sqrt(2.0 / (shape[0] + shape[1])));
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1)
            {
                using IDisposable quiet = no_grad();
                Tensor.Made(Shim.ts_uniform_(tensor.Handle, low, high), tensor).Dispose();
                return tensor;
            }

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1)
            {
                using IDisposable quiet = no_grad();
                Tensor.Made(Shim.ts_normal_(tensor.Handle, mean, std), tensor).Dispose();
                return tensor;
            }

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using IDisposable quiet = no_grad();
                tensor.fill_(val).Dispose();
                return tensor;
            }

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0.0);

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1.0);
        }
    }
}
