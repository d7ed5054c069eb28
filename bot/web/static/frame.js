// The chat in a frame: tells the site around it, and only that, that the reader wants to close it or that news came.

const frame = document.getElementById("frame");
const around = frame.dataset.around;

if (around && parent !== window) {
  const tell = (what) => parent.postMessage({ motCua: what }, around);
  const close = document.getElementById("close");
  close.hidden = false;
  close.addEventListener("click", () => tell("close"));
  addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && tell("close"));
  addEventListener("mot-cua-news", () => tell("news"));
}

// The language of the frame is that of its address; a conversation that is open goes on in it too.
document.getElementById("lang").addEventListener("submit", async (event) => {
  const chat = document.querySelector("mot-cua-chat");
  if (!chat.server?.conversation) return;
  event.preventDefault();
  const lang = event.submitter.value;
  const address = new URL(event.target.action);
  for (const [name, value] of new FormData(event.target)) address.searchParams.set(name, value);
  address.searchParams.set("lang", lang);
  await chat.server.send({ lang }, "/chat/lang");
  location.replace(address);
});
