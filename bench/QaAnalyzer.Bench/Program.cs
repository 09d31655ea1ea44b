using QaAnalyzer.Bench;

if (args is ["stages", var path, ..])
{
    var data = Path.Combine(AppContext.BaseDirectory, "data");
    StageTimes.Run(path, args.Length > 2 ? args[2] : data, args.Length > 3 ? args[3] : "communication-record", rounds: 3);
    return 0;
}

Console.Error.WriteLine("Usage: QaAnalyzer.Bench stages CONVERSATIONS.jsonl [DATA-FOLDER [RUBRIC]]");
return 2;
