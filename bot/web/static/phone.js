// The telephone page: looked up while somebody types and as facts change; Alt+1 to 8 choose a procedure. Without this file
// the same form is sent by its buttons.

const form = document.getElementById("call");
const answer = document.getElementById("answer");
const words = document.getElementById("words");
const PAUSE = 250;
let running = null;
let timer = 0;

async function look(submitter) {
  clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const body = new URLSearchParams(new FormData(form, submitter));
  try {
    const response = await fetch(form.action, {
      method: "POST", body, signal, headers: { "X-Requested-With": "fetch", Accept: "text/html" },
    });
    if (!response.ok) throw new Error(response.status);
    draw(await response.text());
  } catch (error) {
    if (error.name !== "AbortError") trouble();
  }
}

function draw(html) {
  const active = document.activeElement;
  const inside = answer.contains(active);
  const focused = inside ? active.id : "";
  answer.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  for (const button of answer.querySelectorAll("[data-copy-of]")) button.hidden = !navigator.clipboard;
  if (!inside) return;
  const next = (focused && document.getElementById(focused)) || answer.querySelector(".led button, [aria-current]") || words;
  next.focus();
}

function trouble() {
  const line = answer.querySelector("[data-trouble]") ?? Object.assign(document.createElement("p"), { className: "said wrong" });
  line.dataset.trouble = "";
  line.setAttribute("role", "alert");
  line.textContent = form.dataset.failed;
  answer.prepend(line);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look(event.submitter);
});
words.addEventListener("input", (event) => {
  if (event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[data-now], [name=lang]")) look();
});
document.addEventListener("keydown", (event) => {
  const digit = /^Digit([1-8])$/.exec(event.code)?.[1];
  if (!digit || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const button = answer.querySelector(`[data-key="${digit}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
answer.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-of]");
  if (!button) return;
  const said = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copyOf).value);
    said.textContent = button.dataset.copied;
  } catch { said.textContent = button.dataset.notCopied; }
});
for (const button of answer.querySelectorAll("[data-copy-of]")) button.hidden = !navigator.clipboard;
