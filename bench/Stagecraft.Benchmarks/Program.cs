using BenchmarkDotNet.Running;
using Stagecraft.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(FilledAccount).Assembly).Run(args);
