/**
 * Links of an embed that WordPress frames: its sandbox lets no window open, so the page around
 * is asked to follow them, as WordPress's own embeds ask. Elsewhere a link opens by itself.
 */

import { secretOf } from "./height.js";

/** The message that asks for a link; null where nobody would hear it. */
export function linkMessage(url, hash) {
  const secret = secretOf(hash);
  return secret && { message: "link", value: url, secret };
}

export function tellLinks(page = window) {
  page.document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const message = link && linkMessage(link.href, page.location.hash);
    if (!message) return;
    event.preventDefault();
    page.parent.postMessage(message, "*");
  });
}
