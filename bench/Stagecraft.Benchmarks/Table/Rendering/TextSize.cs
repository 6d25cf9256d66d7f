using OxyPlot;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>Measures text in pixels. The library's own measure is in points, three quarters as large, so that lines run into each
/// other.</summary>
internal sealed class TextSize() : PdfRenderContext(1, 1, OxyColors.White)
{
    private const double PixelsAPoint = 96.0 / 72;

    public override OxySize MeasureText(
        string text, string? fontFamily = null, double fontSize = 10, double fontWeight = FontWeights.Normal)
    {
        OxySize points = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(points.Width * PixelsAPoint, points.Height * PixelsAPoint);
    }
}
