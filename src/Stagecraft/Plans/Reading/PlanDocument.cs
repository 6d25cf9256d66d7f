using System.Globalization;
using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>Takes the members of a plan from JSON, and holds each against what may stand there.</summary>
internal sealed class PlanDocument
{
    private const int Major = 1;

    private static readonly string[] Keys =
    [
        "format_version", "provider", "project", "environment", "in_sync", "to_create", "to_delete", "to_protect", "drift", "unchanged", "warnings", "cost",
        "fingerprint",
    ];

    // Plans of older versions are without them.
    private static readonly string[] OptionalKeys = ["targets", "replace"];

    private static readonly string[] WarningKeys = ["code", "message"];
    private static readonly string[] CostKeys = ["currency", "monthly_before", "monthly_after", "monthly_delta"];
    private static readonly string[] FingerprintKeys = ["config", "account"];

    private readonly PlanHosts _hosts = new();

    private string _provider = "";
    private string? _project;
    private string _environment = "";
    private bool _inSync;
    private int _inSyncOffset;
    private List<HostSpec> _toCreate = [];
    private List<HostDeletion> _toDelete = [];
    private List<HostProtection> _toProtect = [];
    private List<HostDrift> _drift = [];
    private List<UnchangedHost> _same = [];
    private List<PlanWarning> _warnings = [];
    private PlanCost _cost = new("", null, null);
    private PlanFingerprint _fingerprint = new("", "");
    private List<string> _targets = [];
    private List<string> _replace = [];

    /// <summary>The plan; of use only where there were no findings. Lists are sorted, whatever their order in the file.</summary>
    public InfraPlan Read(ref JsonCursor json)
    {
        json.Object(Keys, Member, OptionalKeys);
        InfraPlan plan = new()
        {
            Provider = _provider,
            Project = _project,
            Environment = _environment,
            ToCreate = _toCreate,
            ToDelete = _toDelete,
            ToProtect = _toProtect,
            Drift = _drift,
            Unchanged = _same,
            Warnings = _warnings,
            Cost = _cost,
            Fingerprint = _fingerprint,
            Targets = _targets,
            Replace = _replace,
        };
        if (json.IsSound && plan.InSync != _inSync)
        {
            json.Wrong(_inSyncOffset, $"in_sync contradicts the lists: {(plan.InSync ? "they are empty" : "there is something to create, to delete, to protect or drifted")}");
        }

        return plan.Sorted();
    }

    private void Member(ref JsonCursor json, string key)
    {
        switch (key)
        {
            case "format_version":
                Version(ref json);
                break;
            case "provider":
                _provider = json.Text();
                break;
            case "project":
                _project = PlanHosts.Name(ref json, json.TextOrNull());
                break;
            case "environment":
                _environment = PlanHosts.Name(ref json, json.Text()) ?? "";
                break;
            case "in_sync":
                _inSyncOffset = json.Offset;
                _inSync = json.Flag();
                break;
            case "to_create":
                _toCreate = json.List(_hosts.Create);
                break;
            case "to_delete":
                _toDelete = json.List(_hosts.Delete);
                break;
            case "to_protect":
                _toProtect = json.List(_hosts.Protect);
                break;
            case "drift":
                _drift = json.List(PlanHosts.Drift);
                break;
            case "unchanged":
                _same = json.List(_hosts.Unchanged);
                break;
            case "warnings":
                _warnings = json.List(Warning);
                break;
            case "cost":
                _cost = Cost(ref json);
                break;
            case "targets":
                _targets = PlanHosts.Names(ref json);
                break;
            case "replace":
                _replace = PlanHosts.Names(ref json);
                break;
            default:
                _fingerprint = Fingerprint(ref json);
                break;
        }
    }

    private static void Version(ref JsonCursor json)
    {
        string version = json.Text();
        string[] parts = version.Split('.', 3);
        bool isVersion = parts is [{ Length: > 0 and < 10 } major, { Length: > 0 and < 10 } minor]
            && major.All(char.IsAsciiDigit)
            && minor.All(char.IsAsciiDigit);
        if (!isVersion && version.Length > 0)
        {
            json.Wrong($"{Excerpt.Of(version)} is not a version of the form 'major.minor'");
        }
        else if (isVersion && int.Parse(parts[0], CultureInfo.InvariantCulture) != Major)
        {
            json.Wrong($"format_version is {version}; this stagecraft reads {Major}.x", "Make the plan anew with this stagecraft.");
        }
    }

    private static PlanWarning Warning(ref JsonCursor json)
    {
        string? code = null, message = null;
        json.Object(WarningKeys, (ref JsonCursor j, string key) =>
        {
            if (key == "code")
            {
                code = j.Text();
            }
            else
            {
                message = j.AnyText();
            }
        });
        return new PlanWarning(code ?? "", message ?? "");
    }

    private static PlanCost Cost(ref JsonCursor json)
    {
        string currency = "";
        decimal? before = null, after = null, delta = null;
        int start = json.Offset;
        json.Object(CostKeys, (ref JsonCursor j, string key) =>
        {
            switch (key)
            {
                case "currency":
                    currency = j.Text();
                    break;
                case "monthly_before":
                    before = j.Money();
                    break;
                case "monthly_after":
                    after = j.Money();
                    break;
                default:
                    delta = j.Money();
                    break;
            }
        });
        PlanCost cost = new(currency, before, after);
        if (json.IsSound && cost.MonthlyDelta != delta)
        {
            json.Wrong(start, "monthly_delta is not monthly_after less monthly_before");
        }

        return cost;
    }

    private static PlanFingerprint Fingerprint(ref JsonCursor json)
    {
        string config = "", account = "";
        json.Object(FingerprintKeys, (ref JsonCursor j, string key) =>
        {
            string hash = j.Text();
            if (hash.Length > 0 && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)))
            {
                j.Wrong("a fingerprint is 64 hexadecimal digits in lower case");
            }

            (config, account) = key == "config" ? (hash, account) : (config, hash);
        });
        return new PlanFingerprint(config, account);
    }
}
