using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Samples;

public static class WebApi
{
    #region program
    public static WebApplication Build(WebApplicationBuilder builder, DigitalOceanConfig hosts)
    {
        builder.Services.AddDigitalOcean();
        builder.Services.AddSingleton(hosts);
        builder.Services.AddSingleton<Runs>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Runs>());
        WebApplication app = builder.Build();
        app.MapPost("/environments/{name}/plan", PlanAsync);
        app.MapPost("/environments/{name}/up", UpAsync);
        app.MapGet("/runs/{id:guid}/events", EventsAsync);
        return app;
    }
    #endregion

    #region endpoints
    private const string Project = "shop";

    private static async Task<IResult> PlanAsync(
        string name, DigitalOceanProvider provider, DigitalOceanConfig hosts, CancellationToken stop)
    {
        try
        {
            InfraPlan plan = await provider.PlanAsync(
                new PlanOptions { Config = hosts.ToConfig(), Project = Project, Environment = name }, stop);
            return Results.Text(InfraPlanJson.ToText(plan), "application/json");
        }
        catch (CloudProviderException e)
        {
            int status = e.IsTransient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity;
            return Results.Text(ErrorJson.ToText(e.Problems, indented: true), "application/json", statusCode: status);
        }
    }

    // The body is a reviewed plan. If the config has changed since then, the apply rejects it (plan_stale).
    private static async Task<IResult> UpAsync(
        string name, HttpRequest request, Runs runs, CancellationToken stop, bool allowDelete = false)
    {
        using MemoryStream body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        InfraPlan plan;
        try
        {
            plan = InfraPlanJson.Read("the body", body.ToArray());
        }
        catch (ConfigException e)
        {
            return Results.Text(
                ErrorJson.ToText(e.Problems, indented: true), "application/json", statusCode: StatusCodes.Status400BadRequest);
        }

        // The config has no project name, so the project of the plan is compared with the project of the program.
        if (plan.Project != Project || plan.Environment != name || (plan.Changes.Any(c => c.Deletes) && !allowDelete))
        {
            return Results.Conflict("the plan belongs to another project or environment, or deletes hosts and allowDelete is not set");
        }

        return runs.Start(plan) is { } run
            ? Results.Accepted($"/runs/{run.Id}/events")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task EventsAsync(Guid id, Runs runs, HttpResponse response, CancellationToken stop)
    {
        if (runs.Find(id) is not { } run)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = "application/jsonl";
        await foreach (string line in run.Lines.ReadAllAsync(stop))
        {
            await response.WriteAsync(line, stop);
            await response.Body.FlushAsync(stop);
        }
    }
    #endregion
}

#region runs
/// <summary>One apply. Its lines are for one reader, which can connect later.</summary>
public sealed class Run(InfraPlan plan)
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public Guid Id { get; } = Guid.NewGuid();

    public ChannelReader<string> Lines => _lines.Reader;

    public async Task PerformAsync(ICloudProvider provider, ConfigNode config, CancellationToken stop)
    {
        StringWriter text = new StringWriter();
        InfraEventJsonWriter json = new InfraEventJsonWriter(text, TimeProvider.System);
        try
        {
            Emit(() => json.Start("up", plan));
            InfraProgress progress = new InfraProgress(happened => Emit(() => json.Write(happened)));
            ApplyReport report = await provider.ApplyAsync(new ApplyOptions { Config = config, Plan = plan, Progress = progress }, stop);
            Emit(() => json.Summary(report, exitCode: 0));
        }
        catch (CloudProviderException e) when (e.Report is { } report)
        {
            Emit(() => json.Summary(report, exitCode: 1));
        }
        catch (CloudProviderException e)
        {
            Emit(() => text.WriteLine(ErrorJson.ToText(e.Problems, indented: false)));
        }
        catch (OperationCanceledException)
        {
            Emit(() => text.WriteLine(
                ErrorJson.ToText([new Problem("interrupted", "the program stopped before anything was changed")], indented: false)));
        }
        finally
        {
            _lines.Writer.Complete();
        }

        void Emit(Action write)
        {
            write();
            _lines.Writer.TryWrite(text.ToString());
            text.GetStringBuilder().Clear();
        }
    }
}

/// <summary>Performs runs one after another in the background, and keeps the last hundred completed runs. When the program stops,
/// the current run is canceled: it sends no new requests, waits for requests in flight and performs a final check, so give the
/// host time (<c>HostOptions.ShutdownTimeout</c>, two minutes).</summary>
public sealed class Runs(DigitalOceanProvider provider, DigitalOceanConfig hosts, IHostApplicationLifetime program) : BackgroundService
{
    private const int MaxRemembered = 100;

    private readonly ConcurrentDictionary<Guid, Run> _known = new();
    private readonly Channel<Run> _waiting = Channel.CreateUnbounded<Run>();

    public Run? Find(Guid id) => _known.GetValueOrDefault(id);

    /// <summary>Null if the program is stopping.</summary>
    public Run? Start(InfraPlan plan)
    {
        Run run = new Run(plan);
        _known[run.Id] = run;
        return _waiting.Writer.TryWrite(run) ? run : null;
    }

    // The host stops this service after the web server, which waits for clients that read the lines of a run. The run is therefore
    // canceled before both.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        CancellationToken stop = program.ApplicationStopping;
        using CancellationTokenRegistration registration = stop.Register(() => _waiting.Writer.TryComplete());
        Queue<Guid> ended = new Queue<Guid>();
        await foreach (Run run in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            await run.PerformAsync(provider, hosts.ToConfig(), stop);
            ended.Enqueue(run.Id);
            if (ended.Count > MaxRemembered)
            {
                _known.TryRemove(ended.Dequeue(), out _);
            }
        }
    }
}
#endregion
