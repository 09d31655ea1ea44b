import { showLocalTimes } from "./times.js";

const interval = 3000;

/** Renews a part of the page every few seconds, but never under the hands of somebody who is at work in it. */
export function keepLive(part) {
  let renewing = false;
  setInterval(async () => {
    const busy = part.contains(document.activeElement) || [...part.querySelectorAll("input:not([type=hidden])")].some(input => input.value !== "");
    if (busy || renewing || document.hidden) return;
    renewing = true;
    try {
      const answer = await fetch(part.dataset.poll, { redirect: "error" });
      if (answer.ok) {
        part.innerHTML = await answer.text();
        showLocalTimes(part);
      }
    } catch {
      // The next round asks again; what is shown stays.
    } finally {
      renewing = false;
    }
  }, interval);
}
