namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Columns of a table of past scores by the names that centres give them, in any order and case.</summary>
internal sealed class ScoreColumns
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["conversation"] = ["conversation", "conversation_id", "conversation id", "interaction", "会话", "会话编号", "会话id", "会话号", "对话", "对话编号", "通话编号", "编号"],
        ["criterion"] = ["criterion", "criteria", "item", "评分项", "评价项", "质检项", "指标", "项目", "标准"],
        ["evaluator"] = ["evaluator", "reviewer", "rater", "评价人", "评估人", "评分人", "质检员", "评审员", "质检人"],
        ["score"] = ["score", "rating", "分数", "得分", "评分", "分值"],
        ["date"] = ["date", "reviewed_at", "review_date", "日期", "评分日期", "质检日期", "评价日期", "评分时间", "质检时间"],
    };

    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public ScoreColumns(IReadOnlyList<string> header)
    {
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i].Trim().Trim('"').ToLowerInvariant();
            if (Names.FirstOrDefault(n => n.Value.Contains(name)).Key is { } known) _indexes.TryAdd(known, i);
        }
    }

    /// <summary>True when all are there that a score cannot do without; the date may be missing.</summary>
    public bool AreComplete => Names.Keys.All(name => name == "date" || _indexes.ContainsKey(name));

    /// <summary>The field, trimmed; null when the column or the value is absent.</summary>
    public string? Get(string[] row, string name) =>
        _indexes.TryGetValue(name, out var index) && index < row.Length && row[index].Trim() is { Length: > 0 } value ? value : null;
}
