using QaAnalyzer.App.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.App.Jobs;

public class AnalysisJobsTests
{
    [Theory]
    [InlineData("finished", 0, true, true)]
    [InlineData("finished", 1, false, true)]
    [InlineData("failed", 0, false, false)]
    [InlineData("cancelled", 0, true, false)]
    [InlineData("running", 0, true, false)]
    public void A_run_at_its_end_is_complete_also_where_conversations_failed(string state, int failed, bool succeeded, bool isComplete)
    {
        var report = AnalysisJobs.Tell(new() { Key = 7, Kind = "nightly", Node = "n", State = state, Failed = failed });
        Assert.Equal((succeeded, isComplete), (report.Succeeded, report.IsComplete));
    }
}
