/**
 * The one way to the server: JSON or an error that says what happened.
 */

export class RequestError extends Error {
  /** @param {{status?: number, hint?: string, url: string}} facts */
  constructor(message, { status = 0, hint = "", url }) {
    super(message);
    this.name = new.target.name;
    this.status = status;
    this.hint = hint;
    this.url = url;
  }
}

/** The server could not be reached, or did not answer in time. */
export class NetworkError extends RequestError {}

/** The server answered with an error of the project's one shape, or with something else. */
export class AnswerError extends RequestError {}

/**
 * JSON at a URL of this site.
 *
 * @param {{timeoutMs?: number}} options a slow phone line needs some seconds
 * @throws {NetworkError|AnswerError}
 */
export async function requestJson(url, { timeoutMs = 20_000 } = {}) {
  const response = await reach(url, timeoutMs);
  const body = await readJson(response);
  if (response.ok && body !== null) return body;
  const { message = response.statusText, hint = "" } = body?.error ?? {};
  throw new AnswerError(message, { status: response.status, hint, url });
}

/** URL template of the page data with its {names} filled in and its query extended. */
export function fillUrl(template, names = {}, query = {}) {
  const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(names[name] ?? ""));
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  if (!given.length) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(given)}`;
}

async function reach(url, timeoutMs) {
  try {
    return await fetch(url, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new NetworkError(error.message, { url });
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return null; // An error page of something between us and the server.
  }
}
