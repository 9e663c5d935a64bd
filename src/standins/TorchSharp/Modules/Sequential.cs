using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other. What passes between two of them is freed at once when no gradient needs it.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

        internal Sequential() : base(nameof(Sequential)) { }

        public int Count => _modules.Count;

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            var added = (nn.Module<Tensor, Tensor>)module;
            register_module(name, added);
            _modules.Add(added);
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module) =>
            append(_modules.Count.ToString(CultureInfo.InvariantCulture), module);

        public override Tensor forward(Tensor input)
        {
            if (_modules.Count == 0)
                return input.alias();
            Tensor current = _modules[0].call(input);
            for (int i = 1; i < _modules.Count; i++)
            {
                using Tensor before = current;
                current = _modules[i].call(before);
            }
            return current;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                var made = new Sequential();
                foreach ((string name, Module<Tensor, Tensor> module) in modules)
                    made.append(name, module);
                return made;
            }

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                var made = new Sequential();
                foreach (Module<Tensor, Tensor> module in modules)
                    made.append(module);
                return made;
            }
        }
    }
}
