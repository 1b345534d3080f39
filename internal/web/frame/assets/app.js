// What this adds works without it too: every page is a plain form or a plain link.

// A form that was sent is not sent twice by an impatient thumb. (Its key makes sure of it on
// the other side; this only spares the wait.)
document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("download" in form.dataset) return; // the page stays, and may send it again
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// "None of these" takes the other answers back, and they take it back.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.type !== "checkbox" || !box.checked || !box.form) return;
  for (const other of box.form.querySelectorAll(`input[name="${CSS.escape(box.name)}"]`)) {
    if (other !== box && ("alone" in box.dataset || "alone" in other.dataset)) other.checked = false;
  }
});

// What is wrong with a form is read out and looked at first.
document.querySelector("[data-focus]")?.focus();

// A fold that is printed is open.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open])")) {
    fold.open = true;
    fold.dataset.printed = "yes";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-printed]")) {
    fold.open = false;
    delete fold.dataset.printed;
  }
});
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
