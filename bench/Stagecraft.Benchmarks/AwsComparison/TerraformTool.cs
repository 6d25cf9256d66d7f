using System.Diagnostics;
using System.Globalization;

namespace Stagecraft.Benchmarks.AwsComparison;

/// <summary>Terraform with its AWS provider, in a folder of its own. The environment names where the provider is installed from.</summary>
internal sealed class TerraformTool : IComparedTool, IDisposable
{
    private readonly Uri _address;
    private readonly string _folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    public TerraformTool(Uri address, int count)
    {
        _address = address;
        File.WriteAllText(Path.Combine(_folder, "main.tf"), Module(count));
    }

    /// <summary>The process of the current command; the last one after its end.</summary>
    public Process? Current { get; private set; }

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (await ExecuteAsync(cancellationToken, "init", "-no-color", "-input=false").ConfigureAwait(false) != 0)
        {
            throw new InvalidOperationException("terraform init failed: TF_CLI_CONFIG_FILE can name a mirror of hashicorp/aws 5.100.0.");
        }
    }

    public async Task<bool> CreateAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync(cancellationToken, "apply", "-no-color", "-input=false", "-auto-approve").ConfigureAwait(false) == 0;

    public async Task<bool> PlanAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync(cancellationToken, "plan", "-no-color", "-input=false", "-detailed-exitcode").ConfigureAwait(false) == 0;

    public async Task<bool> DestroyAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync(cancellationToken, "destroy", "-no-color", "-input=false", "-auto-approve").ConfigureAwait(false) == 0;

    /// <summary>Removes the lock of a process that was killed, as an operator does with <c>force-unlock</c>.</summary>
    public void Unlock() => File.Delete(Path.Combine(_folder, ".terraform.tfstate.lock.info"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<int> ExecuteAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        ProcessStartInfo start = new("terraform", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string Name, string Value)[] variables =
        [
            ("AWS_ENDPOINT_URL", _address.ToString()), ("AWS_ACCESS_KEY_ID", "AKIATEST"), ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_EC2_METADATA_DISABLED", "true"), ("CHECKPOINT_DISABLE", "1"), ("TF_IN_AUTOMATION", "1"), ("NO_PROXY", "*"),
            ("AWS_CONFIG_FILE", Path.Combine(_folder, "config")),
            ("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_folder, "credentials")),
        ];
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        Current = process;
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        string text = await output.ConfigureAwait(false) + await error.ConfigureAwait(false);
        if (process.ExitCode is not (0 or 137))
        {
            await Console.Error.WriteLineAsync(text.Length > 2000 ? text[^2000..] : text).ConfigureAwait(false);
        }

        return process.ExitCode;
    }

    private static string Module(int count) => string.Create(CultureInfo.InvariantCulture, $$"""
        terraform {
          required_providers {
            aws = {
              source  = "hashicorp/aws"
              version = "5.100.0"
            }
          }
        }

        provider "aws" {
          region = "eu-central-1"
        }

        data "aws_ssm_parameter" "ubuntu" {
          name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"
        }

        resource "aws_instance" "app" {
          count         = {{count}}
          ami           = data.aws_ssm_parameter.ubuntu.value
          instance_type = "t3.micro"
          key_name      = "my-key"

          tags = {
            Name = "staging-app-${count.index + 1}"
          }
        }
        """);
}
