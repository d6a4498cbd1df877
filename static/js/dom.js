/**
 * Building elements; text is always text, never HTML.
 */

/**
 * An element with properties and children; strings among the children become text.
 *
 * @param {string} tag
 * @param {Object<string, string|boolean>} attributes `class`, `href`, ...; false leaves one out
 * @param {...(Node|string|null)} children nulls are skipped
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Change the one text of an element, where it differs: a drag writes hundreds of times a second. */
export function write(element, text) {
  if (element.firstChild === null) element.textContent = text;
  else if (element.firstChild.data !== text) element.firstChild.data = text;
}

/** A button that looks as its class says and calls `act` when pressed. */
export function button(className, text, act) {
  const made = el("button", { type: "button", class: className }, text);
  made.addEventListener("click", act);
  return made;
}

/** A force by its name and its swatch. */
export function forceTag(force, name) {
  return el("span", { class: `force force--${force}` }, name);
}

/** The one child with this `data-part`; a missing one is a fault of the template. */
export function part(root, name) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!found) throw new Error(`The page has no part "${name}"`);
  return found;
}
