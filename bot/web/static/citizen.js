// Improves the small forms beside the talk: they answer in their place, numbers are hidden before they leave the box, a
// shared computer is cleared. Everything but the hiding in the box also works without this file, and the server hides too.

const shown = () => document.getElementById("log")?.dataset.conversation ?? "";

// A form that is answered in its place, by what the server has drawn for it.
async function inPlace(form, button) {
  const part = form.closest("[data-part]");
  const body = new URLSearchParams(new FormData(form, button));
  const headers = { "X-Requested-With": "fetch", Accept: "text/html", ...framed() };
  try {
    const response = await fetch(form.action, { method: "POST", headers, body });
    const text = await response.text();
    const box = new DOMParser().parseFromString(text, "text/html");
    const fresh = box.querySelector("[data-part]");
    if (!fresh) return say(part, (box.querySelector("h1") ?? box.body).textContent);
    part.replaceWith(fresh);
    fresh.querySelector("[data-focus]")?.focus();
    if (fresh.matches("[data-focus]")) fresh.focus();
  } catch { form.submit(); } // no network: the browser says so better than we do
}

// In a frame of another site the chat keeps its key itself (chat-server.js): there are no cookies there.
function framed() {
  if (!document.querySelector("mot-cua-chat[keep=script]")) return {};
  try { return { Authorization: `Bearer ${sessionStorage.getItem("mc-key") ?? "new"}` }; } catch { return {}; }
}

document.addEventListener("click", (event) => { // our other pages may not stand in a frame
  const link = event.target.closest("mot-cua-chat[keep=script] a[href]");
  if (link) link.target = "_blank";
}, true);

function say(part, sentence) {
  const old = part.querySelector(".error");
  const line = old ?? Object.assign(document.createElement("p"), { className: "error" });
  line.setAttribute("role", "alert");
  if (!old) part.append(line);
  line.textContent = sentence;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  for (const field of form.querySelectorAll("[data-here]")) field.value = shown() || field.value;
  if (form.matches("[data-end]")) clear();
  if (!form.matches("[data-inplace]")) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // not a message of the chat
  inPlace(form, event.submitter);
}, true);

// What this site keeps in the browser itself. The answer of the server says the same to browsers that know how.
function clear() {
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch { /* no storage in this browser */ }
}
if (document.querySelector("[data-cleared]")) clear();

// Nobody has touched the page for as long as a talk may be idle: the server has closed it, and its words leave the screen.
const idle = document.querySelector(".own[data-idle]")?.dataset.idle * 60_000;
if (idle) {
  let touched = Date.now();
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { capture: true, passive: true });
  }
  setInterval(() => {
    if (!shown() || Date.now() - touched <= idle) return;
    const mayLeave = dispatchEvent(new Event("mot-cua-idle", { cancelable: true })); // a frame clears itself (frame-own.js)
    if (mayLeave) location.replace("/");
  }, 10_000);
}

// The private link: its secret stands after the «#», which no server sees, and leaves the address bar at once.
const secret = document.querySelector("[data-secret]");
if (secret && location.hash.length > 1) {
  secret.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}

const print = document.querySelector(".screen [data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

// Personal numbers in the box of the chat. What the server hides is decided there; this only hides the plain cases sooner.
const KINDS = {
  email: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  id_card: /(?<![\d.-])\d{12}(?![\d-])/g,
  phone: /(?<![\d.-])(?:\+84|0)[ .-]?[35789](?:[ .-]?\d){8}(?![\d-])/g,
};
const hint = document.getElementById("personal");
const box = document.getElementById("text");
if (hint && box) {
  const keep = hint.querySelector("[value=keep]");
  const found = () => Object.values(KINDS).some((kind) => box.value.search(kind) >= 0);
  const mask = () => {
    for (const [name, kind] of Object.entries(KINDS)) {
      box.value = box.value.replace(kind, hint.dataset.mask.replace("%", hint.dataset[name]));
    }
  };
  const kept = (yes) => keep.setAttribute("aria-pressed", yes);
  const look = () => {
    hint.hidden = !found();
    if (hint.hidden) kept(false);
  };
  box.addEventListener("input", (event) => event.isComposing || look());
  hint.addEventListener("click", (event) => {
    const choice = event.target.closest("button")?.value;
    if (choice === "mask") mask();
    if (choice === "keep") kept(keep.getAttribute("aria-pressed") !== "true");
    if (choice) box.focus();
    if (choice === "mask") look();
  });
  box.form.addEventListener("submit", () => {
    if (keep.getAttribute("aria-pressed") !== "true") mask();
    hint.hidden = true;
    kept(false);
  }, true);
}
