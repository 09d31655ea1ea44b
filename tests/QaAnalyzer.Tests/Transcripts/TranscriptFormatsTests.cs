using System.Text;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class TranscriptFormatsTests
{
    [Fact]
    public void Every_format_has_a_sample() => Assert.Equal(TranscriptFormats.All.Select(reader => reader.Format).Order(), Samples.ByFormat.Keys.Order());

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_recognised_by_its_content_alone(string format)
    {
        var text = Samples.ByFormat[format];
        var head = new TranscriptHead("unnamed", Encoding.UTF8.GetBytes(text), text);
        Assert.Equal(format, TranscriptFormats.Recognise(head)?.Format);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_sample_is_accepted_whole(string format) => Assert.All(Reading.All(Samples.ByFormat[format]), record => Assert.IsType<Accepted>(record));

    [Theory]
    [InlineData("name,amount\nx,1")]
    [InlineData("just a letter without any times")]
    [InlineData("{\"hello\":1}")]
    public void A_file_of_no_format_is_one_rejection_that_lists_the_formats(string text) => Assert.Equal(
        "stdin line 1: expected one of the formats native, vcon, contact-lens, deepgram, funasr, whisperx, webvtt, srt, csv, tsv, chat-log, " +
        "recognised none; name it with --format",
        Reading.Refused(text).Message);

    [Fact]
    public void A_stated_format_is_used_without_recognition() => Assert.Equal(
        "expected the columns conversation_id, speaker and text, missing: conversation_id, speaker, text",
        Reading.Refused("a,b\n1,2", Reading.Options with { Format = "csv" }).Reason);

    [Fact]
    public void Wrong_options_are_named()
    {
        Assert.StartsWith("expected one of the formats native, ", (Reading.Options with { Format = "docx" }).Problem(), StringComparison.Ordinal);
        Assert.Equal(
            "expected the name of an encoding such as utf-8, gb18030 or utf-16, got \"klingon\"",
            Reading.Refused(Samples.Srt, Reading.Options with { Encoding = "klingon" }).Reason);
        Assert.Null(Reading.Options.Problem());
    }

    public static TheoryData<string> Formats() => [.. Samples.ByFormat.Keys];
}
