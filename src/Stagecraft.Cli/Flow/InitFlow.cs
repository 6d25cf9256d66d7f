using System.Text;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary><c>init</c>: reads the catalog of the account, asks the user at a terminal, and writes a new config.</summary>
internal static class InitFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, InitArguments init, CancellationToken cancellationToken)
    {
        if (Path.Exists(arguments.Config))
        {
            throw Exists(arguments);
        }

        InitQuestions questions = new(context, arguments, init, cancellationToken);
        CloudDescription cloud = await questions.CloudAsync();
        init.Check(cloud);
        InitConnection connection = await questions.ConnectionAsync(cloud);
        CloudCatalog offer = await OfferAsync(context, arguments, cloud, connection, cancellationToken);
        InitChoices.RequireKeys(cloud, offer);
        InitAnswers answers = await questions.AnswersAsync(cloud, connection, offer);
        string yaml = cloud.Init.ToYaml(connection, answers);
        Check(context, arguments, yaml);
        Write(arguments, yaml);
        decimal? price = answers.HostCount * InitChoices.Size(offer, answers.Region, answers.Size).PriceMonthly;
        Report(context.Io, arguments, cloud, answers, price);
        return ExitCodes.Done;
    }

    private static UsageException Exists(GlobalArguments arguments) => new(
        $"{arguments.Config} already exists; it will not be overwritten",
        "check it with `stagecraft validate`, or write another with `stagecraft init -c FILE`");

    // The provider needs a section; its sandbox has the SSH key that the section names.
    private static async Task<CloudCatalog> OfferAsync(
        CommandContext context,
        GlobalArguments arguments,
        CloudDescription cloud,
        InitConnection connection,
        CancellationToken cancellationToken)
    {
        StagecraftFile file = StagecraftFile.Parse(Parse(arguments, cloud.Init.ConnectionOnly(connection))).File!;
        await using CloudSession session = await CloudSession.OpenAsync(context, arguments, file, cancellationToken);
        ICatalogProvider provider = CloudSession.Require<ICatalogProvider>(session.Provider, "list its regions and sizes");
        using ReadingProgress progress = new(context.Io);
        return await provider.ReadCatalogAsync(
            new AccountOptions { Config = file.ProviderConfig, Progress = progress }, cancellationToken);
    }

    /// <summary>The generated config must be valid, whatever names the account has.</summary>
    private static void Check(CommandContext context, GlobalArguments arguments, string yaml)
    {
        StagecraftFileResult result = StagecraftFile.Parse(Parse(arguments, yaml));
        Problem[] problems = [.. result.Problems, .. result.File is { } file ? ConfigCheck.OfProvider(context, arguments, file) : []];
        if (problems is [Problem first, ..])
        {
            throw new UsageException(
                $"no file was written, because it would be invalid: {first.Message}", first.Hint ?? "choose other names");
        }
    }

    /// <summary>Writes the whole file or nothing: the disk can be full.</summary>
    private static void Write(GlobalArguments arguments, string yaml)
    {
        string partial = $"{arguments.Config}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(partial, Encoding.UTF8.GetBytes(yaml));
            File.Move(partial, arguments.Config, overwrite: false);
        }
        catch (IOException) when (Path.Exists(arguments.Config))
        {
            throw Exists(arguments);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The message of the exception has the name of the partial file.
            string reason = exception switch
            {
                UnauthorizedAccessException => "permission denied",
                DirectoryNotFoundException => "its directory does not exist",
                _ => exception.Message.Split(" : ")[0].TrimEnd(),
            };
            throw new UsageException($"{arguments.Config} cannot be written: {reason}", "choose another place with -c FILE");
        }
        finally
        {
            PlanOutput.Remove(partial);
        }
    }

    // spec/cli/output.md, section 9
    private static void Report(
        CommandIo io, GlobalArguments arguments, CloudDescription cloud, InitAnswers file, decimal? price)
    {
        string[] next = [.. new[] { "plan", "up" }.Select(v => io.Commands.Line("infra", v, "-e", file.Environment))];
        if (io.Options.Json)
        {
            io.WriteResult(JsonText.ToText(indented: true, json =>
            {
                json.WriteString("file", arguments.Config);
                json.WriteString("provider", cloud.Id);
                json.WriteString("project", file.Project);
                json.WriteString("environment", file.Environment);
                json.WriteString("ssh_key_name", file.Key);
                json.WriteString("region", file.Region);
                json.WriteString("size", file.Size);
                json.WriteNumber("hosts", file.HostCount);
                json.WriteString("monthly", price is null ? null : Words.Money(price));
                json.WriteStrings("next", next);
            }));
            return;
        }

        Prose.Write(
            io.Out,
            $"Wrote {arguments.Config}: project {file.Project}, environment {file.Environment}, {Words.Count(file.HostCount, "host")}.",
            io.Out.Width);
        string total = price is null ? "price unknown" : $"{Words.Money(price)} USD a month in total";
        io.Out.Line($"{Words.Number(file.HostCount)} x {file.Size} in {file.Region}, {total}.");
        io.Out.Line($"No {cloud.Terms.Machines} have been created yet.");
        io.Out.Line();
        io.Out.Line("Next:");
        foreach (string command in next)
        {
            io.Out.Line("  ", command);
        }

        io.Out.Flush();
    }

    private static ConfigMapping Parse(GlobalArguments arguments, string yaml) =>
        ConfigReader.Read(arguments.Config, Encoding.UTF8.GetBytes(yaml));
}
