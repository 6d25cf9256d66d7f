namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>
/// spec/sandbox.md as a whole: clients that know nothing of us do all that they can. They are run when asked for, and skipped where they
/// are not installed.
/// </summary>
[Trait("kind", "asked")]
public sealed class RealClientsTests
{
    // Debian's packages are found by Debian's Python only.
    private const string Python = "/usr/bin/python3";
    private const string Godo = "apt install golang-go golang-github-digitalocean-godo-dev";

    [Fact(Explicit = true)]
    public Task Python_digitalocean() =>
        new RealClient(
            "python-digitalocean", [Python, "-c", "import digitalocean"], "apt install python3-digitalocean", [Python, "cycle.py"])
            .RunAsync();

    [Fact(Explicit = true)]
    public Task Libcloud() =>
        new RealClient("libcloud", [Python, "-c", "import libcloud"], "apt install python3-libcloud", [Python, "cycle.py"]).RunAsync();

    [Fact(Explicit = true)]
    public Task Ansible() =>
        new RealClient(
            "ansible",
            ["ansible-doc", "--list", "community.digitalocean"],
            "apt install ansible",
            ["ansible-playbook", "-i", "localhost,", "-e", $"ansible_python_interpreter={Python}", "playbook.yml"]).RunAsync();

    [Fact(Explicit = true)]
    public Task The_official_client_of_Go() =>
        new RealClient("godo/cycle", ["go", "list", "github.com/digitalocean/godo"], Godo, ["go", "run", "."]).RunAsync();

    [Fact(Explicit = true)]
    public Task What_Terraform_does() =>
        new RealClient("godo/terraform", ["go", "list", "github.com/digitalocean/godo"], Godo, ["go", "run", "."]).RunAsync();

    [Fact(Explicit = true)]
    public Task Dots_wrapper() =>
        new RealClient(
            "dots-wrapper",
            ["node", "-e", "require.resolve('dots-wrapper')"],
            "apt install nodejs npm; npm install --prefix FOLDER dots-wrapper; NODE_PATH=FOLDER/node_modules",
            ["node", "cycle.js"]).RunAsync();
}
