// The page of models while something is under way: asked for anew every few seconds, its parts put in place of the old.
// What is open stays open, what is being typed stays; who touches nothing for long is not kept signed in by it.
const EVERY = 3_000;
const RESTING = 25 * 60_000;
const PARTS = ["live", "training", "models"];
let touched = Date.now();
let said = "";

// Without a script these are how one looks again.
const tidy = () => document.querySelectorAll(".refresh").forEach((each) => each.remove());
const busy = () => document.querySelector("[data-busy]");

function typing(part) {
  return [...part.querySelectorAll("input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
}

function place(part, fresh) {
  const open = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
  const log = part.querySelector("pre");
  const down = log ? { at: log.scrollTop, end: log.scrollTop + log.clientHeight > log.scrollHeight - 30 } : null;
  const path = focusPath(part);
  part.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const now = fresh.querySelector("pre");
  if (now && down) now.scrollTop = down.end ? now.scrollHeight : down.at;
  if (path) (fresh.querySelector(path) ?? fresh.querySelector("h2")).focus({ preventScroll: true });
}

function focusPath(part) {
  const at = document.activeElement;
  if (!part.contains(at)) return "";
  if (at.id) return `#${CSS.escape(at.id)}`;
  if (at.matches("a[href]")) return `a[href="${CSS.escape(at.getAttribute("href"))}"]`;
  if (at.matches("summary")) return `#${CSS.escape(at.parentElement.id)} > summary`;
  return at.matches("pre") ? "pre" : "h2";
}

function tell() {
  const words = busy()?.dataset.news ?? document.querySelector("#training .said")?.textContent ?? "";
  if (words === said) return;
  said = words;
  document.getElementById("news").textContent = words;
}

async function look() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10_000) });
  if (response.redirected || response.status === 401) return location.reload(); // the sign-in has ended
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of PARTS) {
    const part = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (part && fresh && !typing(part)) place(part, document.adoptNode(fresh));
  }
  tidy();
  tell();
}

function turn() {
  if (!busy()) return;
  const rests = document.hidden || Date.now() - touched > RESTING;
  const done = rests ? Promise.resolve() : look().catch(() => {}); // the next turn asks again
  done.then(() => setTimeout(turn, EVERY));
}

if (busy()) {
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  }
  said = busy().dataset.news;
  tidy();
  setTimeout(turn, EVERY);
}
