/**
 * Colours and patterns can be told apart, and borders seen, by sums anyone can repeat.
 *
 * Contrast is WCAG 2's; what people with a colour-vision deficiency see is simulated with the
 * matrices of Machado, Oliveira and Fernandes (2009, severity 1); distance is CIE 1976 in Lab.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { rivalOf } from "../../static/js/patterns.js";
import { read } from "./support.js";

const styles = ["css/forces.css", "css/site.css", "css/map.css"].map((name) => read(`static/${name}`)).join("\n");
const property = (name) => new RegExp(`--${name}:\\s*([^;]+);`).exec(styles)[1].trim();
const FORCES = ["government", "opposition", "sdf", "isil"];
const plate = rgb(property("plate"));
const faded = Number(property("faded"));
const colours = new Map(FORCES.map((force) => [force, rgb(property(`force-${force}`))]));
const LEAST_CONTRAST = 3;
/** Two colours seven times the just noticeable difference apart are told apart at a glance. */
const LEAST_DISTANCE = 16;
const DEFICIENCIES = {
  none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function rgb(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const times = (matrix, vector) => matrix.map((line) => line.reduce((sum, factor, at) => sum + factor * vector[at], 0));
const over = (colour, opacity) => colour.map((value, at) => value * opacity + plate[at] * (1 - opacity));

function luminance(colour) {
  return times([[0.2126, 0.7152, 0.0722]], colour.map(linear))[0];
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** CIE Lab of linear sRGB, white point D65. */
function lab(light) {
  const xyz = times([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]], light);
  const [x, y, z] = [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(colour, matrix) {
  return lab(times(matrix, colour.map(linear)).map((value) => Math.min(1, Math.max(0, value))));
}

for (const [force, colour] of colours) {
  test(`${force} stands 3:1 against the ground, fresh and faded`, () => {
    assert.ok(contrast(colour, plate) >= LEAST_CONTRAST);
    assert.ok(contrast(over(colour, faded), plate) >= LEAST_CONTRAST, `${contrast(over(colour, faded), plate)}`);
  });
}

test("a border line is drawn in the ground's colour, and so 3:1 against both neighbours", () => {
  assert.match(styles, /\.place \{[^}]*stroke: var\(--plate\)/);
});

test("the border of an unknown place is 3:1 against the ground it is drawn on", () => {
  assert.match(styles, /\.place--unknown \{[^}]*stroke: var\(--line-strong\)/);
  assert.ok(contrast(rgb(property("line-strong")), plate) >= LEAST_CONTRAST);
});

for (const [deficiency, matrix] of Object.entries(DEFICIENCIES)) {
  test(`forces are told apart by colour with ${deficiency === "none" ? "full colour vision" : deficiency}`, () => {
    const views = [...colours].map(([force, colour]) => [force, seen(colour, matrix)]);
    for (const [at, [one, a]] of views.entries()) {
      for (const [other, b] of views.slice(at + 1)) {
        const distance = Math.hypot(...a.map((value, axis) => value - b[axis]));
        assert.ok(distance >= LEAST_DISTANCE, `${one} and ${other}: ${distance.toFixed(1)}`);
      }
    }
  });
}

test("text and controls stand 4.5:1 against the papers they are written on", () => {
  for (const ink of ["ink", "ink-soft", "accent", "warn"]) {
    for (const paper of ["paper", "plate"]) assert.ok(contrast(rgb(property(ink)), rgb(property(paper))) >= 4.5, `${ink} on ${paper}`);
  }
});

test("a contested place shows the force that stands against the holder", () => {
  assert.equal(rivalOf({ status: "control", force: "isil", contested_by: [] }), null);
  assert.equal(rivalOf({ status: "contested", force: "isil", contested_by: ["isil", "sdf"] }), "sdf");
  assert.equal(rivalOf({ status: "contested", force: "isil", contested_by: ["isil"] }), "unknown");
});

test("the page's colours are those of the theatre", () => {
  const theatre = read("seeds/aleppo/theatre.toml");
  for (const force of FORCES) {
    const colour = new RegExp(`\\[forces\\.${force}\\][^[]*colour = "(#[0-9a-f]{6})"`).exec(theatre)[1];
    assert.equal(property(`force-${force}`), colour, force);
  }
});
