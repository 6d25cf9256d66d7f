using System.Text.RegularExpressions;
using Stagecraft.Errors;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Errors;

/// <summary>Spec interface.md, 5: the tables of codes.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly string Spec = File.ReadAllText(Repository.PathTo("spec/providers/cloud/interface.md"));

    [Fact]
    public void The_specification_lists_every_code_in_order() =>
        CodeRow().Matches(Spec).Select(m => m.Groups[1].Value).Should().Equal(ErrorCodes.All);

    [Fact]
    public void Every_error_name_of_the_outline_has_a_code()
    {
        (string Name, string Code)[] rows = [.. NameRow().Matches(Spec).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];
        rows.Should().Equal(
            ("ErrConfigInvalid", ErrorCodes.ConfigInvalid),
            ("ErrTokenMissing", ErrorCodes.CredentialsMissing),
            ("ErrSSHKeyNotFound", ErrorCodes.SshKeyNotFound),
            ("ErrDropletExists", ErrorCodes.MachineExists),
            ("ErrDropletNotFound", ErrorCodes.MachineNotFound),
            ("ErrDropletCreateFailed", ErrorCodes.MachineCreateFailed),
            ("ErrDropletDeleteFailed", ErrorCodes.MachineDeleteFailed),
            ("ErrDropletTimeout", ErrorCodes.MachineTimeout),
            ("ErrAPIError", ErrorCodes.ApiError),
            ("ErrRateLimit", ErrorCodes.RateLimited));
    }

    [GeneratedRegex("^\\| `([a-z_]+)` \\| [^`|\n]+ \\|$", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex("^\\| `(Err[A-Za-z]+)` \\| `([a-z_]+)` \\|$", RegexOptions.Multiline)]
    private static partial Regex NameRow();
}
