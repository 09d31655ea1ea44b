using QaAnalyzer.Bench;

switch (args)
{
    case ["stages", var conversations, ..]:
        StageTimes.Run(conversations, args.Length > 2 ? args[2] : "communication-record", rounds: 3);
        return 0;
    case ["analyze", var conversations, ..]:
        await AnalyzeSpeed.RunAsync(conversations, args.Length > 2 ? args[2] : "communication-record");
        return 0;
    case ["tagger", var utterances]:
        TaggerSpeed.Run(utterances);
        return 0;
    case ["scorer", var reviewed, ..]:
        ScorerSpeed.Run(reviewed, args.Length > 2 ? args[2] : "helpdesk-quality");
        return 0;
    case ["timing"]:
        TimingSpeed.Run(rounds: 200);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage:
              QaAnalyzer.Bench stages CONVERSATIONS.jsonl [RUBRIC]   time of each stage of qa analyze
              QaAnalyzer.Bench analyze CONVERSATIONS.jsonl [RUBRIC]  conversations per second of qa analyze, files included, all cores
              QaAnalyzer.Bench tagger CONVERSATIONS.jsonl            utterances per second of classifier, phrase pass and, where installed, fastText
              QaAnalyzer.Bench scorer CONVERSATIONS.jsonl [RUBRIC]   seconds of training a scorer on reviews, conversations per second of scoring
              QaAnalyzer.Bench timing                                timing detectors and measures over a call of two hours and 4,000 utterances
            """);
        return 2;
}
