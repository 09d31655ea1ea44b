using QaAnalyzer.App.Jobs;
using Quartz;

namespace QaAnalyzer.Tests.App.Jobs;

public class JobListTests
{
    [Fact]
    public void Every_job_starts_by_the_clock_or_behind_another_of_the_list()
    {
        Assert.Distinct(JobList.All.Select(e => e.Job.Name));
        foreach (var job in JobList.All.Select(e => e.Job))
        {
            Assert.True(job.Cron is null == (job.After is not null), job.Name);
            Assert.Equal(job.Cron is null, job.Setting is null);
            if (job.Cron is { } cron) Assert.True(CronExpression.TryParse(cron, out _), job.Name);
            if (job.After is { } before) Assert.Contains(JobList.All, e => e.Job.Name == before);
        }
    }
}
