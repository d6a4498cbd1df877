/**
 * Names on a drawn map: as many as the width at hand has room for, none over another.
 */

import { chooseLabels } from "./labels.js";
import { shape } from "./scale.js";

/** Size on the screen, whatever the drawing is scaled to. */
const SIZE_PX = 11;
/** A name may be a little wider than its place. */
const OVERHANG = 1.2;

export class PlateNames {
  /**
   * @param {SVGSVGElement} drawing
   * @param {Map<string, SVGPathElement>} paths by place id
   * @param {function(string): string} nameOf
   */
  constructor(drawing, paths, nameOf) {
    this._drawing = drawing;
    this._boxes = [...paths].map(([id, path]) => ({ text: nameOf(id), box: path.getBBox() }));
    this._group = drawing.appendChild(shape("g", { "aria-hidden": "true" }));
    new ResizeObserver(() => this._draw()).observe(drawing);
  }

  _draw() {
    const { width } = this._drawing.getBoundingClientRect();
    const whole = this._drawing.viewBox.baseVal;
    if (!width || width === this._drawn) return;
    this._drawn = width;
    const size = (SIZE_PX * whole.width) / width;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `500 ${SIZE_PX}px ${getComputedStyle(this._drawing).fontFamily}`;
    const labels = this._boxes.map(({ text, box }) => ({
      text,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      width: (pen.measureText(text).width * size) / SIZE_PX,
      height: size * 1.15,
      weight: box.width * box.height,
      room: box.width * OVERHANG,
    }));
    this._group.replaceChildren(...chooseLabels(labels.filter(insideOf(whole))).map((label) => textOf(label, size)));
  }
}

function insideOf({ width, height }) {
  return (label) =>
    label.x > label.width / 2 && label.x < width - label.width / 2 && label.y > label.height && label.y < height - label.height;
}

function textOf({ text, x, y }, size) {
  const made = shape("text", { class: "plate-name", x, y: y + size * 0.36, "font-size": size, "stroke-width": size * 0.28 });
  made.textContent = text;
  return made;
}
