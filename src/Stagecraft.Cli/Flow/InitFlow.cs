using System.Text;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;

namespace Stagecraft.Cli.Flow;

/// <summary><c>init</c>: reads the catalog of the account, asks the user at a terminal, and writes a new config.</summary>
internal static class InitFlow
{
    private const int MaxShown = 12;

    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, InitArguments init, CancellationToken cancellationToken)
    {
        if (Path.Exists(arguments.Config))
        {
            throw Exists(arguments);
        }

        CloudDescription cloud = Clouds.Default;
        CloudCatalog offer = await OfferAsync(context, arguments, cloud, init, cancellationToken);
        InitChoices.RequireKeys(cloud, offer);
        InitAnswers answers = await ChooseAsync(context, arguments, cloud, init, offer, cancellationToken);
        string yaml = cloud.Init.ToYaml(init.Connection, answers);
        Check(context, arguments, yaml);
        Write(arguments, yaml);
        Report(context.Io, arguments, cloud, answers, answers.HostCount * InitChoices.Size(offer, answers.Region, answers.Size).PriceMonthly);
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
        InitArguments init,
        CancellationToken cancellationToken)
    {
        StagecraftFile file = StagecraftFile.Parse(Parse(arguments, cloud.Init.ConnectionOnly(init.Connection))).File!;
        await using CloudSession session = await CloudSession.OpenAsync(context, arguments, file, cancellationToken);
        ICatalogProvider provider = CloudSession.Require<ICatalogProvider>(session.Provider, "list its regions and sizes");
        using ReadingProgress progress = new(context.Io);
        return await provider.ReadCatalogAsync(
            new AccountOptions { Config = file.ProviderConfig, Progress = progress }, cancellationToken);
    }

    private static async Task<InitAnswers> ChooseAsync(
        CommandContext context,
        GlobalArguments arguments,
        CloudDescription cloud,
        InitArguments init,
        CloudCatalog offer,
        CancellationToken cancellationToken)
    {
        // Options are checked before the first question.
        string? key = init.Key is null ? null : InitChoices.Key(offer, init.Key);
        string? region = init.Region is null ? null : InitChoices.Region(offer, init.Region);
        string? project = init.Project is null ? null : InitChoices.Name("a project", init.Project);
        string? environment = arguments.Environment is null ? null : InitChoices.Name("an environment", arguments.Environment);
        IReadOnlyList<(string, int)>? hosts = init.Hosts is null ? null : InitChoices.Hosts(init.Hosts);
        if (region is not null && init.Size is not null)
        {
            InitChoices.Size(offer, region, init.Size);
        }

        project ??= await AskAsync("Project", [], InitChoices.DefaultProject(Folder(arguments)), a => InitChoices.Name("a project", a));
        environment ??= await AskAsync("Environment", [], "staging", a => InitChoices.Name("an environment", a));
        key ??= await AskAsync(
            "SSH key",
            [.. offer.SshKeys.Select(k => new[] { k.Name, k.Id, k.Fingerprint })],
            offer.SshKeys is [CatalogKey only] ? only.Name : null,
            a => InitChoices.Key(offer, a));
        region ??= await AskAsync(
            "Region",
            [.. offer.Regions.Select(r => new[] { r.Slug, r.Name })],
            InitChoices.DefaultRegion(cloud, offer),
            a => InitChoices.Region(offer, a));
        IReadOnlyList<CatalogSize> sizes = InitChoices.Sizes(offer, region);
        string size = init.Size is not null
            ? InitChoices.Size(offer, region, init.Size).Slug
            : await AskAsync(
                "Size",
                [.. sizes.Take(MaxShown).Select(s => new[] { s.Slug, $"{Words.Money(s.PriceMonthly)} USD a month" })],
                sizes is [CatalogSize cheapest, ..] ? cheapest.Slug : null,
                a => InitChoices.Size(offer, region, a).Slug);
        hosts ??= await AskAsync("Hosts, as ROLE=COUNT", [], "app=1", InitChoices.Hosts);
        return new InitAnswers(project, key, region, size, environment, hosts);

        Task<T> AskAsync<T>(string question, IReadOnlyList<string[]> choices, string? byDefault, Func<string, T> read) =>
            Prompt.AskAsync(context.Io, question, choices, byDefault, read, cancellationToken);
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
                DirectoryNotFoundException => "its folder does not exist",
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
        CommandIo io, GlobalArguments arguments, CloudDescription cloud, InitAnswers file, decimal price)
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
                json.WriteString("monthly", Words.Money(price));
                json.WriteStrings("next", next);
            }));
            return;
        }

        io.Out.Line(
            $"Wrote {arguments.Config}: project {file.Project}, environment {file.Environment}, {Words.Count(file.HostCount, "host")}.");
        io.Out.Line($"{Words.Number(file.HostCount)} x {file.Size} in {file.Region}, {Words.Money(price)} USD a month in total.");
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

    private static string Folder(GlobalArguments arguments) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(arguments.Config))) ?? "";
}
