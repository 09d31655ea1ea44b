using System.CommandLine;

namespace QaAnalyzer.App.Commands;

/// <summary><c>--partition K</c>: the same cross-validation with other folds, to see how much of a figure is chance.</summary>
internal static class PartitionOption
{
    public static Option<int> Create()
    {
        var option = new Option<int>("--partition") { Description = "Which of the ways to part the conversations; another number gives other folds", DefaultValueFactory = _ => 1 };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000) result.AddError("--partition: expected 1 to 1000");
        });
        return option;
    }
}
