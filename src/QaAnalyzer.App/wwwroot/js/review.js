import { Saver } from "./saver.js";
import { showLocalTimes } from "./times.js";

/** The review page: which line is focused, what its evidence is, and what a decision leads to. */
export class Review {
  constructor(screen) {
    this.screen = screen;
    this.saver = new Saver(screen);
    this.evidence = -1;
    screen.addEventListener("submit", event => this.#submit(event));
    screen.addEventListener("click", event => this.#click(event));
    screen.addEventListener("focusin", event => {
      const line = event.target.closest("[data-line]");
      if (line && line !== this.line) this.#mark(line);
    });
    this.focus(this.#firstOpen() ?? this.lines[0]);
  }

  get lines() { return [...this.screen.querySelectorAll("[data-line]")]; }

  get line() { return this.screen.querySelector('[data-line][aria-current="true"]'); }

  focus(line) {
    if (!line) return;
    this.#mark(line);
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  }

  move(step) {
    const lines = this.lines;
    this.focus(lines[Math.min(lines.length - 1, Math.max(0, lines.indexOf(this.line) + step))]);
  }

  press(selector) {
    const button = this.line?.querySelector(selector);
    if (button && !button.disabled) button.form.requestSubmit(button);
  }

  /** Confirms an open draft; on a decided line it goes on, at the end to the next item. */
  enter() {
    const line = this.line;
    if (line && line.dataset.decided === "false") {
      this.press('[name="decision"][value="confirm"]');
      return;
    }

    this.#goOn();
  }

  /** Where nothing is decided yet, undo leads back to the item finished before. */
  undo() {
    const previous = this.screen.querySelector("[data-previous]");
    if (previous && this.lines.every(line => line.dataset.decided === "false")) previous.click();
    else this.screen.querySelector("[data-undo]")?.requestSubmit();
  }

  focusReason() {
    this.line?.querySelector('[name="reason"]')?.focus();
  }

  leaveField(field) {
    field.blur();
    this.focus(field.closest("[data-line]") ?? this.line);
  }

  /** Each press shows the next piece of evidence of the focused line. */
  nextEvidence() {
    const links = [...(this.line?.querySelectorAll("[data-evidence]") ?? [])];
    if (links.length === 0) return;
    this.evidence = (this.evidence + 1) % links.length;
    this.#show(links[this.evidence]);
  }

  #click(event) {
    const link = event.target.closest("[data-evidence]");
    if (!link) return;
    event.preventDefault();
    this.#show(link);
  }

  #show(link) {
    this.screen.querySelectorAll(".turn.shown").forEach(turn => turn.classList.remove("shown"));
    const turn = document.querySelector(link.hash);
    turn?.classList.add("shown");
    turn?.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  #mark(line) {
    this.line?.removeAttribute("aria-current");
    line.setAttribute("aria-current", "true");
    this.evidence = -1;
    for (const place of this.screen.querySelectorAll("mark[data-lines], .turn[data-lines]"))
      place.classList.toggle("on", place.dataset.lines.split(" ").includes(line.dataset.line));
  }

  async #submit(event) {
    const form = event.target;
    if (!form.matches("[data-decide], [data-undo]")) return;
    event.preventDefault();
    const part = await this.saver.send(form, event.submitter);
    if (!part) return;
    const changed = this.#replace(part);
    if (form.matches("[data-undo]")) this.focus(changed ?? this.line);
    else this.#after(changed);
  }

  /** An override waits for its reason; everything else goes on by itself. */
  #after(changed) {
    if (!changed || changed !== this.line || changed.querySelector('[name="reason"]') === document.activeElement) return;
    if (changed.classList.contains("overridden")) this.focus(changed);
    else this.#goOn();
  }

  #goOn() {
    const next = this.#firstOpen(this.line) ?? this.#firstOpen();
    if (next) this.focus(next);
    else document.getElementById("go-next").requestSubmit();
  }

  #firstOpen(after) {
    const lines = this.lines;
    return lines.slice(after ? lines.indexOf(after) + 1 : 0).find(line => line.dataset.decided === "false");
  }

  /** Puts new lines in place of those whose decision changed, and returns the last of them. */
  #replace(part) {
    const focused = this.line?.dataset.line;
    let changed = null;
    showLocalTimes(part);
    for (const fresh of part.querySelectorAll("[data-line]")) {
      const old = document.getElementById(fresh.id);
      if (!old || old.dataset.stamp === fresh.dataset.stamp) continue;
      this.#keepTyping(old, fresh);
      changed = fresh;
      if (fresh.dataset.line === focused) this.#mark(fresh);
    }

    document.getElementById("total").replaceWith(part.querySelector("#total"));
    document.querySelector("#form > .complete")?.remove();
    const complete = part.querySelector(".complete");
    if (complete) document.getElementById("total").after(complete);
    return changed;
  }

  #keepTyping(old, fresh) {
    const typed = old.querySelector('[name="reason"]');
    const typing = typed === document.activeElement && typed;
    old.replaceWith(fresh);
    const field = fresh.querySelector('[name="reason"]');
    if (!typing || !field) return;
    if (typed.value !== typed.defaultValue) field.value = typed.value;
    field.focus();
  }
}
