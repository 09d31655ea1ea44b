/** Posts forms one after the other, says what became of each, and offers to try again after a failure. */
export class Saver {
  #last = Promise.resolve();

  constructor(screen) {
    this.texts = screen.dataset;
    this.bar = document.getElementById("save");
    this.retry = this.bar.querySelector("button");
  }

  /** The returned part of the page, or null when nothing was stored. */
  send(form, submitter) {
    const body = new FormData(form, submitter);
    const sent = this.#last.then(() => this.#try(form.action, body));
    this.#last = sent.catch(() => null);
    return sent;
  }

  async #try(address, body) {
    this.#say("saving", this.texts.saving);
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "X-Part": "form" } });
      if (answer.status === 409) return this.#say("failed", await answer.text());
      if (!answer.ok) throw new Error(`${answer.status}`);
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("form");
      if (!part) return this.#say("failed", this.texts.expired);
      this.#say("saved", this.texts.saved);
      return part;
    } catch (error) {
      this.#say("failed", `${this.texts.failed} (${error.message})`);
      return new Promise(resolve => {
        this.retry.hidden = false;
        this.retry.onclick = () => resolve(this.#try(address, body));
      });
    }
  }

  #say(state, words) {
    this.bar.hidden = false;
    this.bar.dataset.state = state;
    this.bar.querySelector("span").textContent = words;
    this.retry.hidden = true;
    return null;
  }
}
