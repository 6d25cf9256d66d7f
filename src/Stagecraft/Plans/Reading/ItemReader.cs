namespace Stagecraft.Plans.Reading;

/// <summary>Reads an entry of a list; the cursor stands on it.</summary>
internal delegate T ItemReader<T>(ref JsonCursor json);
