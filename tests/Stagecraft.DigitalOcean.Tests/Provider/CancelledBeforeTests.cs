using System.Reflection;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 2.4: a call that was cancelled before it began.</summary>
public sealed class CancelledBeforeTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static MatrixTheoryData<string, bool> Calls => new(
        typeof(DigitalOceanProvider).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType)).Select(m => m.Name),
        [true, false]);

    [Fact]
    public void Every_public_method_that_returns_a_task_takes_a_token()
    {
        IEnumerable<MethodInfo> methods =
            new[] { typeof(ICloudProvider), typeof(ICloudAccount), typeof(DigitalOceanProvider), typeof(DigitalOceanSandbox) }
            .SelectMany(t => t.Assembly.GetExportedTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) && !m.IsSpecialName);

        methods.Should().HaveCountGreaterThan(15)
            .And.OnlyContain(m => m.GetParameters().Length > 0 && m.GetParameters().Last().ParameterType == typeof(CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_canceled_call_sends_nothing(string call, bool hasToken)
    {
        World world = new();
        world.Cloud.CreateDroplet("other", []);
        InfraPlan plan = world.Plan();
        AccountOptions account = new() { Config = World.Config(world.Yaml), Project = world.Project };
        OwnershipOptions adopt = new()
        {
            Config = account.Config,
            Project = world.Project,
            Environment = "staging",
            Action = OwnershipAction.Adopt,
            Host = "app-1",
            Machine = "other",
        };
        ReservationOptions reserve = new()
        {
            Config = account.Config,
            Project = world.Project,
            Environment = "staging",
            Host = "app-1",
        };
        AddressReservation reservation = world.Time.Run(() => world.NewProvider().PreviewReservationAsync(reserve, default));
        OwnershipChange change = world.Time.Run(() => world.NewProvider().PreviewAsync(adopt, default));
        FaultHandler network = world.NewNetwork();
        if (!hasToken)
        {
            world.Environment.Clear();
        }

        using DigitalOceanProvider provider = world.NewProvider(network);

        Func<Task> work = call switch
        {
            nameof(provider.PlanAsync) => () => provider.PlanAsync(world.PlanOptions(), Cancelled),
            nameof(provider.ApplyAsync) => () => provider.ApplyAsync(world.ApplyOptions(plan), Cancelled),
            nameof(provider.ListHostsAsync) => () => provider.ListHostsAsync(
                new ListOptions { Config = account.Config, Project = world.Project, Environment = "staging" }, Cancelled),
            nameof(provider.ListEnvironmentsAsync) => () => provider.ListEnvironmentsAsync(account, Cancelled),
            nameof(provider.ReadCatalogAsync) => () => provider.ReadCatalogAsync(account, Cancelled),
            nameof(provider.DiagnoseAsync) => () => provider.DiagnoseAsync(account, Cancelled),
            nameof(provider.PreviewAsync) => () => provider.PreviewAsync(adopt, Cancelled),
            nameof(provider.ApplyChangeAsync) => () => provider.ApplyChangeAsync(adopt, change, Cancelled),
            nameof(provider.PreviewReservationAsync) => () => provider.PreviewReservationAsync(reserve, Cancelled),
            nameof(provider.ReserveAsync) => () => provider.ReserveAsync(reserve, reservation, Cancelled),
            _ => throw new InvalidOperationException($"{call} is not tried"),
        };

        FluentActions.Invoking(() => world.Time.Run(work)).Should().Throw<OperationCanceledException>();
        network.Sent.Should().BeEmpty();
    }
}
