// What a citizen may do in a frame with the conversation of its key: end it and clear this device, delete it, have what is
// held of it. Clearing ends with the page drawn anew: nothing that is still on its way can come back onto the screen.

const chat = document.querySelector("mot-cua-chat");
const box = document.getElementById("own");
const told = document.getElementById("own-told");
const done = document.getElementById("done");
const lang = document.documentElement.lang;
const SAID = { ended: true, deleted: true, later: true, alone: true, idle: false }; // whether the reader is there to be told
let busy = false;

async function end() {
  const { html } = await chat.server.send({}, "/chat/end");
  leave(html === undefined ? "alone" : "ended"); // a shared computer is cleared whether or not the server was reached
}

async function erase() {
  const fields = { conversation: chat.log.conversation, sure: "yes" };
  const answer = await chat.server.send(fields, `/chat/delete?lang=${lang}`);
  if (answer.html === undefined) return failed(answer);
  const page = new DOMParser().parseFromString(answer.html, "text/html");
  leave(page.querySelector("[data-cleared]")?.textContent === done.dataset.deleted ? "deleted" : "later");
}

async function hold() {
  const answer = await chat.server.read(`/chat/held.html?lang=${lang}`);
  if (answer.html === undefined) return failed(answer);
  const address = URL.createObjectURL(new Blob([answer.html], { type: "text/html;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: "mot-cua.html" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be asking where to put it
  told.textContent = told.dataset.saved;
}

function failed({ problem }) {
  told.textContent = problem?.message || told.dataset.failed;
}

function wipe() {
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch { /* the browser keeps nothing here */ }
}

function leave(why) {
  chat.outbox.empty();
  chat.server.forget();
  wipe();
  addEventListener("pagehide", wipe); // an answer that comes until then would bring the key again
  history.replaceState(null, "", `#${why}`);
  location.reload();
}

const why = location.hash.slice(1);
if (Object.hasOwn(SAID, why)) {
  history.replaceState(null, "", location.pathname + location.search);
  done.hidden = false;
  done.textContent = done.dataset[why];
  if (SAID[why]) done.focus();
}

const DO = { end, erase, hold };
box.addEventListener("click", async (event) => {
  const act = DO[event.target.closest("button")?.value];
  if (!act || busy) return;
  busy = true;
  told.textContent = told.dataset.busy;
  await act();
  busy = false;
});
addEventListener("mot-cua-idle", (event) => {
  event.preventDefault();
  leave("idle");
});
box.hidden = false;
