namespace FedMat.Cli.Pages;

/// <summary>One page for a browser or a printer. It has no script and asks for nothing from elsewhere, and the browser is told so.</summary>
internal static class Document
{
    /// <param name="title">Of the window.</param>
    /// <param name="body">As HTML.</param>
    /// <param name="footer">As HTML.</param>
    public static string Of(string title, string body, string footer) =>
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        + $"<title>{Html.Text(title)}</title>\n<style>{PageStyle.Css}</style></head>\n<body><main>\n{body}<footer>{footer}</footer>\n</main></body></html>\n";

    public static string Section(string title, string content) => $"<section><h2>{Html.Text(title)}</h2>\n{content}</section>\n";

    /// <summary>Figures that a reader should see first.</summary>
    public static string Tiles(params IEnumerable<(string Figure, string What)> tiles) =>
        $"<div class=\"tiles\">{string.Concat(tiles.Select(tile => $"<div><b>{Html.Text(tile.Figure)}</b><span>{Html.Text(tile.What)}</span></div>"))}</div>\n";
}
