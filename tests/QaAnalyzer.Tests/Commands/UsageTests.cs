namespace QaAnalyzer.Tests.Commands;

public class UsageTests
{
    public static TheoryData<string> Commands =>
    [
        "", "demo", "serve", "worker", "import", "analyze", "run", "run nightly", "run learning", "evaluate", "evaluate scores", "evaluate tags", "evaluate mood",
        "evaluate scorer", "explain", "train", "train tagger", "rubric", "rubric lint", "rubric measures", "migrate",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_is_data_and_never_fails(string command)
    {
        using var qa = new Qa();
        var ended = await qa.RunAsync([.. Words(command), "--help"]);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("Usage:", ended.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(qa.Folder));
    }

    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("nonsense", "'nonsense'")]
    [InlineData("run weekly", "'weekly'")]
    [InlineData("migrate --force", "'--force'")]
    [InlineData("analyze", "Required argument missing for command: 'analyze'.")]
    [InlineData("import", "Required argument missing for command: 'import'.")]
    [InlineData("analyze a.jsonl --nonsense", "--nonsense")]
    [InlineData("import a.jsonl --nonsense", "--nonsense")]
    [InlineData("rubric lint --nonsense", "--nonsense")]
    [InlineData("analyze a.jsonl --format docx", "--format: expected one of the formats native, vcon")]
    [InlineData("import a.jsonl --encoding martian", "--encoding: expected the name of an encoding")]
    [InlineData("analyze a.jsonl --speaker Lin", "--speaker: expected NAME=agent")]
    [InlineData("analyze a.jsonl --speaker Lin=boss", "got \"Lin=boss\"")]
    [InlineData("analyze a.jsonl --speaker Lin=1", "got \"Lin=1\"")]
    [InlineData("analyze a.jsonl --speaker =agent", "got \"=agent\"")]
    [InlineData("import a.jsonl --speaker Lin=agent --speaker Lin=customer", "expected one side for \"Lin\", got 2")]
    [InlineData("analyze a.jsonl --channel fax", "'fax'")]
    [InlineData("evaluate scorer --rubric r --data a.jsonl --partition 0", "--partition: expected 1 to 1000")]
    [InlineData("evaluate mood a.jsonl --gold a.tsv --partition 2", "--partition parts conversations into folds; give --folds as well")]
    [InlineData("analyze a.jsonl --channel 1", "'1'")]
    [InlineData("analyze a.jsonl --language fr", "'fr'")]
    [InlineData("evaluate scores", "Option '--drafts' is required.")]
    [InlineData("evaluate scores --drafts a --gold b", "File does not exist: 'a'.")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong(string command, string expected)
    {
        using var qa = new Qa();
        var ended = await qa.RunAsync(Words(command));
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.Contains("--help", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(qa.Folder));
    }

    [Theory]
    [InlineData("analyze missing.jsonl", "", "missing.jsonl line 1: expected a readable file")]
    [InlineData("import missing.jsonl", "", "missing.jsonl line 1: expected a readable file")]
    [InlineData("analyze a.jsonl --rubric nonsense", "", "There is no rubric \"nonsense\". Known: communication-record.v1")]
    [InlineData("analyze a.jsonl --out missing/out.jsonl", "", "missing/out.jsonl")]
    [InlineData("analyze a.jsonl --quarantine missing/bad.jsonl", "", "missing/bad.jsonl")]
    [InlineData("rubric lint missing.yaml", "", "missing.yaml does not exist")]
    [InlineData("run nightly", "Rubrics=nonsense", "There is no rubric \"nonsense\"")]
    [InlineData("analyze a.jsonl", "Data=missing", "QA_Data")]
    [InlineData("analyze a.jsonl", "Tagger__Engine=oracle", "QA_Tagger__Engine names no tagger engine: \"oracle\"")]
    [InlineData("analyze a.jsonl", "Tagger__Model=missing", "missing")]
    [InlineData("import a.jsonl", "TimeZone=Mars", "QA_TimeZone names no time zone: \"Mars\"")]
    [InlineData("worker", "NightlyCron=never", "QA_NightlyCron is no cron expression")]
    [InlineData("migrate", "ConnectionStrings__Database=nonsense", "QA_ConnectionStrings__Database")]
    [InlineData("migrate", "ConnectionStrings__Database=Server=x", "QA_ConnectionStrings__Database")]
    [InlineData("migrate", "ConnectionStrings__Database=Host=x;Nonsense=1", "QA_ConnectionStrings__Database")]
    [InlineData("migrate", "ConnectionStrings__Database=Host=127.0.0.1;Port=1;Username=x", "The database cannot be used: Failed to connect to 127.0.0.1:1. Check QA_ConnectionStrings__Database.")]
    [InlineData("migrate", "ConnectionStrings__Database=Data Source=a.jsonl", "The database cannot be used")]
    [InlineData("serve --urls http://256.0.0.1:80", "", "http://256.0.0.1:80")]
    [InlineData("serve --urls nonsense", "", "expected an address such as http://127.0.0.1:5080")]
    [InlineData("serve", "Urls=http://example:80", "Cannot listen on http://example:80")]
    public async Task What_an_operator_can_mend_ends_with_1_and_a_sentence(string command, string setting, string expected)
    {
        using var qa = new Qa();
        qa.Write("a.jsonl", Night.Line("c1"));
        if (setting.Length > 0) qa.Set(setting[..setting.IndexOf('=')], setting[(setting.IndexOf('=') + 1)..]);
        var ended = await qa.RunAsync(Words(command));
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_is_named()
    {
        using var qa = new Qa();
        qa.Write("qa.json", "{ Urls: }");
        var ended = await qa.RunAsync("migrate");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("qa.json cannot be read", ended.Error, StringComparison.Ordinal);
    }

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
