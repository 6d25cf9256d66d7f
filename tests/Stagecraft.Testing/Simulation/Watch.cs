using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>Knows the truth of an account and holds every request, event and report against it. What it holds is what <c>docs/safety.md</c>
/// promises.</summary>
internal sealed class Watch(StoryWorld world)
{
    /// <summary>A delete rests on tags read less than 10 s before, and is then on its way for less than a second.</summary>
    private static readonly TimeSpan Excused = TimeSpan.FromSeconds(11);

    public const string Protected = "stagecraft-protected";

    public static readonly string[] OurTags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop"];

    private const string TagPath = $"/v2/tags/{Protected}/resources";

    private readonly Dictionary<long, string> _foreign = [];
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

    /// <summary>Droplets that somebody changed or deleted, so that what a report says of them may be of the past.</summary>
    private readonly HashSet<long> _victims = [];

    /// <summary>The first promise that was broken; null while all are kept.</summary>
    public string? Broken { get; private set; }

    public void Complain(string? broken)
    {
        if (Broken is null && broken is not null)
        {
            Broken = broken;
            world.Tell($"BROKEN: {broken}");
        }
    }

    public bool IsForeign(long id) => _foreign.ContainsKey(id);

    public void AddForeign(SandboxDroplet droplet) => _foreign[droplet.Id] = Mark(droplet);

    /// <summary>A droplet of others is gone, or changed, by their own hand.</summary>
    public void Release(long id) => _foreign.Remove(id);

    /// <summary>Somebody takes a droplet away from us.</summary>
    public void Lose(SandboxDroplet droplet)
    {
        _lost[droplet.Id] = world.Time.Elapsed;
        Meddle(droplet);
        AddForeign(world.Cloud.Droplets.Single(d => d.Id == droplet.Id));
    }

    /// <summary>Somebody does something to a droplet.</summary>
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
                    : $"{name} was created by run {run.Number} before {former.Name} ({former.Id}), which it replaces, was gone");
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
    /// A create is about to be sent. A run that read of a droplet of another run that was younger than the settle window waits for that
    /// window
    /// before its first create.
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

    /// <summary>An event is true when it is told.</summary>
    public void Happened(StoryRun run, InfraEvent happened)
    {
        Said(run, happened.ToString());
        switch (happened)
        {
            case HostReady ready when !_victims.Contains(ready.Id.Number()) && Truth(ready.Id.Number()) is not { Status: "active" }:
                Complain($"run {run.Number} told that {ready.MachineName} ({ready.Id}) is ready, and it is not");
                break;
            case HostDeleted deleted when Truth(deleted.Id.Number()) is not null:
                Complain($"run {run.Number} told that {deleted.MachineName} ({deleted.Id}) is gone, and it is there");
                break;
            case HostProtected told when !_victims.Contains(told.Id.Number())
                && !(Truth(told.Id.Number()) is { } there && IsProtected(there)):
                Complain($"run {run.Number} told that {told.MachineName} ({told.Id}) is protected, and it is not");
                break;
            case HostFailed failed:
                _unsure.Add(failed.MachineName);
                break;
        }
    }

    /// <summary>The token is in nothing that is said.</summary>
    public void Said(StoryRun run, string text) =>
        Complain(text.Contains(StoryWorld.Token, StringComparison.Ordinal) ? $"run {run.Number} told the token: {text}" : null);

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

    /// <summary>What a report says was so when it was written.</summary>
    public void Check(StoryRun run)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach (HostOutcome host in run.Report!.Hosts)
        {
            SandboxDroplet? droplet = host.Id is { } id ? live.GetValueOrDefault(id.Number()) : null;
            string? wrong = host.Kind switch
            {
                HostOutcomeKind.Deleted when droplet is not null => "deleted and is there",
                HostOutcomeKind.Unchanged when droplet is not null && host.Message == "it was already deleted" => "gone and is there",
                HostOutcomeKind.Protected when !_victims.Contains(host.Id!.Value.Number()) && (droplet is null || !IsProtected(droplet)) =>
                    "protected and is not",
                HostOutcomeKind.Created when droplet?.Status != "active" && !_victims.Contains(host.Id!.Value.Number()) =>
                    "created and is not active",
                _ => null,
            };
            Complain(wrong is null ? null : $"{host.MachineName} ({host.Id}) was reported {wrong} by run {run.Number}");
        }

        CheckWhole(run, live.Values);
        if (run.Intent == PlanIntent.Down && run.Report.Succeeded && run.Report.Hosts.Count(h => h.Kind == HostOutcomeKind.Deleted) == 0)
        {
            // Nothing is left: so it says.
            SandboxDroplet? left = live.Values.FirstOrDefault(
                d => IsOurs(d) && !d.IsDeleting && !IsProtected(d) && d.CreatedAt < run.Began && !_victims.Contains(d.Id));
            Complain(left is null ? null : $"run {run.Number} found nothing to clear, and {left.Name} ({left.Id}) is there");
        }
    }

    /// <summary>Nothing that the run made, or was to see to, is left out of its report or denied by it.</summary>
    private void CheckWhole(StoryRun run, IEnumerable<SandboxDroplet> live)
    {
        IReadOnlyList<HostOutcome> told = run.Report!.Hosts;
        foreach (SandboxDroplet made in live.Where(d => !d.IsDeleting && !_victims.Contains(d.Id)))
        {
            if (told.Any(h => h.Id == made.Id.Machine()) || !Creates(run, made.Name).Contains(made.CreatedAt))
            {
                continue;
            }

            Complain(_answered.Contains((run.Number, made.Name, made.CreatedAt))
                ? $"{made.Name} ({made.Id}) was made by run {run.Number} and is not in its report"
                : null);
            HostOutcome? denied = told.FirstOrDefault(
                h => Same(h.MachineName, made.Name) && h is { Kind: HostOutcomeKind.Skipped, Id: null });
            Complain(denied is null ? null : $"{made.Name} ({made.Id}) was made by run {run.Number}, which reports: {denied.Message}");
            HostOutcome? failed = told.FirstOrDefault(
                h => Same(h.MachineName, made.Name) && h is { Kind: HostOutcomeKind.Failed, Id: null });
            Complain(failed is null || failed.Message!.Contains("the outcome of its create request is unknown", StringComparison.Ordinal)
                ? null
                : $"{made.Name} ({made.Id}) was made by run {run.Number}, which reports: {failed.Message}");
        }

        InfraPlan plan = run.Plan!;
        string? name = plan.Changes.Where(c => c.Creates || c.IsUnchanged || c.Actions == ResourceActions.Update).Select(c => c.Name)
            .FirstOrDefault(n => !told.Any(h => h.Name == n));
        Complain(name is null ? null : $"run {run.Number} does not say what became of {name}");
        MachineId? id = plan.Changes.Where(c => c.Deletes || c.HasDrift).Select(c => c.Id).FirstOrDefault(i => !told.Any(h => h.Id == i));
        Complain(id is null ? null : $"run {run.Number} does not say what became of {id}");
    }

    /// <summary>When all runs have ended: where every create was answered and nobody meddled, runs that overlapped have come to one droplet
    /// a host.</summary>
    public void CheckOverlap(IReadOnlyList<StoryRun> runs)
    {
        if (runs.Any(r => r.IsCutShort))
        {
            return;
        }

        foreach (IGrouping<string, SandboxDroplet> name in Ours().Where(d => !d.IsDeleting)
            .GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (name.Count(d => !IsProtected(d)) > 0 && name.Count() > 1 && !_unsure.Contains(name.Key)
                && !_meddledWith.ContainsKey(name.Key))
            {
                Complain($"{name.Count()} droplets are called {name.Key} after the runs that made them");
            }
        }
    }

    /// <summary>What must hold once everything has settled.</summary>
    /// <param name="plan">The plan made after the last run: it shows all that is billed.</param>
    public void CheckEnd(InfraPlan plan)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach ((long id, string mark) in _foreign)
        {
            if (!_lost.ContainsKey(id) && (!live.TryGetValue(id, out SandboxDroplet? droplet) || Mark(droplet) != mark))
            {
                Complain($"the foreign droplet {id} was touched");
            }
        }

        HashSet<long> shown = [.. plan.Changes.Where(c => c.Id is not null).Select(c => c.Id!.Value.Number())];
        foreach (IGrouping<string, SandboxDroplet> name in Ours().GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase))
        {
            // Several protected ones stay where the host is not declared any more.
            Complain(name.Count() > 1 && !name.All(IsProtected) ? $"{name.Count()} droplets are called {name.Key} at the end" : null);
            SandboxDroplet? unseen = name.FirstOrDefault(d => !shown.Contains(d.Id) && !IsProtected(d));
            Complain(unseen is null ? null : $"{unseen.Name} ({unseen.Id}) is billed and in no plan");
        }
    }

    /// <summary>The tag goes to what the plan names and is ours, before the run does anything else.</summary>
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
            Complain(_foreign.ContainsKey(id) && !(_lost.TryGetValue(id, out TimeSpan at) && world.Time.Elapsed - at < Excused)
                ? $"run {run.Number} protected {id}, which is not ours"
                : null);
            Complain(_acting.Contains(run.Number) ? $"run {run.Number} protected {id} after it had sent a create or delete" : null);
        }
    }

    private void Deleting(StoryRun run, HttpRequestMessage request)
    {
        if (!long.TryParse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture, out long id)
            || request.RequestUri.Query.Length > 0)
        {
            Complain($"run {run.Number} sent DELETE {request.RequestUri.PathAndQuery}, which is not by id");
            return;
        }

        _victims.Add(id);
        if (Truth(id) is not { IsDeleting: false } target)
        {
            return;
        }

        HostDeletion? planned = run.Plan?.ToDelete.FirstOrDefault(d => d.Id == id.Machine());
        if (planned is null && !_creates.Any(c => c.Key.Run == run.Number && c.Value.Contains(target.CreatedAt)))
        {
            Complain($"a delete was sent for {target.Name} ({id}), which neither the plan names nor run {run.Number} had made");
        }

        if (planned?.Reason == DeleteReason.Undeclared && run.Plan!.ToCreate.FirstOrDefault(h => !run.Ready.Contains(h.Name)) is { } open)
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is not declared, before {open.Name} was ready");
        }

        if (_foreign.ContainsKey(id) && !(_lost.TryGetValue(id, out TimeSpan at) && world.Time.Elapsed - at < Excused))
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is not ours");
        }

        if (_meddledWith.TryGetValue(target.Name, out TimeSpan last) && world.Time.Elapsed - last <= Excused)
        {
            return;
        }

        if (planned is { Reason: not DeleteReason.Down } && !Same(planned.MachineName, target.Name))
        {
            Complain($"a delete was sent for {target.Name} ({id}), which was {planned.MachineName} when it was planned");
        }

        SandboxDroplet first = Ours()
            .Where(d => Same(d.Name, target.Name) && !d.IsDeleting)
            .MinBy(d => (!IsProtected(d), d.CreatedAt, d.Id)) ?? target;
        // Read as the one that stays, and gone a moment later: by a run that does not declare it.
        bool isRace = _cleared.TryGetValue(target.Name, out TimeSpan cleared) && world.Time.Elapsed - cleared <= Excused;
        bool isReplaced = planned?.Reason == DeleteReason.Replace;
        if (!run.Declared.Contains(target.Name) || isReplaced)
        {
            _cleared[target.Name] = world.Time.Elapsed;
        }

        // Protected by another run since it was read.
        isRace |= _protectedAt.TryGetValue(id, out TimeSpan protectedAt) && world.Time.Elapsed - protectedAt <= Excused;
        if (run.Declared.Contains(target.Name) && first.Id == id && !isRace && !isReplaced)
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is the one that stays");
        }

        if (IsProtected(target) && !isRace)
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is protected");
        }

        if (run.Declared.Contains(target.Name) && first.Id != id && first.IsLocked && !isReplaced)
        {
            Complain($"a delete was sent for {target.Name} ({id}) while the one that stays ({first.Id}) is locked");
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

    private IEnumerable<SandboxDroplet> Ours() => world.Cloud.Droplets.Where(d => !_foreign.ContainsKey(d.Id));

    private bool IsOurs(SandboxDroplet droplet) =>
        !_foreign.ContainsKey(droplet.Id) && OurTags.All(t => droplet.Tags.Contains(t, StringComparer.OrdinalIgnoreCase));

    private static bool IsProtected(SandboxDroplet droplet) => droplet.Tags.Contains(Protected, StringComparer.OrdinalIgnoreCase);

    private SandboxDroplet? Truth(long id) => world.Cloud.Droplets.FirstOrDefault(d => d.Id == id);

    private HashSet<DateTimeOffset> Creates(StoryRun run, string name) =>
        _creates.TryGetValue((run.Number, name), out HashSet<DateTimeOffset>? known) ? known : _creates[(run.Number, name)] = [];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Mark(SandboxDroplet droplet) => $"{droplet.Name} {droplet.IsDeleting} {string.Join(',', droplet.Tags)}";
}
