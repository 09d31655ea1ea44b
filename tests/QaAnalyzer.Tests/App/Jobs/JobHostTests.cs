using QaAnalyzer.App;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.App.Jobs;

public class JobHostTests
{
    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.PostgreSql)]
    public void The_default_engine_works_with_every_database(Dialect dialect) => Assert.NotNull(JobHost.Find("quartz", dialect));

    [Fact]
    public void An_engine_that_does_not_exist_is_refused_with_those_that_do()
    {
        var refusal = Assert.Throws<CommandException>(() => JobHost.Find("Cron", Dialect.PostgreSql));
        Assert.Contains("\"Cron\". Use Quartz", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hangfire_says_what_it_lacks_of_the_database_or_of_the_build()
    {
        var refusal = Assert.Throws<CommandException>(() => JobHost.Find("Hangfire", Dialect.Sqlite));
#if HANGFIRE
        Assert.Contains("needs PostgreSQL", refusal.Message, StringComparison.Ordinal);
#else
        Assert.Contains("-p:Hangfire=true", refusal.Message, StringComparison.Ordinal);
#endif
    }
}
