using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra reserve</c>: shows the reservation, asks for confirmation, reserves the address, and shows the line for the
/// file.</summary>
internal static class ReserveFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, ReserveArguments what, CancellationToken cancellationToken)
    {
        await using Preparation preparation = await Preparation.ForDeclaredAsync(context, arguments, cancellationToken);
        IReservationProvider provider = CloudSession.Require<IReservationProvider>(preparation.Provider, "reserve addresses");
        ReservationOptions options = new()
        {
            Config = preparation.File.ProviderConfig,
            Project = preparation.File.Project,
            Environment = preparation.Environment,
            Host = what.Host,
        };
        AddressReservation preview;
        using (ReadingProgress reading = new(context.Io))
        {
            preview = await provider.PreviewReservationAsync(options with { Progress = reading }, cancellationToken);
        }

        bool asks = !what.Yes && !what.DryRun && context.Io.CanAsk;
        Show(context, preview, mustBeSeen: asks, isResult: what.DryRun);
        if (what.DryRun)
        {
            return Report(context, preparation, preview, "planned");
        }

        if (!what.Yes)
        {
            await ConfirmAsync(context, cancellationToken);
        }

        context.Environment.CurrentOperation.Operation = RunningCommand.Reserving(context.Io);
        AddressReservation reserved = await ReserveAsync(context, provider, options, preview, cancellationToken);
        int exitCode = Report(context, preparation, reserved, reserved.IsConfirmed ? "done" : "unconfirmed");
        return cancellationToken.IsCancellationRequested && !reserved.IsConfirmed ? ExitCodes.Interrupted : exitCode;
    }

    /// <exception cref="CloudProviderException">It failed. After a signal, the code is that of an interruption.</exception>
    private static async Task<AddressReservation> ReserveAsync(
        CommandContext context,
        IReservationProvider provider,
        ReservationOptions options,
        AddressReservation preview,
        CancellationToken cancellationToken)
    {
        using ReadingProgress progress = new(context.Io);
        try
        {
            return await provider.ReserveAsync(options with { Progress = progress }, preview, cancellationToken);
        }
        catch (CloudProviderException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new CloudProviderException(
                null, [.. exception.Problems.Select(p => p with { Code = CommandErrors.Interrupted })], innerException: exception);
        }
    }

    private static void Show(CommandContext context, AddressReservation preview, bool mustBeSeen, bool isResult)
    {
        if (isResult && !context.Io.Options.Json)
        {
            ReservationView.WritePreview(context.Io.Out, preview);
        }
        else if (mustBeSeen || (!context.Io.Options.Quiet && !context.Io.Options.Json))
        {
            ReservationView.WritePreview(context.Io.Error, preview);
        }

        if (ReservationView.Warning(preview) is { } warning)
        {
            context.Io.Warn(warning);
        }
    }

    private static Task ConfirmAsync(CommandContext context, CancellationToken cancellationToken) => context.Io.CanAsk
        ? Prompt.ConfirmAsync(
            context.Io,
            $"Enter {Prompt.Accepted(Prompt.Yes)} to reserve an address",
            Prompt.Yes,
            ignoreCase: true,
            cancellationToken)
        : throw new CloudProviderException(null, new Problem(
            ErrorCodes.Refused,
            "cannot ask for confirmation: not an interactive terminal, and a reserved address is billed while it is not assigned",
            "pass --yes to reserve it without confirmation"));

    private static int Report(CommandContext context, Preparation preparation, AddressReservation reservation, string outcome)
    {
        HostSettingPlace place = HostSettingPlace.Of(
            preparation.File.ProviderConfig, preparation.Environment, reservation.Host, context.Config.LineOf);
        if (context.Io.Options.Json)
        {
            ReservationView.WriteJson(context.Io, preparation.File, preparation.Environment, reservation, place, outcome);
        }
        else if (reservation.Address is not null)
        {
            string next = context.Io.Commands.Line("infra", "up", "-e", preparation.Environment);
            ReservationView.WriteResult(context.Io.Out, reservation, place, next);
        }

        return ExitCodes.Done;
    }
}
