using System.Net;
using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Benchmarks;

/// <summary>An account with all hosts in sync, as recorded responses of the sandbox, so that a plan measures the client
/// only.</summary>
internal sealed class RecordedAccount : HttpMessageHandler
{
    private readonly Dictionary<string, (byte[] Body, HttpResponseMessage Head)> _answers = [];
    private readonly HttpMessageInvoker _sandbox;
    private readonly PlanOptions _options;

    public RecordedAccount(int hosts)
    {
        DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(
            new SandboxOptions { RateLimit = false, DropletLimit = int.MaxValue, Boot = TimeSpan.Zero });
        for (int i = 0; i < hosts; i++)
        {
            sandbox.CreateDroplet(
                $"prod-app-{i:00000}", ["stagecraft", "stagecraft-env-prod", "stagecraft-role-app", "stagecraft-project-shop"], "nyc1");
        }

        _sandbox = new HttpMessageInvoker(sandbox.CreateHandler());
        StringBuilder yaml = new StringBuilder(
            "token_env: DO_TOKEN\nssh_key_name: my-ssh-key\ndefault_region: nyc1\ndefault_size: s-1vcpu-1gb\nhosts:\n  prod:\n");
        for (int i = 0; i < hosts; i++)
        {
            yaml.Append("    app-").Append(i.ToString("00000", System.Globalization.CultureInfo.InvariantCulture))
                .Append(": { role: app }\n");
        }

        _options = new PlanOptions
        {
            Config = ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml.ToString())),
            Project = "shop",
            Environment = "prod",
        };
        if (!(Plan().Summary.Unchanged == hosts))
        {
            throw new InvalidOperationException("not all hosts are in sync");
        }
    }

    public InfraPlan Plan()
    {
        using DigitalOceanProvider provider = new DigitalOceanProvider(
            new DigitalOceanProviderOptions { GetEnvironmentVariable = _ => "token", Handler = this });
        return provider.PlanAsync(_options, CancellationToken.None).GetAwaiter().GetResult();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string asked = request.RequestUri!.PathAndQuery;
        if (!_answers.TryGetValue(asked, out (byte[] Body, HttpResponseMessage Head) kept))
        {
            HttpResponseMessage answer = await _sandbox.SendAsync(request, cancellationToken);
            kept = (await answer.Content.ReadAsByteArrayAsync(cancellationToken), answer);
            _answers[asked] = kept;
        }

        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(kept.Body)) };
        response.Content.Headers.ContentType = kept.Head.Content.Headers.ContentType;
        response.Headers.Date = kept.Head.Headers.Date;
        return response;
    }
}
