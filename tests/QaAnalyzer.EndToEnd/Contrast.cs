namespace QaAnalyzer.EndToEnd;

/// <summary>Contrast of text as WCAG 2.2 (1.4.3) defines it: at least 4.5, or 3 for large text.</summary>
internal static class Contrast
{
    /// <summary>Runs in the page and returns one line for each text that is too faint.</summary>
    public const string Script = """
        () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const over = (front, back) => front.slice(0, 3).map((v, i) => v * front[3] / 255 + back[i] * (1 - front[3] / 255));
          const ground = element => element ? over(rgba(getComputedStyle(element).backgroundColor), ground(element.parentElement)) : [255, 255, 255];
          const light = colour => colour.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const faint = [];
          for (const element of document.querySelectorAll("body *")) {
            const text = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join("");
            if (!text || !element.checkVisibility({ visibilityProperty: true }) || element.closest("svg, option, :disabled, .skip")) continue;
            const style = getComputedStyle(element);
            const back = ground(element);
            const front = rgba(style.color);
            front[3] *= Number(style.opacity);
            const [a, b] = [light(over(front, back)), light(back)].sort((x, y) => y - x);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio >= (large ? 3 : 4.5)) continue;
            faint.push(`${location.pathname} ${element.tagName}.${element.className} "${text.slice(0, 20)}" ${ratio.toFixed(2)}`);
          }
          return faint;
        }
        """;
}
