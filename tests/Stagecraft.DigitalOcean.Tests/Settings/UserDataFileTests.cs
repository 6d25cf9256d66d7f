using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

public sealed class UserDataFileTests
{
    private static readonly string Yaml = Section.WithHost("user_data_file: §init.sh");

    [Theory]
    [InlineData("stagecraft.yml", "init.sh", "init.sh")]
    [InlineData("conf/stagecraft.yml", "init.sh", "conf/init.sh")]
    [InlineData("/etc/stagecraft.yml", "../init.sh", "/etc/../init.sh")]
    [InlineData("conf/stagecraft.yml", "/srv/init.sh", "/srv/init.sh")]
    public void A_user_data_file_is_relative_to_the_config(string config, string file, string expected)
    {
        string? asked = null;
        SettingsResult result = Section.Parse(Section.WithHost("user_data_file: " + file), file: config, readFile: path =>
        {
            asked = path;
            return "é"u8.ToArray();
        });

        asked.Should().Be(expected);
        result.Settings!.Environments[0].Hosts[0].UserData!.Text.Should().Be("é");
    }

    [Fact]
    public void A_file_that_many_hosts_name_is_read_once()
    {
        int reads = 0;
        DigitalOceanSettings settings = Section.Settings(
            Section.Defaults + "hosts: {prod: {a: {role: x, user_data_file: f}, b: {role: x, user_data_file: f}}}",
            _ => Encoding.UTF8.GetBytes($"read {++reads}"));

        settings.Environments[0].Hosts.Select(h => h.UserData!.Text).Should().Equal("read 1", "read 1");
    }

    /// <summary>Spec digitalocean.md 2.5.1.</summary>
    [Theory]
    [InlineData("#!/bin/sh\n", false)]
    [InlineData("#cloud-config\n", false)]
    [InlineData("## template: jinja\n#cloud-config\n", false)]
    [InlineData("#include\nhttps://example.com/init\n", false)]
    [InlineData("Content-Type: multipart/mixed; boundary=x\nMIME-Version: 1.0\n", false)]
    [InlineData("{\"ignition\":{}}", false)]
    [InlineData("\n#!/bin/sh\n", true)]
    [InlineData(" #cloud-config\n", true)]
    [InlineData("apt install nginx\n", true)]
    public void User_data_that_cloud_init_ignores_is_a_warning_of_each_plan(string data, bool isIgnored)
    {
        string text = JsonSerializer.Serialize(data);
        DropletConfig config = DropletConfig.Read(
            World.Config(
                Section.Defaults
                    + $"hosts: {{prod: {{a: {{role: x, user_data: {text}, volumes: {{v: {{size: 1, mount: /v}}}}}}, b: {{role: x}}}}}}"),
            "shop");

        config.Warnings["prod"].Select(w => (w.Code, w.Message)).Should().Equal(isIgnored
            ?
            [
                (
                    "user_data_ignored",
                    "cloud-init ignores the user data of host 'a': it begins with neither '#cloud-config' nor '#!'"),
            ]
            : []);
    }

    [Fact]
    public void A_byte_order_mark_is_removed() =>
        Section.Settings(Yaml.Replace("§", ""), _ => [0xEF, 0xBB, 0xBF, (byte)'#']).Environments[0].Hosts[0].UserData!.Text.Should()
            .Be("#");

    [Theory]
    [InlineData(typeof(FileNotFoundException), "user_data_file 'init.sh' does not exist")]
    [InlineData(typeof(DirectoryNotFoundException), "user_data_file 'init.sh' does not exist")]
    [InlineData(typeof(UnauthorizedAccessException), "user_data_file 'init.sh' cannot be read: it is a directory, or permission is denied")]
    [InlineData(typeof(IOException), "user_data_file 'init.sh' cannot be read")]
    public void A_file_that_cannot_be_read(Type exception, string reason) =>
        Reason(_ => throw (Exception)Activator.CreateInstance(exception)!, reason);

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF }, "is not valid UTF-8")]
    [InlineData(new byte[] { 0x61, 0x00 }, "is not text: it contains NUL bytes")]
    [InlineData(new byte[0], "is empty, or not a regular file")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "is empty")]
    public void A_file_that_is_not_text(byte[] bytes, string reason) => Reason(_ => bytes, $"user_data_file 'init.sh' {reason}");

    [Fact]
    public void A_file_or_text_of_more_than_64_KiB()
    {
        Reason(_ => new byte[(64 * 1024) + 1], "user_data_file 'init.sh' has more than 64 KiB (65536 bytes of UTF-8)");
        string text = new string('x', (64 * 1024) - 1) + "é";
        Section.OnlyProblem(Section.WithHost($"user_data: §{text}")).Message.Should()
            .Be("invalid config: user_data has more than 64 KiB (65536 bytes of UTF-8)");
    }

    [Fact]
    public void One_missing_file_named_by_two_hosts_is_two_problems_at_their_places() =>
        Section.Parse(Section.Defaults + "hosts:\n  prod:\n    a: {role: x, user_data_file: f}\n    b: {role: x, user_data_file: f}\n")
            .Problems.Select(p => p.Location!.Line).Should().Equal(7, 8);

    [Fact]
    public void Real_files()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string file = Path.Combine(folder, "f");
            File.WriteAllBytes(file, new byte[100_000]);
            UserData.ReadFile(file).Should().HaveCount((64 * 1024) + 1);
            File.WriteAllText(file, "abc");
            UserData.ReadFile(file).Should().Equal("abc"u8.ToArray());
            Action directory = () => UserData.ReadFile(folder);
            directory.Should().Throw<UnauthorizedAccessException>();
            Action missing = () => UserData.ReadFile(Path.Combine(folder, "no", "such"));
            missing.Should().Throw<IOException>();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Reason(Func<string, byte[]> readFile, string reason)
    {
        Problem problem = Section.OnlyProblem(Yaml, readFile: readFile);
        problem.Message.Should().Be("invalid config: " + reason);
    }
}
