using BenchmarkDotNet.Attributes;

namespace Stagecraft.Benchmarks;

/// <summary>Creates in accounts of different sizes: spec/sandbox.md, 8.4. Each iteration deletes its droplets.</summary>
[Config(typeof(InOneProcess))]
[InvocationCount(256, 16)]
public class CreateBenchmarks
{
    private const string Rest =
        "\"size\":\"s-1vcpu-1gb\",\"image\":\"ubuntu-22-04-x64\",\"region\":\"nyc3\",\"tags\":[\"stagecraft\",\"stagecraft-project-shop\","
            + "\"created\"]}";

    private static readonly string One = $"{{\"name\":\"new\",{Rest}";
    private static readonly string Ten = $"{{\"names\":[{string.Join(',', Enumerable.Range(0, 10).Select(i => $"\"new-{i}\""))}],{Rest}";

    private HttpClient _http = null!;

    /// <summary>How many droplets the account has.</summary>
    [Params(0, 10_000, 100_000)]
    public int Droplets { get; set; }

    /// <summary>Fills the account.</summary>
    [GlobalSetup]
    public void Fill() => _http = FilledAccount.For<CreateBenchmarks>(Droplets).Http;

    /// <summary>The account is as large as before.</summary>
    [IterationCleanup]
    public void Clear()
    {
        using HttpResponseMessage answer = _http.DeleteAsync("droplets?tag_name=created").GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A create with <c>name</c>.</summary>
    [Benchmark]
    public Task<int> OneDroplet() => Post(One);

    /// <summary>A create with ten <c>names</c>.</summary>
    [Benchmark]
    public Task<int> TenDroplets() => Post(Ten);

    private async Task<int> Post(string body)
    {
        using StringContent content = new StringContent(body);
        using HttpResponseMessage answer = await _http.PostAsync("droplets", content);
        answer.EnsureSuccessStatusCode();
        return (int)answer.StatusCode;
    }
}
