using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>Verifies every request, event and report against the actual state of an account. The invariants are those of
/// <c>docs/safety.md</c>.</summary>
internal sealed partial class Watch(StoryWorld world)
{
    /// <summary>A delete rests on tags read less than 10 s before, and is then on its way for less than a second.</summary>
    private static readonly TimeSpan Excused = TimeSpan.FromSeconds(11);

    public const string Protected = "stagecraft-protected";

    public static readonly string[] OurTags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop"];

    private const string TagPath = $"/v2/tags/{Protected}/resources";

    private readonly Dictionary<long, string> _unmanaged = [];
    private readonly Dictionary<long, TimeSpan> _lost = [];
    private readonly Dictionary<string, TimeSpan> _meddledWith = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(int Run, string Name), HashSet<DateTimeOffset>> _creates = [];
    private readonly HashSet<(int Run, string Name, DateTimeOffset At)> _answered = [];
    private readonly List<(StoryRun Run, string Name, DateTimeOffset Due)> _late = [];
    private readonly HashSet<string> _unsure = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _changing = [];

    /// <summary>The runs that sent a create or a delete.</summary>
    private readonly HashSet<int> _acting = [];

    private readonly Dictionary<long, TimeSpan> _protectedAt = [];
    private readonly Dictionary<string, TimeSpan> _cleared = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Droplets that a person changed or deleted; reports about them may be stale.</summary>
    private readonly HashSet<long> _victims = [];

    /// <summary>The first violated invariant, or null.</summary>
    public string? Broken { get; private set; }

    public void Complain(string? broken)
    {
        if (Broken is null && broken is not null)
        {
            Broken = broken;
            world.Record($"BROKEN: {broken}");
        }
    }

    public bool IsUnmanaged(long id) => _unmanaged.ContainsKey(id);

    public void AddUnmanaged(SandboxDroplet droplet) => _unmanaged[droplet.Id] = Mark(droplet);

    /// <summary>An unmanaged droplet was deleted or changed by its owner.</summary>
    public void Release(long id) => _unmanaged.Remove(id);

    /// <summary>A person makes a managed droplet unmanaged.</summary>
    public void Lose(SandboxDroplet droplet)
    {
        _lost[droplet.Id] = world.Time.Elapsed;
        Meddle(droplet);
        AddUnmanaged(world.Cloud.Droplets.Single(d => d.Id == droplet.Id));
    }

    /// <summary>A person changes a droplet.</summary>
    public void Meddle(SandboxDroplet droplet)
    {
        _victims.Add(droplet.Id);
        MeddleWith(droplet.Name);
    }

    public void MeddleWith(string name) => _meddledWith[name] = world.Time.Elapsed;

    /// <summary>A request is about to reach the API.</summary>
    public void Arriving(StoryRun run, HttpRequestMessage request, IReadOnlyList<string> names)
    {
        if (request.Method == HttpMethod.Delete)
        {
            _acting.Add(run.Number);
            Deleting(run, request);
        }
        else if (request.Method == HttpMethod.Post)
        {
            Complain(request.RequestUri!.AbsolutePath switch
            {
                "/v2/droplets" => null,
                "/v2/tags" when run.Plan!.Changes.Any(c => c.Actions == ResourceActions.Update) => null,
                TagPath => null,
                _ => $"run {run.Number} sent POST {request.RequestUri.PathAndQuery}",
            });
            if (request.RequestUri.AbsolutePath == TagPath)
            {
                Protecting(run, request);
            }

            SettleLate();
            SandboxDroplet[] live = [.. world.Cloud.Droplets.Where(d => !d.IsDeleting)];
            foreach (string name in names)
            {
                _acting.Add(run.Number);
                SandboxDroplet? former = run.Plan?.ToDelete
                    .Where(d => d.Reason == DeleteReason.Replace && Same(d.MachineName, name)).Select(d => Truth(d.Id.Number()))
                    .FirstOrDefault(d => d is not null);
                Complain(former is null
                    ? null
                    : $"{name} was created by run {run.Number} before {former.Name} ({former.Id}), which it replaces, was deleted");
                HashSet<DateTimeOffset> before = Creates(run, name);
                if (before.Any(t => t > world.Time.GetUtcNow()) || live.Any(d => Same(d.Name, name) && before.Contains(d.CreatedAt)))
                {
                    Complain($"{name} was created again by run {run.Number}, which had created it");
                }
            }
        }
        else if (request.Method != HttpMethod.Get)
        {
            Complain($"run {run.Number} sent {request.Method} {request.RequestUri!.PathAndQuery}");
        }
    }

    /// <summary>
    /// A create is about to be sent. A run that read a droplet of another run that was younger than the settle window waits for that
    /// window before its first create.
    /// </summary>
    public void Creating(StoryRun run, IReadOnlyList<string> names, RecentAnswers recent)
    {
        TimeSpan now = world.Time.Elapsed;
        DateTimeOffset start = world.Time.GetUtcNow() - now;
        bool isFirst = !_late.Exists(l => l.Run == run) && !_creates.Any(c => c.Key.Run == run.Number && c.Value.Count > 0);
        if (!isFirst || run.AppliedAt is not { } applied || now - applied >= world.Settle)
        {
            return;
        }

        // The reads of a plan serve for 5 s (6.1): the droplet was that much younger then.
        TimeSpan reads = TimeSpan.FromSeconds(5);
        (HashSet<string> shown, List<long> young) = recent.Since(now - reads, start, OurTags, world.Settle - reads);
        long id = young.Find(d => !_victims.Contains(d) && Truth(d) is { IsDeleting: false } there && IsOurs(there));
        Complain(id == 0 || names.Any(n => shown.Contains(n) || _meddledWith.ContainsKey(n))
            ? null
            : $"run {run.Number} created {names[0]} before the settle window passed, though it had read of {id}, which was young");
    }

    /// <summary>A request that may change the account has reached the API, or got lost.</summary>
    public void Acted(StoryRun run, HttpRequestMessage request, IReadOnlyList<string> names, SandboxRequest? noted, SandboxFault? fault)
    {
        bool isLate = noted?.Fault == SandboxFaultKind.LateCommit;
        bool isDone = noted is { Status: >= 200 and < 300 }
            or { Fault: SandboxFaultKind.ServerErrorAfter or SandboxFaultKind.GatewayHtmlAfter };
        if (!isLate && !isDone)
        {
            return;
        }

        _changing.Add(run.Number);
        if (request.Method != HttpMethod.Post)
        {
            return;
        }

        DateTimeOffset due = world.Time.GetUtcNow() + (isLate ? fault!.Delay!.Value : TimeSpan.Zero);
        foreach (string name in names)
        {
            Creates(run, name).Add(due);
            _late.Add((run, name, due));
            if (noted!.Fault is not null || run.Crashed.IsCompleted)
            {
                _unsure.Add(name);
            }
            else
            {
                _answered.Add((run.Number, name, due));
            }
        }

        SettleLate();
    }

    /// <summary>An event is correct when it is reported.</summary>
    public void Happened(StoryRun run, InfraEvent happened)
    {
        Said(run, happened.ToString());
        switch (happened)
        {
            case HostReady ready when !_victims.Contains(ready.Id.Number()) && Truth(ready.Id.Number()) is not { Status: "active" }:
                Complain($"run {run.Number} reported {ready.MachineName} ({ready.Id}) as ready, and it is not");
                break;
            case HostDeleted deleted when Truth(deleted.Id.Number()) is not null:
                Complain($"run {run.Number} reported {deleted.MachineName} ({deleted.Id}) as deleted, and it exists");
                break;
            case HostUpdated change when !_victims.Contains(change.Id.Number())
                && !(Truth(change.Id.Number()) is { } there && IsProtected(there)):
                Complain($"run {run.Number} reported {change.MachineName} ({change.Id}) as protected, and it is not");
                break;
            case HostFailed failed:
                _unsure.Add(failed.MachineName);
                break;
        }
    }

    /// <summary>The token is in nothing that is said.</summary>
    public void Said(StoryRun run, string text) =>
        Complain(text.Contains(StoryWorld.Token, StringComparison.Ordinal) ? $"run {run.Number} printed the token: {text}" : null);

    /// <summary>A delete is about to be sent: what was read of the droplet less than 10 s before says that it is ours, and not
    /// protected.</summary>
    public void Deleting(StoryRun run, HttpRequestMessage request, Func<long, bool> wasShown)
    {
        if (long.TryParse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture, out long id) && !wasShown(id))
        {
            Complain($"run {run.Number} sent a delete for {id}, of which nothing that it read in the last 10 s says that it is ours and "
                + $"not protected");
        }
    }

    public void CancelledQuietly(StoryRun run) =>
        Complain(_changing.Contains(run.Number) ? $"run {run.Number} changed something and says nothing of it" : null);

    /// <summary>The tag is set only on managed droplets that the plan names, before any other write of the run.</summary>
    private void Protecting(StoryRun run, HttpRequestMessage request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Content!.ReadAsStream());
        foreach (JsonElement resource in body.RootElement.GetProperty("resources").EnumerateArray())
        {
            long id = long.Parse(resource.GetProperty("resource_id").GetString()!, CultureInfo.InvariantCulture);
            _protectedAt[id] = world.Time.Elapsed;
            world.Counts.Protections++;
            Complain(run.Plan!.Changes.Any(c => c.Actions == ResourceActions.Update && c.Id == id.Machine())
                ? null
                : $"run {run.Number} protected {id}, which its plan does not name");
            Complain(_unmanaged.ContainsKey(id) && !(_lost.TryGetValue(id, out TimeSpan at) && world.Time.Elapsed - at < Excused)
                ? $"run {run.Number} protected {id}, which is unmanaged"
                : null);
            Complain(_acting.Contains(run.Number) ? $"run {run.Number} protected {id} after it had sent a create or delete" : null);
        }
    }

    /// <summary>Creates that are committed by now: a run that began after a droplet of that name was there does not make a
    /// second.</summary>
    private void SettleLate()
    {
        foreach ((StoryRun run, string name, DateTimeOffset due) in _late.Where(l => l.Due <= world.Time.GetUtcNow()).ToArray())
        {
            _late.Remove((run, name, due));
            bool isUndisturbed = !_meddledWith.TryGetValue(name, out TimeSpan at) || world.Time.GetUtcNow() - world.Time.Elapsed
                + at < run.Since;
            SandboxDroplet? first = Ours()
                .FirstOrDefault(d => Same(d.Name, name) && !d.IsDeleting && d.CreatedAt < run.Since && d.CreatedAt < due);
            if (isUndisturbed && first is not null && world.Cloud.Droplets.Any(d => Same(d.Name, name) && d.CreatedAt == due))
            {
                Complain($"{name} was created by run {run.Number}, though it had been there before that run ({first.Id})");
            }
        }
    }

    private IEnumerable<SandboxDroplet> Ours() => world.Cloud.Droplets.Where(d => !_unmanaged.ContainsKey(d.Id));

    private bool IsOurs(SandboxDroplet droplet) =>
        !_unmanaged.ContainsKey(droplet.Id) && OurTags.All(t => droplet.Tags.Contains(t, StringComparer.OrdinalIgnoreCase));

    private static bool IsProtected(SandboxDroplet droplet) => droplet.Tags.Contains(Protected, StringComparer.OrdinalIgnoreCase);

    private SandboxDroplet? Truth(long id) => world.Cloud.Droplets.FirstOrDefault(d => d.Id == id);

    private HashSet<DateTimeOffset> Creates(StoryRun run, string name) =>
        _creates.TryGetValue((run.Number, name), out HashSet<DateTimeOffset>? known) ? known : _creates[(run.Number, name)] = [];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Mark(SandboxDroplet droplet) => $"{droplet.Name} {droplet.IsDeleting} {string.Join(',', droplet.Tags)}";
}
