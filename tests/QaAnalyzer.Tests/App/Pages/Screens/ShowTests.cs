using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Pages.Screens;

public class ShowTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(65.9, "1:05")]
    [InlineData(3725, "1:02:05")]
    [InlineData(90000, "25:00:00")]
    public void A_position_shows_as_minutes_and_seconds(double seconds, string expected) => Assert.Equal(expected, Show.Clock(seconds));

    [Theory]
    [InlineData("excellent", "good")]
    [InlineData("qualified", "fair")]
    [InlineData("to-improve", "bad")]
    [InlineData(null, "none")]
    public void The_style_of_a_grade_follows_its_place(string? grade, string expected) => Assert.Equal(expected, Show.GradeClass(ReviewSamples.Rubric, grade));
}
