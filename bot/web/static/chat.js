// <mot-cua-chat>: takes over the chat that the server has drawn inside it. Without this file it works as plain forms.
// Attributes: keep="script" (a frame of another site: no cookies), send, items, stream (addresses), mode="staff".

import { Log } from "./chat-log.js";
import { Outbox } from "./chat-outbox.js";
import { Server } from "./chat-server.js";
import { Shelf } from "./chat-shelf.js";
import { Stream, rest } from "./chat-stream.js";

const SHOWN = "mc-shown"; // which conversation this browser is in, for its other tabs
const NEAR = 160; // pixels from the end that still count as being there

class MotCuaChat extends HTMLElement {
  connectedCallback() {
    if (this.log) return;
    for (const name of ["ask", "text", "typing", "place", "error", "line", "newer"]) this[name] = this.querySelector(`#${name}`);
    this.form = this.ask;
    this.forStaff = this.getAttribute("mode") === "staff";
    this.log = new Log(this.querySelector("#log"));
    this.server = new Server(this);
    this.state = { typing: false, stage: "bot", position: null };
    this.follow = false; // whether the next answer is one that the reader waits for
    this.stream = new Stream({
      open: (signal) => this.server.stream(this.log.last, this.log.conversation, signal),
      hear: (event, data) => this.#hear(event, data),
      cut: (times) => this.#cut(times),
      refused: () => (this.forStaff ? location.reload() : this.adopt("")), // staff: the sign-in has ended
    });
    this.outbox = new Outbox(this, this.querySelector("#unsent"));
    this.#listen();
    if (this.server.conversation && this.server.conversation !== this.log.conversation) this.adopt("");
    else this.begin(this.log.conversation);
    if (!location.hash && this.log.items.length > 1) this.log.box.lastElementChild.scrollIntoView({ block: "start" });
  }

  // The page shows this conversation from now on.
  begin(conversation) {
    this.log.conversation = conversation;
    this.state.stage = "bot"; // until the line says otherwise
    this.#tellTabs(conversation);
    const again = document.getElementById("new");
    if (again) again.hidden = !conversation;
    if (conversation && !document.hidden) this.stream.start();
  }

  // The browser is in another conversation than the page: shows that one. What was written for the page's own, and not
  // sent, goes back into the box.
  adopt(why) {
    this.adopting ??= this.#adopt(why).finally(() => { this.adopting = null; });
    return this.adopting;
  }

  // New items, however they came: each is put in once.
  arrived(html) {
    const near = document.documentElement.scrollHeight - scrollY - innerHeight < NEAR;
    const fresh = this.log.insert(html);
    this.outbox.draw();
    if (fresh.some((item) => this.outbox.own.has(item.dataset.client))) this.follow = true;
    const said = fresh.filter((item) => !item.classList.contains(this.forStaff ? "staff" : "citizen"));
    this.showState();
    if (!fresh.length) return;
    if (this.follow || near) (said[0] ?? fresh[0]).scrollIntoView({ block: "start" });
    else if (said.length) this.newer.hidden = false;
    if (said.length) this.follow = false;
    if (said.length) this.dispatchEvent(new CustomEvent("mot-cua-news", { bubbles: true, detail: said.length }));
  }

  // The server does not take this message: says why, and gives the words back.
  refuse(why, entry) {
    this.error.textContent = why;
    this.#putBack(entry.text ?? "");
    this.text.focus();
  }

  showState() {
    const { stage, position, typing } = this.state;
    const isTyping = typing || this.outbox?.sending;
    if (Boolean(this.typing.firstChild) !== Boolean(isTyping)) this.typing.replaceChildren(...(isTyping ? this.#dots() : []));
    const { waiting, held, closed } = this.dataset;
    const queue = position ? this.dataset.position.replace("%", position) : waiting;
    const words = { waiting: queue, held, closed }[stage] ?? "";
    const leave = this.querySelector("#leave");
    if (leave) {
      leave.hidden = stage !== "waiting";
      leave.elements.conversation.value = this.log.conversation;
    }
    if (this.place.textContent !== words) this.place.textContent = words; // said again only when it changes
  }

  #listen() {
    this.addEventListener("submit", (event) => this.#submit(event));
    this.text.addEventListener("keydown", (event) => {
      // The Enter that ends a composition (Telex, VNI and others) belongs to the keyboard, not to us; 229 is Safari's way.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      if (this.forStaff && !event.ctrlKey && !event.metaKey) return; // what an office says may have several lines
      event.preventDefault();
      this.form.requestSubmit();
    });
    this.newer.addEventListener("click", () => {
      this.newer.hidden = true;
      this.log.box.lastElementChild.scrollIntoView({ block: "start" });
      this.log.box.lastElementChild.focus({ preventScroll: true });
    });
    document.addEventListener("visibilitychange", () => this.#seen(!document.hidden));
    addEventListener("pagehide", () => this.stream.stop());
    addEventListener("pageshow", (event) => event.persisted && this.#seen(true));
    addEventListener("storage", (event) => {
      if (event.key === SHOWN && !this.forStaff && event.newValue !== this.log.conversation && !this.server.keepsKey) this.adopt("");
    });
    document.getElementById("new")?.addEventListener("submit", (event) => this.#end(event));
  }

  #submit(event) {
    if (event.target.getAttribute("action") !== this.server.urls.send) return; // a form of something else in a card
    const button = event.submitter?.name === "button" ? event.submitter : null;
    event.preventDefault();
    this.error.textContent = "";
    const text = this.text.value;
    if (!button && !text.trim()) return this.text.focus();
    if (!button) this.text.value = "";
    const entry = {
      client_id: newId(), title: button ? button.textContent : text,
      ...(button ? { button: button.value } : { text }),
    };
    if (this.state.stage === "closed" && !this.forStaff) this.#anew(entry);
    else this.outbox.add(entry);
  }

  // Staff have ended the talk: what is written now begins another.
  async #anew(entry) {
    this.log.conversation = "";
    await this.adopt("");
    this.outbox.add(entry);
  }

  #hear(event, data) {
    this.line.textContent = "";
    if (event === "item") this.arrived(data);
    if (event === "state") {
      Object.assign(this.state, data);
      this.dispatchEvent(new CustomEvent("mot-cua-state", { bubbles: true, detail: data }));
    }
    this.showState();
  }

  // Where the line cannot be kept open (some proxies), what is new still comes with each try.
  async #cut(times) {
    if (times) this.line.textContent = this.dataset.cut;
    this.state.typing = false;
    const { html, conversation } = await this.server.items(this.log.last, this.log.conversation);
    if (html !== undefined && conversation === this.log.conversation) this.arrived(html);
    this.showState();
  }

  async #adopt(why) {
    this.stream.stop();
    let found = await this.server.items(0);
    while (found.html === undefined) {
      await rest(2000);
      found = await this.server.items(0);
    }
    if (!found.conversation) this.server.forget();
    const isFirst = !this.log.conversation; // what was written before there was any belongs to the one there is now
    await this.log.reset(found.html, found.conversation);
    const unsent = this.outbox.empty(); // with what was written until this moment
    if (!isFirst) {
      this.error.textContent = why;
      this.#putBack(unsent.map((entry) => entry.text).filter(Boolean).join("\n"));
    }
    this.outbox.open(found.conversation, isFirst ? unsent : []);
    this.begin(found.conversation);
    this.log.box.lastElementChild?.scrollIntoView({ block: "start" });
  }

  // A page that nobody looks at needs no line, unless a person is about to answer.
  #seen(is) {
    if (is && this.log.conversation) this.stream.start();
    else if (!is && !this.forStaff && !["waiting", "held"].includes(this.state.stage)) this.stream.stop();
  }

  #end(event) {
    this.outbox.empty();
    Shelf.forgetOthers(" ");
    if (!this.server.keepsKey) return; // the form goes its way
    event.preventDefault();
    this.server.forget();
    location.reload();
  }

  #putBack(words) {
    if (words) this.text.value = [words, this.text.value].filter(Boolean).join("\n");
  }

  #tellTabs(conversation) {
    if (this.server.keepsKey || this.forStaff) return;
    try {
      if (localStorage.getItem(SHOWN) !== conversation) localStorage.setItem(SHOWN, conversation);
    } catch { /* other tabs notice when they send something */ }
  }

  #dots() {
    const dots = Object.assign(document.createElement("span"), { className: "dots" });
    dots.setAttribute("aria-hidden", "true");
    dots.append(...[1, 2, 3].map(() => document.createElement("i")));
    return [dots, ` ${this.dataset.typing}`];
  }
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // plain http has no randomUUID
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("mot-cua-chat", MotCuaChat);
