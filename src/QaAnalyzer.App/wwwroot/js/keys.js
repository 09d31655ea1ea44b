/** Binds the keyboard of the review page. Keys typed into fields stay there; Escape leaves a field. */
export function listen(review) {
  const help = document.getElementById("keys");
  document.addEventListener("click", event => {
    if (event.target.closest("[data-help]")) help.showModal();
  });

  const actions = {
    j: () => review.move(1), ArrowDown: () => review.move(1),
    k: () => review.move(-1), ArrowUp: () => review.move(-1),
    n: () => review.press('[name="decision"][value="not-applicable"]'),
    r: () => review.focusReason(),
    u: () => review.undo(),
    e: () => review.nextEvidence(),
    Enter: () => review.enter(),
    "?": () => help.showModal(),
  };
  for (const score of "12345") actions[score] = () => review.press(`[name="score"].pick[value="${score}"]`);

  document.addEventListener("keydown", event => {
    if (help.open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input, select, textarea");
    if (field) {
      if (event.key === "Escape") review.leaveField(field);
      return;
    }

    // Enter on a link or button does what the link or button says.
    if (event.key === "Enter" && event.target.closest("a, button")) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || (event.repeat && !event.key.startsWith("Arrow") && !"jk".includes(event.key))) return;
    event.preventDefault();
    action();
  });
}
