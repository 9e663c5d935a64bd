using FedMat.Benchmarks;

// Each benchmark is a class with a Run; its name here is what is typed.
var benchmarks = new Dictionary<string, Func<string[], Task<int>>>
{
    ["fold"] = Fold.RunAsync,
    ["primitives"] = Primitives.RunAsync,
    ["secure-sum"] = SecureSum.RunAsync,
    ["training-step"] = TrainingStep.RunAsync,
    ["trees"] = Trees.RunAsync,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out Func<string[], Task<int>>? benchmark))
{
    await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project tests/FedMat.Benchmarks -- NAME");
    await Console.Error.WriteLineAsync("names: " + string.Join(", ", benchmarks.Keys));
    return 2;
}
return await benchmark(args[1..]);
