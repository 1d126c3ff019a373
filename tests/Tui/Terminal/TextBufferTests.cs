using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class TextBufferTests
{
    [Theory]
    [InlineData("abc", "", "abc|")]
    [InlineData("abc", "left left X", "aX|bc")]
    [InlineData("abc", "backspace", "ab|")]
    [InlineData("abc", "home delete", "|bc")]
    [InlineData("one two  ", "ctrl+w", "one |")]
    [InlineData("one two", "ctrl+w ctrl+w ctrl+w", "|")]
    [InlineData("one two", "ctrl+u", "|")]
    [InlineData("one two", "home right ctrl+k", "o|")]
    [InlineData("e\u0301", "backspace", "|")]
    [InlineData("a👩‍💻b", "left left X", "aX|👩‍💻b")]
    [InlineData("a👩‍💻b", "home right delete", "a|b")]
    [InlineData("first\nsecond", "up Y", "firstY|\nsecond")]
    [InlineData("first\nse", "up Y", "fiY|rst\nse")]
    [InlineData("a\nlong", "home up down end X", "a\nlongX|")]
    [InlineData("ab\ncd", "home backspace", "ab|cd")]
    [InlineData("ab\ncd", "ctrl+u X", "ab\nX|")]
    [InlineData("ab", "alt+enter X", "ab\nX|")]
    public void Keys_edit_as_in_a_shell(string text, string keys, string expected)
    {
        TextField field = new(1000) { IsMultiLine = true };
        field.OnPaste(text);
        foreach (string key in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            field.OnKey(Named(key));
        Assert.Equal(expected, field.Text.ToPlainText().Insert(field.Text.Cursor, "|"));
    }

    [Fact]
    public void A_field_of_one_line_leaves_line_ends_out_and_gives_enter_back()
    {
        TextField field = new(1000);
        field.OnPaste("one\r\ntwo\n");
        Assert.Equal("onetwo", field.Text.ToPlainText());
        Assert.False(field.OnKey(new Key(KeyCode.Enter)));
        Assert.False(field.OnKey(new Key(KeyCode.Up)));
    }

    [Fact]
    public void What_is_too_long_is_refused_whole()
    {
        TextField field = new(5);
        Assert.True(field.OnPaste("12345"));
        Assert.False(field.OnPaste("6"));
        Assert.Equal("12345", field.Text.ToPlainText());
    }

    [Fact]
    public void A_typed_text_never_says_itself_by_accident()
    {
        TextBuffer text = new(100);
        text.Insert("hunter2");
        Assert.DoesNotContain("hunter2", text.ToString(), StringComparison.Ordinal);
        text.Clear();
        Assert.Equal(0, text.Length);
    }

    [Fact]
    public void Random_editing_never_breaks_a_text()
    {
        Random random = new(3);
        string[] keys = ["a", "秘", "\u0301", "👩", "left", "right", "up", "down", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+u", "alt+enter"];
        TextField field = new(200) { IsMultiLine = true };
        for (int i = 0; i < 20_000; i++)
        {
            field.OnKey(Named(keys[random.Next(keys.Length)]));
            Assert.InRange(field.Text.Cursor, 0, field.Text.Length);
        }
    }

    private static Key Named(string name) => name switch
    {
        "left" => new Key(KeyCode.Left),
        "right" => new Key(KeyCode.Right),
        "up" => new Key(KeyCode.Up),
        "down" => new Key(KeyCode.Down),
        "home" => new Key(KeyCode.Home),
        "end" => new Key(KeyCode.End),
        "alt+enter" => new Key(KeyCode.Enter, default, KeyModifiers.Alt),
        "delete" => new Key(KeyCode.Delete),
        "backspace" => new Key(KeyCode.Backspace),
        ['c', 't', 'r', 'l', '+', var letter] => Key.Character(letter, KeyModifiers.Control),
        _ => new Key(KeyCode.Character, name.EnumerateRunes().First()),
    };
}
