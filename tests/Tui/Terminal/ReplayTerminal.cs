using System.Globalization;
using System.Text;
using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tests.Tui.Terminal;

/// <summary>
/// Just enough of a terminal to see what bytes make of its screen. It fails on everything that the screen kit has no business sending:
/// a control character or a sequence that is not in its list.
/// </summary>
internal sealed class ReplayTerminal(int width, int height)
{
    private readonly (string? Glyph, string Style)[,] _cells = Blank(width, height);
    private int _x;
    private int _y;
    private string _attributes = "";
    private string _foreground = "";
    private string _background = "";

    public bool CursorVisible { get; private set; } = true;

    public (int X, int Y) Cursor => (_x, _y);

    public (string? Glyph, string Style) this[int x, int y] => _cells[x, y];

    public string Row(int y) => string.Concat(Enumerable.Range(0, width).Select(x => _cells[x, y].Glyph)).TrimEnd(' ');

    public override string ToString() => string.Join('\n', Enumerable.Range(0, height).Select(Row));

    /// <summary>Every cell with its style, for comparing two screens.</summary>
    public string Dump()
    {
        StringBuilder dump = new();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                dump.Append(_cells[x, y].Glyph ?? "<").Append('[').Append(_cells[x, y].Style).Append(']');
            dump.Append('\n');
        }
        return dump.ToString();
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        int i = 0;
        while (i < text.Length)
        {
            if (text[i] != '\e')
            {
                int length = Graphemes.NextLength(text.AsSpan(i));
                Put(text.Substring(i, length));
                i += length;
            }
            else if (text[i + 1] == ']')
            {
                i = text.IndexOf('\a', i) + 1;
            }
            else
            {
                int end = i + 2;
                while (text[end] is < '@' or > '~')
                    end++;
                Control(text[(i + 2)..end], text[end]);
                i = end + 1;
            }
        }
    }

    private static (string?, string)[,] Blank(int width, int height)
    {
        (string?, string)[,] cells = new (string?, string)[width, height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                cells[x, y] = (" ", "");
        }
        return cells;
    }

    private void Control(string parameters, char final)
    {
        switch (final)
        {
            case 'H':
                string[] place = parameters.Split(';');
                _y = int.Parse(place[0], CultureInfo.InvariantCulture) - 1;
                _x = int.Parse(place[1], CultureInfo.InvariantCulture) - 1;
                break;
            case 'D':
                _x -= parameters.Length == 0 ? 1 : int.Parse(parameters, CultureInfo.InvariantCulture);
                break;
            case 'm':
                SetStyle(parameters.Split(';'));
                break;
            case 'J':
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                        _cells[x, y] = (" ", StyleOf(" "));
                }
                break;
            case 'h' or 'l' when parameters == "?25":
                CursorVisible = final == 'h';
                break;
            case 'h' or 'l' when parameters == "?2026":
                break;
            default:
                throw new InvalidOperationException($"the screen sent ESC [ {parameters} {final}");
        }
    }

    private void Put(string glyph)
    {
        if (glyph.Any(char.IsControl) || _x < 0 || _y < 0 || _x >= width || _y >= height)
            throw new InvalidOperationException($"the screen sent U+{(int)glyph[0]:X4} at {_x}, {_y}");
        int cells = Glyph.Width(glyph);
        Erase(_x);
        if (cells == 2)
            Erase(_x + 1);
        _cells[_x, _y] = (glyph, StyleOf(glyph));
        if (cells == 2)
            _cells[_x + 1, _y] = (null, StyleOf(glyph));
        _x += cells;
    }

    /// <summary>What is seen of the style: of a space its background alone, unless it is underlined or reversed.</summary>
    private string StyleOf(string glyph) =>
        glyph == " " && !_attributes.Contains(";4", StringComparison.Ordinal) && !_attributes.Contains(";7", StringComparison.Ordinal)
            ? _background
            : _attributes + _foreground + _background;

    private void SetStyle(string[] codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            int code = int.Parse(codes[i], CultureInfo.InvariantCulture);
            string color = $";{code}";
            if (code is 38 or 48)
            {
                int length = codes[i + 1] == "2" ? 5 : 3;
                color = $";{string.Join(';', codes[i..(i + length)])}";
                i += length - 1;
            }
            if (code == 0)
                (_attributes, _foreground, _background) = ("", "", "");
            else if (code is 1 or 2 or 4 or 7)
                _attributes += color;
            else if (code is (>= 30 and <= 39) or (>= 90 and <= 97))
                _foreground = code == 39 ? "" : color;
            else if (code is (>= 40 and <= 49) or (>= 100 and <= 107))
                _background = code == 49 ? "" : color;
            else
                throw new InvalidOperationException($"the screen sent the style {string.Join(';', codes)}");
        }
    }

    /// <summary>Writing over one half of a wide glyph erases the other, as terminals do.</summary>
    private void Erase(int x)
    {
        if (_cells[x, _y].Glyph is null && x > 0)
            _cells[x - 1, _y] = (" ", "");
        if (x + 1 < width && _cells[x + 1, _y].Glyph is null)
            _cells[x + 1, _y] = (" ", "");
    }
}
