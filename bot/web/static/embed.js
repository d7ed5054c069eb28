// The snippet of another site: <script src="https://…/embed.js" data-accent="0b5c8a" data-lang="vi" async></script>
// A button that opens the chat in a frame. The site's style may also say --mot-cua-accent: #0b5c8a. (docs/embedding.md)
(words) => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const lang = script.dataset.lang === "en" ? "en" : "vi";
  const said = words[lang];
  const own = script.dataset.accent ?? getComputedStyle(document.documentElement).getPropertyValue("--mot-cua-accent");
  const accent = /^#?[0-9a-f]{6}$/i.test(own.trim()) ? own.trim().replace("#", "").toLowerCase() : "0b5c8a";
  const side = script.dataset.side === "left" ? "left" : "right";

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: said.open });
  const frame = Object.assign(document.createElement("iframe"), { title: said.frame, hidden: true });
  button.setAttribute("aria-expanded", "false");
  let unread = 0;

  const style = new CSSStyleSheet(); // a site's policy need not allow inline styles
  style.replaceSync(`
    button { position: fixed; z-index: 2147483000; inset-block-end: 1rem; ${side}: 1rem; min-height: 48px; padding: .6rem 1.1rem;
      font: 600 16px/1.3 system-ui, "Noto Sans", Arial, sans-serif; color: ${readable(accent)}; background: #${accent};
      border: 2px solid ${readable(accent)}; border-radius: 24px; cursor: pointer; box-shadow: 0 2px 10px #0006; }
    button:focus-visible { outline: 3px solid #${accent}; outline-offset: 3px; }
    iframe { position: fixed; z-index: 2147483001; inset-block-end: 1rem; ${side}: 1rem; width: min(26rem, 100vw - 2rem);
      height: min(44rem, 100vh - 2rem); border: 1px solid #0006; border-radius: 12px; background: #fff; box-shadow: 0 4px 24px #0006; }
    iframe[hidden] { display: none; }
    @media (max-width: 30rem), (max-height: 30rem) { iframe { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }
    @media print { button, iframe { display: none; } }
  `);
  root.adoptedStyleSheets = [style];
  root.append(button, frame);

  function open() {
    if (!frame.src) frame.src = `${home}/embed?${new URLSearchParams({ lang, accent, origin: location.origin })}`;
    show(true);
    frame.focus();
  }

  function show(isOpen) {
    frame.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) unread = 0;
    button.textContent = unread ? `${said.open} (${said.unread.replace("%", unread)})` : said.open;
  }

  button.addEventListener("click", open);
  addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame.contentWindow) return; // nobody else tells us anything
    if (event.data?.motCua === "close") {
      show(false);
      button.focus();
    }
    if (event.data?.motCua === "news" && frame.hidden) {
      unread += 1;
      show(false);
    }
  });

  function readable(colour) { // black or white, whichever stands out more
    const [red, green, blue] = [0, 2, 4].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000" : "#fff";
  }

  document.body.append(host);
}
