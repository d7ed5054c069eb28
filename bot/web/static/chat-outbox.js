// Messages on their way: shown as waiting, sent one after the other in the order in which they were written, each until
// the server has answered. The same client_id makes it one turn however often, and from however many tabs, it is sent.

import { Shelf } from "./chat-shelf.js";
import { Patience, rest, wake } from "./chat-stream.js";

const SOME = 5; // tries after which we say that it does not work

export class Outbox {
  constructor(chat, area) {
    Object.assign(this, { chat, area, words: chat.dataset, running: false, sending: false });
    this.own = new Set(); // written in this tab
    this.open(chat.log.conversation);
    addEventListener("storage", (event) => Shelf.holds(event.key) && this.draw());
  }

  // The waiting messages of that conversation, and those that go over to it; those of others are forgotten.
  open(conversation, carried = []) {
    this.shelf = new Shelf(conversation, this.chat.server.keepsKey || this.chat.forStaff);
    for (const entry of carried) this.shelf.put(entry);
    if (!this.chat.forStaff) Shelf.forgetOthers(this.shelf.name);
    this.draw();
    this.pump();
  }

  add(entry) {
    this.own.add(entry.client_id);
    this.shelf.put(entry);
    this.draw();
    this.area.lastElementChild?.scrollIntoView({ block: "nearest" });
    this.pump();
  }

  // Gives back what was not sent, and forgets all of it.
  empty() {
    const entries = this.shelf.list();
    for (const entry of entries) this.shelf.drop(entry);
    this.draw();
    return entries;
  }

  // Messages that have arrived are no longer waiting; the others are drawn once each.
  draw() {
    const entries = [];
    for (const entry of this.shelf.list()) {
      if (this.chat.log.has(entry.client_id)) this.shelf.drop(entry);
      else entries.push(entry);
    }
    const wanted = new Set(entries.map((entry) => `p${entry.client_id}`));
    for (const item of [...this.area.children]) if (!wanted.has(item.id)) item.remove();
    for (const entry of entries) if (!document.getElementById(`p${entry.client_id}`)) this.area.append(this.#bubble(entry));
  }

  async pump() {
    if (this.running) return;
    this.running = true;
    while (this.shelf.list().length) {
      await alone(this.shelf.name, () => this.#deliver(this.shelf, this.shelf.list()[0]));
      this.draw();
    }
    this.running = false;
  }

  async #deliver(shelf, entry) {
    const patience = new Patience(400, 15_000);
    while (entry && shelf.has(entry) && !this.chat.log.has(entry.client_id)) {
      this.#say(entry, this.words.sending);
      this.#busy(true);
      const answer = await this.chat.server.send(this.#fields(entry));
      this.#busy(false);
      if (answer.html !== undefined) return this.#delivered(shelf, entry, answer);
      if (!shelf.has(entry)) return; // given up meanwhile, or another tab was told that it has arrived
      const { problem, status } = answer;
      if (status === 409 && problem.code === "other_conversation") return this.chat.adopt(problem.message);
      if (status < 500 && status !== 429) return this.#refused(shelf, entry, problem.message);
      const unwell = problem?.message || (patience.tries < SOME ? this.words.retrying : this.words.failed);
      this.#say(entry, navigator.onLine ? unwell : this.words.offline, true);
      await rest(Math.max(patience.next(), answer.wait ?? 0));
    }
  }

  #fields(entry) {
    const { client_id, text, button } = entry;
    const hidden = Object.fromEntries(new FormData(this.chat.form)); // what a page adds of its own
    const said = button ? { button, text: "" } : { text };
    return { ...hidden, client_id, ...said, conversation: this.chat.log.conversation };
  }

  #delivered(shelf, entry, { html, conversation }) {
    shelf.drop(entry);
    if (conversation !== this.chat.log.conversation) { // the first message has begun one
      const others = shelf.list();
      this.chat.begin(conversation);
      this.open(conversation, others);
    }
    this.chat.arrived(html);
  }

  #refused(shelf, entry, why) {
    shelf.drop(entry);
    this.draw();
    this.chat.refuse(why, entry);
  }

  #busy(is) {
    this.sending = is;
    this.chat.showState();
  }

  #bubble(entry) {
    const item = document.createElement("article");
    item.className = "item citizen pending";
    item.id = `p${entry.client_id}`;
    for (const [name, words] of [["who", this.words.citizen], ["", entry.title], ["state", this.words.sending]]) {
      item.append(Object.assign(document.createElement("p"), { className: name, textContent: words }));
    }
    return item;
  }

  #say(entry, words, stuck = false) {
    const item = document.getElementById(`p${entry.client_id}`);
    if (!item) return;
    item.querySelector(".state").textContent = words;
    item.classList.toggle("failed", stuck);
    if (item.querySelector("button") && stuck) return;
    item.querySelectorAll("button").forEach((button) => button.remove());
    if (stuck) item.append(this.#button(this.words.retry, wake), this.#button(this.words.drop, () => this.#giveUp(entry)));
  }

  #button(words, press) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", press);
    return button;
  }

  #giveUp(entry) {
    this.shelf.drop(entry);
    this.draw();
    this.chat.text.focus();
    wake();
  }
}

// Only one tab sends at a time, where the browser can say so; elsewhere (plain http, some frames) the same client_id does
// no harm.
async function alone(name, work) {
  let begun = false;
  const once = () => {
    begun = true;
    return work();
  };
  try {
    await navigator.locks.request(name, once);
  } catch (error) {
    if (begun) throw error;
    await work();
  }
}
