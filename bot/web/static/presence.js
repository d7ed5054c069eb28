// «I am here»: every twenty seconds while the page is open and somebody is at it, and the switch without a new page.
// Who touches nothing for long is not there: the signs end, and the sign-in ends by itself as it would without a page.
const EVERY = 20_000;
const RESTING = 25 * 60_000;
const form = document.querySelector("form[data-presence]");
let touched = Date.now();
let last = 0;

async function tell(ready) {
  const body = new URLSearchParams(new FormData(form));
  if (ready !== undefined) body.set("ready", ready);
  last = Date.now();
  const response = await fetch(form.action, {
    method: "POST", body, headers: { "X-Requested-With": "fetch", Accept: "application/json" },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(String(response.status));
  show((await response.json()).ready);
  say("");
}

function show(ready) {
  const state = form.querySelector("[data-state]");
  const button = form.querySelector("button");
  state.textContent = ready ? state.dataset.ready : state.dataset.away;
  state.classList.toggle("away", !ready);
  button.value = ready ? "0" : "1";
  button.textContent = ready ? button.dataset.away : button.dataset.ready;
}

function say(key) {
  const box = form.querySelector("[role=status]");
  const words = key ? box.dataset[key] : "";
  if (box.textContent !== words) box.textContent = words;
}

function sign() {
  if (Date.now() - touched > RESTING) return say("resting");
  tell().catch(() => say("lost"));
}

function touch() {
  const rested = Date.now() - touched > RESTING;
  touched = Date.now();
  if (rested || touched - last > 2 * EVERY) sign();
}

if (form) {
  for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, touch, { passive: true, capture: true });
  addEventListener("visibilitychange", () => { if (!document.hidden && Date.now() - last > EVERY) sign(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(event.submitter.value).catch(() => say("lost"));
  });
  setInterval(sign, EVERY);
}
