using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>A part of a network: named parameters, named buffers and named parts of its own.</summary>
        public class Module : IDisposable
        {
            private readonly List<(string name, Module module)> _parts = [];
            private readonly List<(string name, Tensor tensor)> _buffers = [];
            private readonly List<(string name, Parameter tensor)> _parameters = [];
            private readonly string _name;

            protected Module(string name) => _name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            public virtual void train(bool train = true)
            {
                training = train;
                foreach ((_, Module part) in _parts)
                    part.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void register_parameter(string name, Parameter param)
            {
                CheckName(name);
                ArgumentNullException.ThrowIfNull(param);
                param.DetachFromDisposeScope();
                _parameters.Add((name, param));
            }

            public virtual void register_buffer(string name, Tensor tensor)
            {
                CheckName(name);
                ArgumentNullException.ThrowIfNull(tensor);
                tensor.DetachFromDisposeScope();
                _buffers.Add((name, tensor));
            }

            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name);
                ArgumentNullException.ThrowIfNull(submodule);
                _parts.Add((name, submodule));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual IEnumerable<(string name, Module module)> named_children() => _parts;

            public virtual IEnumerable<Module> children() => _parts.Select(part => part.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string name, Module part) in _parts)
                {
                    yield return (name, part);
                    foreach ((string inner, Module deeper) in part.named_modules())
                        yield return ($"{name}.{inner}", deeper);
                }
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Walk(module => module._parameters, recurse);

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) =>
                Walk(module => module._buffers, recurse);

            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string name, Parameter parameter) in named_parameters())
                    destination.TryAdd(before + name, parameter);
                foreach ((string name, Tensor buffer) in named_buffers())
                    destination.TryAdd(before + name, buffer);
                return destination;
            }

            /// <summary>Copies values by name; when strict, the names must be the same on both sides.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                Dictionary<string, Tensor> mine = state_dict();
                List<string> unexpected = source.Keys.Where(key => !mine.ContainsKey(key) && skip?.Contains(key) != true).ToList();
                List<string> missing = mine.Keys.Where(key => !source.ContainsKey(key) && skip?.Contains(key) != true).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                using IDisposable quiet = no_grad();
                foreach ((string name, Tensor value) in source)
                {
                    if (skip?.Contains(name) != true && mine.TryGetValue(name, out Tensor? target))
                        target.copy_(value).Dispose();
                }
                return (missing, unexpected);
            }

            public unsafe void zero_grad()
            {
                nint[] all = Handles(parameters());
                fixed (nint* p = all)
                    Done(Shim.ts_zero_grad(p, all.Length));
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach ((_, Parameter parameter) in _parameters)
                    parameter.Dispose();
                foreach ((_, Tensor buffer) in _buffers)
                    buffer.Dispose();
                foreach ((_, Module part) in _parts)
                    part.Dispose();
            }

            /// <summary>Registers every field that holds a module, a parameter or a tensor, under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
                foreach (FieldInfo field in GetType().GetFields(Any).Where(field => !IsTaken(field.Name)))
                {
                    switch (field.GetValue(this))
                    {
                        case Module part:
                            register_module(field.Name, part);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor buffer:
                            register_buffer(field.Name, buffer);
                            break;
                        default:
                            break;
                    }
                }
            }

            internal void Place(Device? device, ScalarType? dtype)
            {
                foreach ((_, Parameter parameter) in _parameters)
                    parameter.ReplaceBy(device, dtype);
                foreach ((_, Tensor buffer) in _buffers)
                    buffer.ReplaceBy(device, dtype);
                foreach ((_, Module part) in _parts)
                    part.Place(device, dtype);
            }

            private IEnumerable<(string name, T tensor)> Walk<T>(Func<Module, List<(string name, T tensor)>> own, bool recurse)
                where T : Tensor
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                var all = new List<(string, Module)> { ("", this) };
                if (recurse)
                    all.AddRange(named_modules().Select(named => (named.name + ".", named.module)));
                foreach ((string before, Module module) in all)
                {
                    foreach ((string name, T tensor) in own(module).Where(each => seen.Add(each.tensor)))
                        yield return (before + name, tensor);
                }
            }

            private void CheckName(string name)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Contains('.', StringComparison.Ordinal) || IsTaken(name))
                    throw new ArgumentException($"The name {name} is taken, or holds a dot.", nameof(name));
            }

            private bool IsTaken(string name) =>
                _parts.Exists(each => each.name == name) || _buffers.Exists(each => each.name == name)
                || _parameters.Exists(each => each.name == name);
        }
    }
}
