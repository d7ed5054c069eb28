// The editors' desk: saves while somebody types, keeps what was typed when the session is lost, tells of others.
const PAUSE = 1500;
const AGAIN = 10000;
const HERE = 20000;

const form = document.querySelector("form[data-edit]");
if (form) edit(form);
const here = document.querySelector("[data-here]");
if (here) tellOfOthers(here);

function edit(form) {
  const status = form.querySelector("[data-status]");
  const key = `editing:${location.pathname}:${form.elements.row.value}`;
  const conflict = Boolean(document.querySelector(".conflict"));
  let timer = 0;
  let running = false;
  let changed = false;

  restore();
  if (location.hash === "#open") form.focus({ preventScroll: true });
  form.addEventListener("input", (event) => {
    more(event.target);
    touched();
  });
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => { clearTimeout(timer); keep(); });
  addEventListener("beforeunload", () => { if (changed) keep(); });

  function touched() {
    changed = true;
    status.textContent = status.dataset.typing;
    keep();
    if (conflict) return; // only a click says that what is stored may be replaced
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  async function save() {
    if (running) { timer = setTimeout(save, PAUSE); return; }
    running = true;
    changed = false;
    try {
      const response = await fetch(form.getAttribute("action"), {
        method: "POST", body: new URLSearchParams([...new FormData(form), ["do", "save"]]),
        headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15000),
      });
      const body = await response.json();
      if (response.ok) {
        form.elements.seen.value = body.seen;
        if (body.row !== null) form.elements.row.value = body.row;
        status.textContent = body.saved;
        show(body.wrong);
        if (!changed) forget();
      } else if (response.status === 401) {
        changed = true;
        status.textContent = status.dataset.login;
      } else {
        changed = true;
        status.textContent = body.error?.message ?? status.dataset.failed;
      }
    } catch {
      changed = true;
      status.textContent = status.dataset.failed;
      timer = setTimeout(save, AGAIN);
    } finally {
      running = false;
    }
  }

  function show(wrong) {
    for (const line of form.querySelectorAll("[data-wrong]")) {
      const sentence = wrong[line.dataset.wrong] ?? "";
      line.textContent = sentence;
      line.hidden = !sentence;
      const control = document.getElementById(`i-${line.dataset.wrong}`);
      if (control && sentence) control.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
    }
  }

  function typed() {
    return [...new FormData(form)].filter(([name]) => !["csrf", "seen", "row"].includes(name));
  }

  function keep() {
    try { sessionStorage.setItem(key, JSON.stringify(typed())); } catch { /* no storage: nothing is kept */ }
  }

  function forget() {
    try { sessionStorage.removeItem(key); } catch { /* no storage */ }
  }

  function restore() {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(key)); } catch { return; }
    if (!kept) return;
    if (conflict || new URLSearchParams(location.search).has("luu") || JSON.stringify(kept) === JSON.stringify(typed())) {
      forget();
      return;
    }
    const values = Map.groupBy ? Map.groupBy(kept, ([name]) => name) : group(kept);
    for (const control of form.elements) {
      if (!control.name || control.type === "hidden" || control.type === "submit") continue;
      const given = (values.get(control.name) ?? []).map(([, value]) => value);
      if (control.type === "checkbox") control.checked = given.includes(control.value);
      else control.value = shift(values, control.name) ?? "";
      more(control);
    }
    changed = true;
    status.textContent = status.dataset.kept;
  }

  function shift(values, name) {
    return (values.get(name) ?? []).shift()?.[1];
  }

  function group(pairs) {
    const values = new Map();
    for (const pair of pairs) values.set(pair[0], [...(values.get(pair[0]) ?? []), pair]);
    return values;
  }
}

// The last of several fields with one name: what is written there makes room for another.
function more(control) {
  if (!control.hasAttribute("data-more") || !control.value) return;
  const next = control.cloneNode();
  next.value = "";
  next.setAttribute("aria-label", control.getAttribute("aria-label").replace(/\d+$/, (number) => Number(number) + 1));
  control.removeAttribute("data-more");
  control.after(next);
}

function tellOfOthers(line) {
  setInterval(async () => {
    if (document.hidden) return;
    const csrf = document.querySelector("input[name=csrf]")?.value ?? "";
    try {
      const response = await fetch(line.dataset.here, {
        method: "POST", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(10000),
        body: new URLSearchParams({ csrf, part: line.dataset.part }),
      });
      if (!response.ok) return;
      const { others } = await response.json();
      const text = others.join(" ");
      if (line.textContent.trim() !== text) line.textContent = text;
      line.hidden = !text;
    } catch { /* told at the next look */ }
  }, HERE);
}
