// Improves the chat form: sends without leaving the page and puts in the items that the server has drawn.
// Everything also works without this file.

const log = document.getElementById("log");
const form = document.getElementById("ask");
const text = document.getElementById("text");
const typing = document.getElementById("typing");
const error = document.getElementById("error");
const words = form.dataset;
const WAITS = [500, 1500, 4000, 8000]; // milliseconds between tries of the same message
let queue = Promise.resolve(); // one message after another, as the citizen sent them
let waiting = 0;
const unsent = new Set(); // what the server has not taken yet

const lastSeq = () => Math.max(0, ...[...log.querySelectorAll("[data-seq]")].map((item) => +item.dataset.seq));
const pause = (time) => new Promise((done) => setTimeout(done, time));

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // plain http has no randomUUID
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

// Puts each item where its number belongs, once; gives the first that was new.
function insert(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  let first = null;
  for (const item of box.content.querySelectorAll("[data-seq]")) {
    if (document.getElementById(item.id)) continue;
    const later = [...log.querySelectorAll("[data-seq]")].find((other) => +other.dataset.seq > +item.dataset.seq);
    log.insertBefore(item, later ?? log.querySelector(".pending"));
    first ??= item;
  }
  return first;
}

async function readNew() {
  if (waiting) return;
  try {
    const response = await fetch(`/chat/items?since=${lastSeq()}&conversation=${log.dataset.conversation}`);
    if (response.ok) insert(await response.text());
    if (response.status === 409 && !waiting) reopen("");
  } catch { /* no network: read again when it is back */ }
}

// Another tab has started another conversation: shows that one. What was not sent yet goes back into the box.
function reopen(why) {
  const draft = [...unsent].map((data) => data.text).concat(text.value).filter(Boolean).join("\n");
  sessionStorage.setItem("reopened", JSON.stringify({ why, draft }));
  location.replace("/");
  return new Promise(() => {}); // nothing else is sent from here
}

function bubble(title) {
  const item = document.createElement("article");
  item.className = "item citizen pending";
  const who = Object.assign(document.createElement("p"), { className: "who", textContent: words.citizen });
  const said = Object.assign(document.createElement("p"), { textContent: title });
  const state = Object.assign(document.createElement("p"), { className: "state", textContent: words.sending });
  item.append(who, said, state);
  log.append(item);
  item.scrollIntoView({ block: "nearest" });
  return { item, state };
}

// Sends one message until the server has answered; the same client_id makes it one turn however often it is sent.
async function deliver(data, pending) {
  for (const wait of [...WAITS, null]) {
    try {
      const response = await fetch("/chat", {
        method: "POST", headers: { "X-Requested-With": "fetch" },
        body: new URLSearchParams({ ...data, conversation: log.dataset.conversation }),
      });
      if (response.ok) return { html: await response.text(), conversation: response.headers.get("X-Conversation") };
      const problem = response.status < 500 || wait === null ? (await response.json()).error : null;
      if (problem && response.status < 500) return { refused: problem.message, code: problem.code };
      if (problem) return { failed: problem.message };
    } catch { /* no network, or an answer cut off: try again */ }
    if (wait === null) return { failed: words.failed };
    pending.state.textContent = words.retrying;
    await pause(wait);
  }
}

async function send(data, title, pending) {
  waiting += 1;
  typing.hidden = false;
  pending.state.textContent = words.sending;
  const result = await deliver(data, pending);
  if (result.code === "other_conversation") return reopen(result.refused);
  waiting -= 1;
  typing.hidden = waiting === 0;
  if (result.failed) return offerRetry(data, title, pending, result.failed);
  unsent.delete(data);
  pending.item.remove();
  if (result.refused) {
    error.textContent = result.refused;
    if (data.text && !text.value) text.value = data.text;
    text.focus();
    return;
  }
  log.dataset.conversation = result.conversation;
  document.getElementById("new").hidden = false;
  const first = insert(result.html);
  (first?.nextElementSibling ?? first)?.scrollIntoView({ block: "start" });
}

function offerRetry(data, title, pending, why) {
  pending.item.classList.add("failed");
  pending.state.textContent = why + " ";
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: words.retry });
  again.addEventListener("click", () => {
    again.remove();
    pending.item.classList.remove("failed");
    queue = queue.then(() => send(data, title, pending));
  });
  pending.item.append(again);
}

document.addEventListener("submit", (event) => {
  const button = event.submitter?.name === "button" ? event.submitter : null;
  if (event.target !== form && !button) return;
  event.preventDefault();
  error.textContent = "";
  const typed = text.value;
  const title = button ? button.textContent : typed;
  if (!button && !typed.trim()) return text.focus();
  const data = { client_id: newId(), ...(button ? { button: button.value } : { text: typed }) };
  if (!button) text.value = "";
  const pending = bubble(title);
  unsent.add(data);
  queue = queue.then(() => send(data, title, pending));
});

text.addEventListener("keydown", (event) => {
  // The Enter that ends a composition (Telex, VNI and others) belongs to the keyboard, not to us; 229 is Safari's way.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("visibilitychange", () => document.hidden || readNew());
addEventListener("online", readNew);
addEventListener("pageshow", (event) => event.persisted && readNew());
const reopened = JSON.parse(sessionStorage.getItem("reopened"));
sessionStorage.removeItem("reopened");
if (reopened) {
  error.textContent = reopened.why;
  text.value = reopened.draft;
}
if (!location.hash && log.children.length > 1) log.lastElementChild.scrollIntoView({ block: "start" });
