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
  try {
    const response = await fetch(`/chat/items?since=${lastSeq()}`);
    if (response.ok) insert(await response.text());
  } catch { /* no network: read again when it is back */ }
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
        method: "POST", body: new URLSearchParams(data), headers: { "X-Requested-With": "fetch" },
      });
      if (response.ok) return { html: await response.text() };
      if (response.status < 500) return { refused: (await response.json()).error.message };
      if (wait === null) return { failed: (await response.json()).error.message };
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
  waiting -= 1;
  typing.hidden = waiting === 0;
  if (result.failed) return offerRetry(data, title, pending, result.failed);
  pending.item.remove();
  if (result.refused) {
    error.textContent = result.refused;
    if (data.text && !text.value) text.value = data.text;
    text.focus();
    return;
  }
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
  queue = queue.then(() => send(data, title, pending));
});

text.addEventListener("keydown", (event) => {
  // The Enter that ends a composition (Telex, VNI and others) belongs to the keyboard, not to us; 229 is Safari's way.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("visibilitychange", () => document.hidden || waiting || readNew());
addEventListener("online", readNew);
addEventListener("pageshow", (event) => event.persisted && readNew());
if (!location.hash && log.children.length > 1) log.lastElementChild.scrollIntoView({ block: "start" });
