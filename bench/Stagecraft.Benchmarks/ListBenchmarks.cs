using BenchmarkDotNet.Attributes;

namespace Stagecraft.Benchmarks;

/// <summary>A page of 200 droplets: spec/sandbox.md, 8.4.</summary>
[Config(typeof(InOneProcess))]
public class ListBenchmarks
{
    private HttpClient _http = null!;
    private string _path = "";

    /// <summary>How many droplets the account has.</summary>
    [Params(100, 10_000, 100_000)]
    public int Droplets { get; set; }

    /// <summary>Which of them are listed.</summary>
    [Params("type=droplets", "type=gpus", "tag_name=blue", "name=web")]
    public string Filter { get; set; } = "";

    /// <summary>Which page of the list is asked for.</summary>
    [ParamsAllValues]
    public Place Page { get; set; }

    /// <summary>Fills the account.</summary>
    [GlobalSetup]
    public void Fill()
    {
        FilledAccount account = FilledAccount.For<ListBenchmarks>(Droplets);
        _http = account.Http;
        string list = $"droplets?{Filter}&per_page=200";
        int last = account.LastPage(list);
        _path = $"{list}&page={Page switch { Place.First => 1, Place.Middle => (last + 1) / 2, _ => last }}";
    }

    /// <summary>The complete response, in memory.</summary>
    [Benchmark]
    public async Task<int> PageOf200()
    {
        using HttpResponseMessage answer = await _http.GetAsync(_path);
        return (int)answer.StatusCode;
    }
}
