// Messages that the server has not confirmed yet, kept over a reload. Each has a key of its own, so that two tabs never
// overwrite each other's. Before there is a conversation, and in frames, they are this tab's alone.

const PREFIX = "mc-out:";
let count = 0;

export class Shelf {
  constructor(conversation, alone) {
    this.name = `${PREFIX}${conversation}:`;
    this.memory = new Map(); // where the browser keeps nothing for us
    try {
      this.storage = alone || !conversation ? sessionStorage : localStorage;
    } catch { this.storage = null; }
  }

  // In the order in which they were written.
  list() {
    const found = [...this.memory];
    for (const name of this.storage ? Object.keys(this.storage) : []) {
      if (name.startsWith(this.name)) found.push([name, this.#read(name)]);
    }
    return found.filter(([, entry]) => entry).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  }

  has(entry) {
    return this.memory.has(this.name + entry.place) || Boolean(this.#read(this.name + entry.place));
  }

  put(entry) {
    count += 1;
    entry.place ??= `${Date.now()}.${String(count).padStart(6, "0")}.${entry.client_id}`;
    try {
      this.storage.setItem(this.name + entry.place, JSON.stringify(entry));
    } catch { this.memory.set(this.name + entry.place, entry); }
  }

  drop(entry) {
    this.memory.delete(this.name + entry.place);
    try { this.storage.removeItem(this.name + entry.place); } catch { /* it was in memory */ }
  }

  // Forgets what belongs to any other conversation: whoever uses this browser next has no business with it.
  static forgetOthers(kept) {
    for (const storage of stores()) {
      for (const name of Object.keys(storage)) {
        if (name.startsWith(PREFIX) && !name.startsWith(kept)) storage.removeItem(name);
      }
    }
  }

  static holds(name) {
    return name === null || name.startsWith(PREFIX); // null: the whole storage was cleared
  }

  #read(name) {
    try { return JSON.parse(this.storage.getItem(name)); } catch { return null; }
  }
}

function stores() {
  try { return [localStorage, sessionStorage]; } catch { return []; }
}
