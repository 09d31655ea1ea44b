using QaAnalyzer.App;
using QaAnalyzer.App.Commands;

namespace QaAnalyzer.Tests.App;

public class TaggerEnginesTests
{
    [Theory]
    [InlineData("builtin")]
    [InlineData("BuiltIn")]
#if MLNET
    [InlineData("mlnet")]
    [InlineData("MlNet")]
#endif
    public void An_engine_is_found_by_name_in_any_case(string name) =>
        Assert.Equal(name, TaggerEngines.Find(name, "--engine").Name, ignoreCase: true);

    [Fact]
    public void An_unknown_engine_is_refused_with_the_known_ones()
    {
        var refusal = Assert.Throws<CommandException>(() => TaggerEngines.Find("oracle", "QA_Tagger__Engine")).Message;
        Assert.StartsWith("QA_Tagger__Engine names no tagger engine: \"oracle\". Use builtin", refusal, StringComparison.Ordinal);
    }

#if !MLNET
    [Fact]
    public void An_engine_that_was_not_compiled_in_says_how_to_get_it()
    {
        var refusal = Assert.Throws<CommandException>(() => TaggerEngines.Find("MlNet", "QA_Tagger__Engine")).Message;
        Assert.Contains("built without it", refusal, StringComparison.Ordinal);
        Assert.Contains("-p:MlNet=true", refusal, StringComparison.Ordinal);
    }
#endif
}
