// Everything works without scripts; these modules make it quick from the keyboard.
import { Review } from "./review.js";
import { listen } from "./keys.js";
import { showLocalTimes } from "./times.js";

document.documentElement.classList.add("scripts");
showLocalTimes(document);

const screen = document.getElementById("review");
if (screen && document.getElementById("form")) listen(new Review(screen));

// The repair that the system proposes, with S; every repair can be taken back.
const repair = document.querySelector("[data-repair]");
if (repair) {
  document.addEventListener("keydown", event => {
    const elsewhere = event.target.closest("input, select, textarea, dialog[open]") || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key.toLowerCase() === "s" && !elsewhere && !event.repeat) repair.click();
  });
}

// A page with one main action runs it with Enter.
const action = document.querySelector("[data-enter]");
if (action) {
  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target === document.body && !event.repeat) action.click();
  });
}
