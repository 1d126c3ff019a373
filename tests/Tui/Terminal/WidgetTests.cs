using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class WidgetTests
{
    [Theory]
    [InlineData(100, "20 8 12")]
    [InlineData(44, "20 8 12")]
    [InlineData(43, "20 8 0")]
    [InlineData(30, "20 8 0")]
    [InlineData(28, "18 8 0")]
    [InlineData(17, "17 0 0")]
    [InlineData(3, "8 0 0")]
    public void A_narrow_table_drops_what_matters_least_and_the_first_column_takes_what_is_left(int available, string widths) =>
        Assert.Equal(widths, string.Join(' ', ColumnLayout.Divide([8, 8, 12], [20, 8, 12], [0, 1, 2], 2, available)));

    [Fact]
    public void The_selection_stays_on_its_row_when_rows_come_and_go()
    {
        Table<string> table = new(row => row, [new("ROW", row => row, 4, 20)]);
        table.SetRows(["b", "d", "f"]);
        table.Select("d");
        table.SetRows(["a", "b", "c", "d"]);
        Assert.Equal("d", table.Selected);
        table.SetRows(["x"]);
        Assert.Equal("x", table.Selected);
        table.SetRows([]);
        Assert.Null(table.Selected);
    }

    [Fact]
    public void The_first_row_of_a_part_gives_way_to_the_first_of_all_unless_somebody_chose_it()
    {
        Table<string> untouched = new(row => row, [new("ROW", row => row, 4, 20)]);
        untouched.SetRows(["m", "n"], isPartial: true);
        untouched.SetRows(["a", "m", "n"]);
        Assert.Equal("a", untouched.Selected);
        untouched.SetRows(["0", "a", "m"]);
        Assert.Equal("a", untouched.Selected);

        Table<string> moved = new(row => row, [new("ROW", row => row, 4, 20)]);
        moved.SetRows(["m", "n"], isPartial: true);
        moved.Move(1);
        moved.SetRows(["a", "m", "n"]);
        Assert.Equal("n", moved.Selected);

        Table<string> awaiting = new(row => row, [new("ROW", row => row, 4, 20)]);
        awaiting.SelectSoon("m");
        awaiting.SetRows(["m", "n"], isPartial: true);
        awaiting.SetRows(["a", "m", "n"]);
        Assert.Equal("m", awaiting.Selected);
    }

    [Fact]
    public void A_list_shows_the_selected_row_whatever_its_height()
    {
        ListScroll scroll = new();
        scroll.SetCount(100);
        Random random = new(5);
        for (int i = 0; i < 2000; i++)
        {
            int height = random.Next(0, 30);
            scroll.Move(random.Next(-40, 40));
            scroll.Show(height);
            Assert.InRange(scroll.Selected, scroll.Top, scroll.Top + Math.Max(1, height) - 1);
            Assert.InRange(scroll.Top, 0, 99);
        }
    }

    [Fact]
    public void A_key_that_means_two_things_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CommandTable(new KeyCommand(["a", "b"], "One", "", () => { }), new KeyCommand(["b"], "Other", "", () => { })));

    [Fact]
    public void A_command_that_makes_no_sense_now_does_not_run()
    {
        bool makesSense = false;
        int runs = 0;
        CommandTable table = new(new KeyCommand(["a"], "One", "", () => runs++) { When = () => makesSense, Hint = "one" });
        Assert.False(table.TryRun(Key.Character('a')));
        Assert.Empty(table.Hints);
        makesSense = true;
        Assert.True(table.TryRun(Key.Character('a')));
        Assert.Single(table.Hints);
        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData("Copy the value", "cv", true)]
    [InlineData("Copy the value", "COPY", true)]
    [InlineData("Copy the value", "vc", false)]
    [InlineData("Copy the value", "", true)]
    [InlineData("Copy the value", "copy value", true)]
    public void Letters_in_their_order_find_a_text(string text, string query, bool found) => Assert.Equal(found, FuzzyMatch.Score(text, query) is not null);

    [Fact]
    public void Beginnings_of_words_and_letters_side_by_side_come_first()
    {
        Assert.True(FuzzyMatch.Score("Lock the vault", "lv") > FuzzyMatch.Score("Reveal value", "lv"));
        Assert.True(FuzzyMatch.Score("Delete", "del") > FuzzyMatch.Score("Describe all", "del"));
    }
}
