using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// The statements that choose what a request makes work again. With an error these are failures; with a rubric all current conversations, those
/// included that have no analysis under it yet; with neither the analyses that are there.
/// </summary>
internal sealed class RerunSql(Database database)
{
    private const string OfAnalyses =
        "SELECT a.conversation_key FROM analyses a JOIN conversations c ON c.key = a.conversation_key WHERE a.is_current AND c.is_current";

    private const string OfFailures =
        "SELECT a.conversation_key FROM work a JOIN conversations c ON c.key = a.conversation_key WHERE a.state = 'failed' AND a.error = @Error";

    /// <summary>Of conversations <c>c</c>, those that have neither work nor an analysis under <c>@Rubric</c>; for all that is stored.</summary>
    internal const string Missing = """
        NOT EXISTS (SELECT 1 FROM analyses a WHERE a.conversation_key = c.key AND a.rubric = @Rubric AND a.is_current)
            AND NOT EXISTS (SELECT 1 FROM work w WHERE w.conversation_key = c.key AND w.rubric = @Rubric)
        """;

    /// <summary>
    /// The same for a few: looked up one by one. PostgreSQL makes no join of a subquery with an offset, and the statistics of a form newly in use are
    /// always wrong, so that a join would read all its analyses for every few.
    /// </summary>
    internal const string FewMissing = """
        NOT EXISTS (SELECT 1 FROM analyses a WHERE a.conversation_key = c.key AND a.rubric = @Rubric AND a.is_current LIMIT 1 OFFSET 0)
            AND NOT EXISTS (SELECT 1 FROM work w WHERE w.conversation_key = c.key AND w.rubric = @Rubric LIMIT 1 OFFSET 0)
        """;

    public static DynamicParameters Parameters(Rerun rerun, IReadOnlyList<string> rubrics) =>
        new(new { rerun.AfterKey, rerun.Error, rerun.Rubric, rerun.FromTime, rerun.UntilTime, rerun.Queue, rubrics = rubrics.ToArray() });

    /// <summary>A row for each analysis that is still before the choice, with <see cref="Parameters"/>.</summary>
    /// <param name="rerun">The request.</param>
    /// <param name="few">True when the next ones are wanted and not all.</param>
    public string Choice(Rerun rerun, bool few) => rerun switch
    {
        { Error: not null } => $"{OfFailures} AND a.conversation_key > @AfterKey AND a.rubric {Rubrics} {Filter}",
        { Rubric: not null } => $"SELECT c.key AS conversation_key {OfConversations(rerun, few)} AND c.key > @AfterKey {Filter}",
        _ => $"{OfAnalyses} AND a.conversation_key > @AfterKey AND a.rubric {Rubrics} {Filter}",
    };

    /// <summary>Makes conversations <c>@keys</c> of the choice work of the request. A row that waits already stays as it is; one that failed gets its chance.</summary>
    public string Open(Rerun rerun)
    {
        if (rerun.Error is not null)
        {
            return $"""
                UPDATE work SET state = 'pending', error = NULL, rerun_key = @rerun
                WHERE conversation_key {database.OneOf("@keys")} AND rubric {Rubrics} AND state = 'failed' AND error = @Error
                """;
        }

        // Chosen by the same condition as before, and inserted by one statement: what others did meanwhile is not done twice.
        var rows = rerun.Rubric is not null
            ? $"SELECT c.key, @Rubric, 'pending', @rerun {OfConversations(rerun, few: true)} AND c.key {database.OneOf("@keys")}"
            : $"SELECT a.conversation_key, a.rubric, 'pending', @rerun FROM analyses a WHERE a.conversation_key {database.OneOf("@keys")} AND a.rubric {Rubrics} AND a.is_current";
        return $"""
            INSERT INTO work (conversation_key, rubric, state, rerun_key) {rows} ORDER BY 1, 2
            ON CONFLICT (conversation_key, rubric) DO UPDATE SET state = 'pending', error = NULL, rerun_key = excluded.rerun_key WHERE work.state = 'failed'
            """;
    }

    private string Rubrics => database.OneOf("@rubrics");

    // The date of a conversation is its own; where it does not say one, the day it came in.
    private string Filter => $"""
        AND (CAST(@FromTime AS {Moment}) IS NULL OR COALESCE(c.started_at, c.received_at) >= @FromTime)
        AND (CAST(@UntilTime AS {Moment}) IS NULL OR COALESCE(c.started_at, c.received_at) < @UntilTime)
        AND (CAST(@Queue AS TEXT) IS NULL OR c.queue = @Queue)
        """;

    private string Moment => database.Sql(sqlite: "TEXT", postgreSql: "TIMESTAMPTZ");

    // Of a rubric that is not published any more there is nothing to choose.
    private string OfConversations(Rerun rerun, bool few) =>
        $"FROM conversations c WHERE c.is_current AND @Rubric {Rubrics}{(rerun.OnlyMissing ? $" AND {(few ? FewMissing : Missing)}" : "")}";
}
