// With a tick or a word the button that goes on with it comes first and stands out. Without
// scripts the order stays, and the answer counts what was ticked in any case.
const last = document.querySelector("[data-ticks]");
const form = last?.closest("form");
if (form) {
  const [none, go] = last.querySelectorAll("button");
  const order = () => {
    const told = form.querySelector(`input[name="${CSS.escape(last.dataset.ticks)}"]:checked`) || form.querySelector("textarea")?.value.trim();
    const [first, second] = told ? [go, none] : [none, go];
    first.classList.remove("quiet");
    second.classList.add("quiet");
    if (last.firstElementChild !== first) last.prepend(first);
  };
  form.addEventListener("input", order);
  addEventListener("pageshow", order); // the browser may have kept the ticks
}
