using System.Globalization;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The reservation of an address as text and as JSON. spec/cli/output.md, 5.10 and 5.11.</summary>
internal static class ReservationView
{
    private const string Placeholder = "ADDRESS";

    internal static void WritePreview(TextOutput output, AddressReservation reservation)
    {
        Prose.Write(
            output,
            $"for host {reservation.Host}{Price(reservation)}",
            output.Width,
            indent: "    ",
            first: [new Segment($"  + reserved IP in {reservation.Region}", Tone.Create), " "]);
        output.Flush();
    }

    /// <summary>The warning of addresses that could be used instead; null if there is none.</summary>
    internal static string? Warning(AddressReservation reservation) => reservation.Unassigned switch
    {
        [] => null,
        [string address] =>
            $"{address} in {reservation.Region} is not assigned and not declared: to use it, declare {reservation.Key}: {address}",
        _ => $"addresses in {reservation.Region} that are not assigned and not declared: {string.Join(", ", reservation.Unassigned)}; "
            + $"to use one of them, declare it as {reservation.Key}",
    };

    internal static void WriteResult(
        TextOutput output, AddressReservation reservation, HostSettingPlace place, string next)
    {
        output.Line($"Reserved {reservation.Address} in {reservation.Region} for host {reservation.Host}{Price(reservation)}.");
        if (!reservation.IsConfirmed)
        {
            output.Line("The list of the account does not show it yet.");
        }

        string where = place.Location is { } location
            ? string.Create(CultureInfo.InvariantCulture, $"{location.File}:{location.Line} ({place.Path})") : place.Path;
        output.Line(
            place.IsInBraces ? $"To assign it, insert this setting after the opening brace at {where}:"
            : $"To assign it, insert this line at {where}:");
        output.Line();
        output.Line(new Segment(place.Line(reservation.Key, reservation.Address!) + (place.IsInBraces ? "," : ""), Tone.Create));
        output.Line();
        output.Line($"Then run: {next}");
        output.Flush();
    }

    internal static void WriteJson(
        CommandIo io,
        StagecraftFile file,
        string environment,
        AddressReservation reservation,
        HostSettingPlace place,
        string outcome) => io.WriteResult(JsonText.ToText(indented: true, json =>
    {
        json.WriteString("provider", file.ProviderId);
        json.WriteString("project", file.Project);
        json.WriteString("environment", environment);
        json.WriteString("action", "reserve");
        json.WriteString("host", reservation.Host);
        json.WriteString("region", reservation.Region);
        json.WriteString("address", reservation.Address);
        json.WriteString("currency", reservation.Currency);
        if (reservation.MonthlyUnassigned is { } price)
        {
            json.WriteNumber("monthly_unassigned", price);
        }
        else
        {
            json.WriteNull("monthly_unassigned");
        }

        json.WriteStrings("unassigned", reservation.Unassigned);
        json.WriteString("setting", place.Line(reservation.Key, reservation.Address ?? Placeholder).TrimStart());
        json.WriteString("path", place.Path);
        json.WriteString("file", place.Location?.File);
        if (place.Location is { } location)
        {
            json.WriteNumber("line", location.Line);
        }
        else
        {
            json.WriteNull("line");
        }

        json.WriteString("outcome", outcome);
    }));

    private static string Price(AddressReservation reservation) => reservation.MonthlyUnassigned is { } price
        ? string.Create(CultureInfo.InvariantCulture, $"; {price:0.00} {reservation.Currency} a month while it is not assigned") : "";
}
