using Stagecraft.Cli.Tests.Support;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 10, output.md 9.</summary>
public sealed class InitTests : IDisposable
{
    private readonly TestCli _cli = new();

    public InitTests() => File.Delete(_cli.ConfigFile);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Without_a_terminal_the_defaults_are_taken()
    {
        CliResult result = await _cli.RunAsync("init --project shop");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("init.yml", File.ReadAllText(_cli.ConfigFile));
        Golden.Match("init.txt", result.Out);
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Options_say_otherwise_and_json_tells_all()
    {
        CliResult result = await _cli.RunAsync(
            "init", "--project", "shop", "-e", "prod", "--key", "aa:bb", "--region", "fra1", "--host", "app=2", "--host", "db",
            "--token-env", "MY_TOKEN", "-o", "json");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("init.json", result.Out);
        File.ReadAllText(_cli.ConfigFile).Should()
            .Contain("app-2: { role: app }").And.Contain("db-1: { role: db }").And.Contain("ssh_key_name: \"aa:bb\"");
        _cli.Provider.Context!.GetEnvironmentVariable.Should().NotBeNull();
    }

    /// <summary>10.1: a file that cannot be written leaves nothing behind.</summary>
    [Fact]
    public async Task A_file_in_a_missing_folder_is_an_error()
    {
        string file = Path.Combine(Path.GetDirectoryName(_cli.ConfigFile)!, "no", "such.yml");
        CliResult result = await _cli.RunAsync("init", "-c", file);
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("such.yml cannot be written: its directory does not exist\n");
        Directory.EnumerateFiles(Path.GetDirectoryName(_cli.ConfigFile)!, "*.tmp", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Theory] // 10.4
    [InlineData("deploy")]
    [InlineData("12345")]
    [InlineData("null")]
    [InlineData("a # b: \"c\" 'd' {e} \\ \u00e9")]
    public async Task What_is_written_is_right_whatever_the_key_is_named(string key)
    {
        _cli.Provider.Offer = Samples.Offer with { SshKeys = [new CatalogKey("7", key, "aa")] };
        (await _cli.RunAsync("init")).ExitCode.Should().Be(0);
        StagecraftFileResult file = StagecraftFile.Parse(ConfigReader.Read(_cli.ConfigFile));
        file.Problems.Should().BeEmpty();
        using DigitalOceanProvider provider = new DigitalOceanProvider(
            new DigitalOceanProviderOptions { GetEnvironmentVariable = _ => null });
        provider.Validate(file.File!.ProviderConfig, file.File.Project).Should().BeEmpty();
        ((ConfigScalar)((ConfigMapping)file.File.ProviderConfig).Find("ssh_key_name")!).Value.Should().Be(key);
    }

    [Fact] // 10.1
    public async Task A_file_that_exists_is_never_overwritten()
    {
        File.WriteAllText(_cli.ConfigFile, "mine");
        CliResult result = await _cli.RunAsync("init");
        result.ExitCode.Should().Be(3);
        result.Error.Should()
            .Be("error: stagecraft.yml already exists; it will not be overwritten\nhint: check it with `stagecraft validate`, or write "
                + "another with `stagecraft init -c FILE`\n");
        File.ReadAllText(_cli.ConfigFile).Should().Be("mine");
        _cli.Provider.Asked.Should().BeNull();
    }

    [Theory] // 10.2
    [InlineData("--region", "nyc9", 3)]
    [InlineData("--size", "s-3vcpu", 3)]
    [InlineData("--key", "deplay", 4)]
    [InlineData("--project", "Shop!", 3)]
    [InlineData("--host", "app=0", 3)]
    [InlineData("--host", "app=x", 3)]
    [InlineData("--host", "app=100", 3)]
    [InlineData("--host", "App=1", 3)]
    public async Task What_cannot_be_had_is_an_error_and_nothing_is_written(string option, string value, int exitCode)
    {
        CliResult result = await _cli.RunAsync("init", option, value);
        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().Contain("hint: ");
        File.Exists(_cli.ConfigFile).Should().BeFalse();
    }

    [Fact] // 10.4
    public async Task What_would_not_be_valid_is_not_written()
    {
        _cli.Provider.Problems =
        [
            new Problem(ErrorCodes.ConfigInvalid, "invalid config: token_env is not the name of an environment variable"),
        ];
        CliResult result = await _cli.RunAsync("init", "--token-env", "1 2");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("token_env is not the name");
        File.Exists(_cli.ConfigFile).Should().BeFalse();
    }

    [Fact] // 10.3
    public async Task Which_of_several_keys_is_never_guessed()
    {
        _cli.Provider.Offer = Samples.Offer with
        {
            SshKeys =
        [
            new CatalogKey("1", "a", "aa"), new CatalogKey("2", "b", "bb"), new CatalogKey("3", "b", "cc"),
        ]
        };
        CliResult result = await _cli.RunAsync("init");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("several values are possible for SSH key: 'a', 'b', 'b'");
        (await _cli.RunAsync("init --key b")).Error.Should().Contain("2 (bb), 3 (cc)");
        (await _cli.RunAsync("init --key 3")).ExitCode.Should().Be(0);
    }

    [Theory] // 10.2
    [InlineData("SHA256:RoicwxC5qqBuZARgghMuA7P20pAJgH5bckZYgsDgnG8", 0)]
    [InlineData("sha256:RoicwxC5qqBuZARgghMuA7P20pAJgH5bckZYgsDgnG8", 4)]
    [InlineData("MD5:AA:0b", 0)]
    [InlineData("AA:0B", 0)]
    [InlineData("MD5:bb", 4)]
    public async Task A_key_can_be_named_by_every_form_of_its_fingerprint(string form, int exitCode)
    {
        CatalogKey key = new("1", "a", "aa:0b") { Sha256 = "SHA256:RoicwxC5qqBuZARgghMuA7P20pAJgH5bckZYgsDgnG8" };
        _cli.Provider.Offer = Samples.Offer with { SshKeys = [key, new("2", "b", "cc")] };

        (await _cli.RunAsync("init", "--key", form)).ExitCode.Should().Be(exitCode);
    }

    [Fact] // 10.3
    public async Task An_account_without_keys_is_told_how_to_get_one()
    {
        _cli.Provider.Offer = Samples.Offer with { SshKeys = [] };
        CliResult result = await _cli.RunAsync("init -o json");
        result.ExitCode.Should().Be(4);
        result.ErrorCode.Should().Be(ErrorCodes.SshKeyNotFound);
    }

    [Fact] // 10.3
    public async Task At_a_terminal_it_asks_and_asks_again()
    {
        (_cli.IsTerminal, _cli.In) = (true, new StringReader("\nProd!\nprod\n\nfra1\n\napp=2, db=1\n"));
        CliResult result = await _cli.RunAsync("init --no-color --project shop");
        Golden.Match("init.questions.txt", result.Error);
    }

    [Fact] // 10.3
    public async Task The_end_of_input_writes_nothing()
    {
        (_cli.IsTerminal, _cli.In) = (true, new StringReader("\n"));
        (await _cli.RunAsync("init")).ExitCode.Should().Be(5);
        File.Exists(_cli.ConfigFile).Should().BeFalse();
    }

    [Fact] // 10.3.1
    public async Task For_AWS_the_file_is_valid_and_names_the_account()
    {
        using AwsRig rig = new("");
        File.Delete(rig.Cli.ConfigFile);

        CliResult result = rig.Run("init --cloud aws --account-id 123456789012 --project shop --host app=2 --host db=1");

        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("init.aws.yml", await File.ReadAllTextAsync(rig.Cli.ConfigFile));
        Golden.Match("init.aws.txt", result.Out);
        rig.Run("validate").Out.Should().Contain("is valid: provider aws");
    }

    [Theory] // 10.2, 10.3.1
    [InlineData("init --cloud aws", "--account-id")]
    [InlineData("init --cloud aws --account-id 123", "12 digits")]
    [InlineData("init --cloud aws --account-id 123456789012 --token-env X", "--token-env does not apply")]
    [InlineData("init --account-id 123456789012", "--account-id does not apply")]
    [InlineData("init --cloud azure", "digitalocean, aws")]
    public async Task Wrong_options_of_the_clouds_are_explained(string line, string message)
    {
        CliResult result = await _cli.RunAsync(line);

        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain(message);
        File.Exists(_cli.ConfigFile).Should().BeFalse();
    }
}
