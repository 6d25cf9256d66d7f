using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Plans;

/// <summary>Computes a hash of a <see cref="PlanFingerprint"/> from parts. Every part is added with its length, so that different lists of
/// parts give different bytes. Specified in <c>spec/providers/cloud/interface.md</c>, 7.2. Not thread-safe.</summary>
public sealed class FingerprintHash : IDisposable
{
    // An account with a hundred thousand machines has a million parts, which are hashed in blocks.
    private const int FullAt = 16 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _pending = new();

    /// <summary>Adds a text, as UTF-8.</summary>
    /// <param name="part">The text; null, which is not the same as an empty one, also ends a list within the parts.</param>
    /// <returns>This.</returns>
    public FingerprintHash Add(string? part)
    {
        if (part is null)
        {
            _pending.Write("-\n"u8);
        }
        else
        {
            AddPart(part);
        }

        return this;
    }

    /// <summary>Adds a number, as its decimal digits.</summary>
    /// <param name="number">The number.</param>
    /// <returns>This.</returns>
    public FingerprintHash Add(long number)
    {
        AddPart(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>The SHA-256 of all parts since the last call, in their order: 64 hexadecimal digits in lower case.</summary>
    public string ToHex()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void AddPart(ReadOnlySpan<char> part)
    {
        Span<byte> length = _pending.GetSpan(11);
        part.Length.TryFormat(length, out int digits, provider: CultureInfo.InvariantCulture);
        length[digits] = (byte)':';
        _pending.Advance(digits + 1);
        Encoding.UTF8.GetBytes(part, _pending);
        _pending.Write("\n"u8);
        if (_pending.WrittenCount >= FullAt)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _hash.AppendData(_pending.WrittenSpan);
        _pending.ResetWrittenCount();
    }
}
