using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Tests.Learning.Features;

public class MoodCourseTests
{
    [Fact]
    public void A_course_tells_last_first_mean_change_late_and_lowest()
    {
        var course = new double[MoodCourse.Numbers];
        MoodCourse.Fill([-1, 0, 1], course);
        Assert.Equal([1, -1, 0, 2, 0.75, -1], course);
    }

    [Fact]
    public void Without_moods_nothing_is_known()
    {
        var course = new double[MoodCourse.Numbers];
        MoodCourse.Fill([], course);
        Assert.All(course, number => Assert.Equal(double.NaN, number));
    }
}
