/**
 * The map page's script: reads what the server says once, and opens the atlas.
 *
 * Where that fails the server's drawing and table stay, and the reader learns what is missing.
 */

import { Atlas } from "./atlas.js";
import { part } from "./dom.js";
import { readShapes } from "./drawing.js";
import { Messages } from "./messages.js";
import { Notice } from "./notice.js";
import { keepOffline } from "./offline.js";
import { fillUrl, requestJson } from "./request.js";
import { startState } from "./state.js";
import { decodeTimeline } from "./timeline.js";

/** Waiting longer than this is said. */
const PATIENCE_MS = 2000;

/** Places by id: {id, name, accuracy, area_km2, geometry}; a shape that is missing is null. */
function placesOf(listed, svg) {
  const shapes = readShapes(svg);
  return new Map(listed.map((place) => [place.id, { ...place, geometry: shapes.get(place.id) ?? null }]));
}

/** Colours of this theatre's forces, for every part of the page at once. */
function setColours(forces) {
  for (const { id, colour } of forces) document.documentElement.style.setProperty(`--force-${id}`, colour);
}

/** What few readers open comes when it is opened. */
function offerPictures(tool) {
  const bring = async () => {
    const { PictureForm } = await import("./pictureform.js");
    new PictureForm(part(tool, "picture-form"));
  };
  tool.addEventListener("toggle", bring, { once: true });
}

async function start(root) {
  const page = JSON.parse(document.getElementById("page-data").textContent);
  const messages = new Messages(page.state.lang, page.messages);
  const notice = new Notice(part(root, "notice"), messages);
  const slow = setTimeout(() => notice.say("loading"), PATIENCE_MS);
  const ground = requestJson(page.urls.ground).catch(() => null); // Without it the map has less to find one's way by.
  setColours(page.forces);
  offerPictures(part(root, "picture-tool"));
  try {
    const { known } = startState(page.state, window.location.search);
    const timeline = await requestJson(fillUrl(page.urls.timeline, {}, { known }));
    const places = placesOf(page.places, part(root, "day-svg").querySelector("svg"));
    const atlas = new Atlas(root, page, places, decodeTimeline(timeline));
    await atlas.open();
    clearTimeout(slow);
    notice.clear();
    root.dataset.ready = "";
    part(root, "day-svg").replaceChildren();
    const drawn = await ground;
    if (drawn) atlas.drawGround(drawn);
    keepOffline(page.urls.worker, part(root, "notice"), messages);
  } catch (error) {
    clearTimeout(slow);
    notice.failed("load_failed", error, () => window.location.reload());
    if (error.name !== "NetworkError" && error.name !== "AnswerError") throw error;
  }
}

start(document.getElementById("atlas"));
