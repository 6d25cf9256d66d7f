using System.Globalization;
using System.Text.Json.Serialization;
using Stagecraft.Plans;

namespace FileHosts.Machines;

/// <summary>A machine of this cloud: an entry of the file.</summary>
/// <param name="Id">Its id, above zero; never that of another, also not of one that is gone.</param>
/// <param name="Name">Its name; no other has it.</param>
/// <param name="Size">Its size.</param>
/// <param name="Status"><c>active</c>, or what somebody else wrote.</param>
/// <param name="Address">Its private address.</param>
/// <param name="Tags">Whose it is; see <see cref="Planning.Ownership"/>.</param>
internal sealed record Machine(long Id, string Name, string Size, string Status, string Address, IReadOnlyList<string> Tags)
{
    public const string Active = "active";

    /// <summary>The id as plans and events show it.</summary>
    [JsonIgnore]
    public MachineId MachineId => IdOf(Id);

    public static MachineId IdOf(long id) => new(id.ToString(CultureInfo.InvariantCulture));
}
