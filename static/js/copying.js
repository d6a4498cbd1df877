/**
 * Copying a text by a button beside it; without scripts the text is selected by hand.
 */

/** How long a button says that it is done. */
const TOLD_MS = 2000;

/** Brings every copy button below `root` to life. */
export function offerCopies(root) {
  for (const button of root.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    // No clipboard outside of https, nor where the reader forbids it: the text is selected.
    text.focus();
    text.select();
    return;
  }
  const { textContent: before } = button;
  button.textContent = button.dataset.done;
  button.disabled = true;
  setTimeout(() => Object.assign(button, { textContent: before, disabled: false }), TOLD_MS);
}
