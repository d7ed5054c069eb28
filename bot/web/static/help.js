// Help beside a conversation: loaded into its place, renewed with each message of the citizen. Alt+1 to 3 send a draft,
// Alt+Shift+1 to 3 put it into the box; «/shortcut » in the box becomes the canned reply. Without this file the help is a
// page of its own, with forms.

const panel = document.querySelector("[data-panel]");
const box = () => document.getElementById("text");
let asked = 0;

async function show(url, options) {
  const number = ++asked;
  const headers = { "X-Requested-With": "fetch", Accept: "text/html" };
  try {
    const response = await fetch(url, { ...options, headers });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-parts]");
    if (number !== asked) return;
    if (!fresh) throw new Error("no help");
    draw(fresh);
  } catch {
    if (number === asked) say(panel.dataset.failed);
  }
}

function draw(fresh) {
  const old = panel.querySelector("[data-parts]");
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const note = old.querySelector("#note")?.value ?? "";
  const open = old.querySelector("details.block")?.open;
  old.replaceWith(fresh);
  for (const button of fresh.querySelectorAll("[data-insert]")) button.hidden = !box();
  const written = fresh.querySelector("#note");
  if (written && note && !written.value && !fresh.querySelector("[role=status]")) written.value = note;
  const canned = fresh.querySelector("details.block");
  if (canned && open) canned.open = true;
  if (focused) (document.getElementById(focused) ?? panel.querySelector("h2"))?.focus();
}

function say(sentence) {
  const parts = panel.querySelector("[data-parts]");
  const line = parts.querySelector("[data-trouble]") ?? Object.assign(document.createElement("p"), { className: "said wrong" });
  line.dataset.trouble = "";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  parts.prepend(line);
}

function insert(text) {
  const field = box();
  if (!field) return;
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function expand(field) {
  const before = field.value.slice(0, field.selectionStart);
  const found = /(^|\s)\/([a-z0-9-]{1,20})\s$/.exec(before);
  const text = found && panel.querySelector(`[data-canned="${found[2]}"]`)?.textContent;
  if (!text) return;
  field.setRangeText(text, found.index + found[1].length, before.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

if (panel) {
  panel.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-inplace]")) return;
    event.preventDefault();
    event.stopPropagation();
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    if (form.method === "get") show(`${form.action}?${fields}`);
    else show(form.action, { method: "POST", body: fields });
  });
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-inplace]");
    const button = event.target.closest("[data-insert]");
    if (link) {
      event.preventDefault();
      show(link.href);
    } else if (button) insert(document.getElementById(button.dataset.insert).textContent);
  });
  document.addEventListener("keydown", (event) => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (!digit || !event.altKey || event.ctrlKey || event.metaKey) return;
    const button = panel.querySelector(event.shiftKey ? `[data-insert-key="${digit}"]` : `[data-key="${digit}"]`);
    if (!button || button.hidden) return;
    event.preventDefault();
    button.click();
  });
  document.addEventListener("input", (event) => event.target === box() && !event.isComposing && expand(event.target));
  const log = document.getElementById("log");
  if (log) {
    const isTheirs = (node) => node.nodeType === 1 && node.matches(".citizen, :has(.citizen)");
    new MutationObserver((changes) => {
      if (changes.some((change) => [...change.addedNodes].some(isTheirs))) show(panel.dataset.panel);
    }).observe(log, { childList: true, subtree: true });
  }
  panel.addEventListener("mot-cua-held", ({ detail }) => { // talk.js: who holds it may have changed
    const mine = Boolean(panel.querySelector("[data-held]"));
    if (mine !== detail) show(panel.dataset.panel);
  });
  show(panel.dataset.panel);
}
