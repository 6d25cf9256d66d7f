namespace Stagecraft.Plans.Reading;

/// <summary>Reads the value of a known key; the cursor stands on it.</summary>
internal delegate void MemberReader(ref JsonCursor json, string key);
