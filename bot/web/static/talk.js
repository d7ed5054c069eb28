// The page of a conversation for staff: forms without a new page, and what stands beside the transcript kept up to date.

const GONE = 60_000; // milliseconds that a revealed number stays on the screen
const REST = 1500;
const columns = document.querySelector("[data-beside]");
const chat = document.querySelector("mot-cua-chat");
const HEADERS = { "X-Requested-With": "fetch" };
let waiting = null;

async function refresh() {
  waiting = null;
  const response = await fetch(columns.dataset.beside, { headers: HEADERS }).catch(() => null);
  if (response?.ok) put(await response.text());
}

function soon() {
  waiting ??= setTimeout(refresh, REST);
}

// The new parts in place of the old; what is being filled in or chosen there is left alone.
function put(html) {
  const sheet = document.createElement("template");
  sheet.innerHTML = html;
  for (const id of ["acts", "side"]) {
    const old = document.getElementById(id);
    const fresh = sheet.content.getElementById(id);
    const same = old.dataset.stage === fresh.dataset.stage && old.dataset.holder === fresh.dataset.holder;
    if (same && (old.contains(document.activeElement) || old.querySelector("details[open]"))) continue;
    const had = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (had) (document.querySelector("#acts button") ?? document.getElementById("main")).focus();
  }
  mine();
}

function mine() {
  const is = "mine" in document.getElementById("acts").dataset;
  chat.querySelector(".send").disabled = !is;
  document.getElementById("not-mine").hidden = is;
  const panel = document.getElementById("help");
  panel?.dispatchEvent(new CustomEvent("mot-cua-held", { detail: is }));
}

async function act(form) {
  const error = document.getElementById("act-error");
  const body = new URLSearchParams(new FormData(form));
  form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
  const answer = await ask(form, body);
  form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
  if (answer.html === undefined) {
    error.textContent = answer.why;
    return;
  }
  form.closest("details")?.removeAttribute("open");
  document.activeElement?.blur();
  put(answer.html);
  if (!chat.querySelector(".send").disabled) document.getElementById("text").focus();
}

async function part(form) {
  const answer = await ask(form, new URLSearchParams(new FormData(form)));
  if (answer.html === undefined) {
    const line = form.querySelector(".error") ?? form.appendChild(Object.assign(document.createElement("p"), { className: "error" }));
    line.setAttribute("role", "alert");
    line.textContent = answer.why;
    return;
  }
  const sheet = document.createElement("template");
  sheet.innerHTML = answer.html;
  const shown = sheet.content.firstElementChild;
  form.replaceWith(shown);
  shown.focus();
  if (shown.dataset.gone) setTimeout(() => { shown.textContent = shown.dataset.gone; }, GONE);
}

async function ask(form, body) {
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: HEADERS });
    if (response.ok) return { html: await response.text() };
    return { why: (await response.json()).error.message };
  } catch {
    return { why: chat.dataset.failed };
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-act], .reveal form, .fault form")) return;
  event.preventDefault();
  if (form.matches("[data-act]")) act(form);
  else part(form);
});
chat.addEventListener("mot-cua-state", ({ detail }) => {
  const { stage, holder } = document.getElementById("acts").dataset;
  if (detail.stage !== stage || String(detail.holder ?? "") !== holder) refresh();
});
chat.addEventListener("mot-cua-news", soon);
