using Microsoft.Playwright;

namespace QaAnalyzer.EndToEnd;

public class ServedProgramTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_built_program_starts_in_an_empty_folder_and_lets_the_first_lead_in()
    {
        await using var program = new ServedProgram();
        var address = await program.AddressAsync();
        await using var person = await Person.SignedInAsync(browser, address, "lead", await program.PasswordAsync());
        await Assertions.Expect(person.Page.Locator(".empty")).ToContainTextAsync("qa import");
        Assert.Empty(person.Complaints);
    }
}
