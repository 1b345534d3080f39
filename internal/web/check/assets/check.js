// One tap instead of a long press: what was copied goes into the box.
const box = document.querySelector("[data-paste]");
if (box && navigator.clipboard?.readText) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    const field = document.getElementById(box.dataset.paste);
    try {
      field.value = await navigator.clipboard.readText();
    } catch {
      box.hidden = true; // the browser does not allow it: pasting by hand still works
    }
    field.focus();
  });
}
