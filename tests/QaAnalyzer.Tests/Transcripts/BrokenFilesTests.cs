using System.Text;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

/// <summary>Valid files damaged at random: whatever comes, nothing is thrown and every record is counted once.</summary>
public sealed class BrokenFilesTests
{
    private const int Rounds = 300;

    [Theory]
    [MemberData(nameof(TranscriptFormatsTests.Formats), MemberType = typeof(TranscriptFormatsTests))]
    public void A_damaged_file_never_throws_and_the_tally_adds_up(string format)
    {
        var random = new Random(20260305);
        var whole = Encoding.UTF8.GetBytes(Samples.ByFormat[format]);
        for (var round = 0; round < Rounds; round++)
        {
            var records = Reading.All(Damage(whole, random), Reading.Options with { Format = round % 2 == 0 ? null : format });
            Assert.All(records.OfType<Accepted>(), record => Assert.Null(ConversationCheck.Problem(record.Conversation, "utf-8")));
            Assert.All(records.OfType<Rejected>(), record => Assert.NotEmpty(record.Reason));
        }
    }

    // Well-formed JSON of the wrong kind: another value under a name, or a name nobody knows.
    [Theory]
    [InlineData("native")]
    [InlineData("vcon")]
    [InlineData("contact-lens")]
    [InlineData("deepgram")]
    [InlineData("whisperx")]
    [InlineData("funasr")]
    public void Other_values_and_names_never_throw(string format)
    {
        string[] values = ["null", "{}", "[]", "[{}]", "[[1]]", "\"x\"", "\"\\ud83d\"", "-1", "1e999", "true", "99999999999"];
        var random = new Random(20260306);
        var parts = Samples.ByFormat[format].Split(':');
        for (var round = 0; round < Rounds; round++)
        {
            var changed = parts.ToArray();
            var at = random.Next(1, changed.Length);
            var end = changed[at].IndexOfAny([',', '}', '\n']);
            changed[at] = values[random.Next(values.Length)] + (end < 0 ? "" : changed[at][end..]);
            var other = random.Next(changed.Length);
            if (random.Next(3) == 0) changed[other] = changed[other].Replace("\"", "", StringComparison.Ordinal) + "\"zz\"";
            Reading.All(string.Join(':', changed), Reading.Options with { Format = format });
        }
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole[..random.Next(whole.Length / 2, whole.Length + 1)];
        for (var i = random.Next(4); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"{}[]\":,\n<>-0\\"[random.Next(13)]; break;
                case 2: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length - 1, at + random.Next(20))..]]; break;
                default: bytes = [.. bytes[..at], .. bytes[(at / 2)..]]; break;
            }
        }

        return bytes;
    }
}
