/**
 * One sentence of a report, with all that tells what it is worth.
 */

import { dayOf } from "./days.js";
import { el } from "./dom.js";

/**
 * @param {object} claim as /api/v1/claims gives it
 * @param {{messages: object, sources: object, articleUrl: function(string): string}} context
 */
export function sentence(claim, { messages, sources, articleUrl }) {
  const { article, polarity, quote } = claim;
  const polarityBadge = polarity === "asserted" ? null : badge(messages.text(`polarity_${polarity}`));
  const partBadge = claim.extent === "part" ? badge(messages.text("extent_part")) : null;
  return el("article", { class: `claim claim--${polarity}` },
    el("blockquote", { class: "quote", lang: article.language ?? false, dir: "auto" }, quote.text),
    el("p", { class: "meta" }, ...sourceWords(claim.source, sources, messages), polarityBadge, partBadge),
    el("p", { class: "meta" }, ...originWords(article, messages)),
    el("p", { class: "claim__links" },
      el("a", { href: `${articleUrl(article.id)}#s-${claim.id}` }, messages.text("read_article")),
      article.url ? el("a", { href: article.url, rel: "noreferrer" }, messages.text("read_report")) : null));
}

function sourceWords(id, sources, messages) {
  const source = sources[id];
  if (!source) return [el("span", {}, messages.text("source_unknown"))];
  return [
    el("b", {}, source.name),
    badge(messages.text(`leaning_${source.leaning}`)),
  ];
}

function originWords({ publisher, published }, messages) {
  const date = published ? messages.day(dayOf(published)) : messages.text("date_unknown");
  return [el("span", {}, publisher || messages.text("publisher_unknown")), el("time", { datetime: published ?? false }, date)];
}

function badge(text) {
  return el("span", { class: "badge" }, text);
}
