/**
 * How a state is put into words, the same in tooltip, panel, table and announcement.
 */

import { rivalOf } from "./patterns.js";

/** Flags of a spell that have a word of their own, in the order of telling. */
const FLAGS = ["claimed", "disputed", "besieged", "uncertain"];

/** The flags of a spell that are set. */
export function flagsOf(spell) {
  return FLAGS.filter((flag) => spell[flag]);
}

/** The signs by which a place is drawn, as map.css and the legend name them. */
export function signsOf(spell, accuracy, old) {
  return [spell.force, spell.status, accuracy, ...flagsOf(spell), ...(old ? ["old"] : [])];
}

export class Words {
  /**
   * @param {import("./messages.js").Messages} messages
   * @param {Array<{id: string, name: string}>} forces
   * @param {Map<string, {name: string}>} places by id, named in the reader's language
   */
  constructor(messages, forces, places) {
    this._messages = messages;
    this._forces = new Map(forces.map(({ id, name }) => [id, name]));
    this._places = places;
    this._told = new WeakMap();
  }

  force(id) {
    return this._forces.get(id) ?? this._messages.text("force_unknown");
  }

  /** Name of a place in the reader's language; groups and strangers keep their id. */
  place(id) {
    return this._places.get(id)?.name ?? id;
  }

  /** "Government", or "contested: Government, Opposition". */
  holder(spell) {
    return this._tell(spell).holder;
  }

  /** Words of the flags that are set. */
  flags(spell) {
    return this._tell(spell).flags;
  }

  /** Holder and flags in one line. */
  state(spell) {
    return [this.holder(spell), ...this.flags(spell)].join(" · ");
  }

  /** A spell never changes, so neither do its words. */
  _tell(spell) {
    if (!this._told.has(spell)) {
      const flags = flagsOf(spell).map((flag) => this._messages.text(`flag_${flag}`));
      this._told.set(spell, { holder: this._holder(spell), flags });
    }
    return this._told.get(spell);
  }

  _holder(spell) {
    const rival = rivalOf(spell);
    if (!rival) return this.force(spell.force);
    if (rival === "unknown" && spell.force === "unknown") return this._messages.text("legend_contested");
    const forces = [spell.force, rival].map((id) => this.force(id)).join(" / ");
    return this._messages.text("state_contested", { forces });
  }
}
