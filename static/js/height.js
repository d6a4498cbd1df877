/**
 * Tells the page around an embed how high it is, in the ways that pages know: Datawrapper's,
 * WordPress's and pym's. All three are plain messages; who knows none keeps the frame's height.
 */

/** pym.js 1.3: type, id and value, joined by a mark of its own. */
const PYM = "xPYMx";

/** What WordPress knows an embed by, in the fragment of its address; none elsewhere. */
export function secretOf(hash) {
  return /^#\?secret=(\w+)/.exec(hash)?.[1] ?? null;
}

/**
 * The messages that tell a height.
 *
 * @param {number} height CSS pixels
 * @param {{search: string, hash: string}} address of the embed, with what a parent put there:
 *   pym its `childId` in the query, WordPress its `secret` in the fragment
 */
export function heightMessages(height, { search, hash }) {
  const messages = [{ "datawrapper-height": { mapapp: height } }];
  const secret = secretOf(hash);
  if (secret) messages.push({ message: "height", value: height, secret });
  const child = new URLSearchParams(search).get("childId");
  if (child) messages.push(["pym", child, "height", height].join(PYM));
  return messages;
}

/** Tell the parent now, and whenever the height changes; a frame that is not shown has none to tell. */
export function tellHeight(element, page = window) {
  if (page.parent === page) return;
  let told = 0;
  const tell = () => {
    const box = element.getBoundingClientRect();
    const height = Math.ceil(box.height);
    if (box.width === 0 || height === told) return;
    told = height;
    for (const message of heightMessages(height, page.location)) page.parent.postMessage(message, "*");
  };
  new ResizeObserver(tell).observe(element);
  // A parent's script may arrive after the frame; pym and WordPress ask, or wait for, nothing.
  page.addEventListener("message", () => {
    told = 0;
    tell();
  });
  page.addEventListener("load", () => {
    told = 0;
    tell();
  });
}
