// The reader's choice of colours, kept on this device and set before anything is drawn; without one the system's holds.
(() => {
  const KEY = "mc-theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const sheet = document.getElementById("dark");

  function kept() {
    try { return localStorage.getItem(KEY); } catch { return null; }
  }

  function keep(theme) {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch { /* no storage: the choice lasts as long as the page */ }
    show(theme);
  }

  function show(theme) {
    const chosen = ["dark", "light"].includes(theme) ? theme : "";
    sheet.media = { dark: "screen", light: "not all" }[chosen] ?? "(prefers-color-scheme: dark)";
    document.querySelector("meta[name=color-scheme]").content = chosen || "light dark";
    document.documentElement.dataset.theme = chosen;
    const button = document.getElementById("theme");
    if (!button) return;
    const isDark = chosen ? chosen === "dark" : system.matches;
    button.textContent = isDark ? button.dataset.light : button.dataset.dark;
    button.value = isDark ? "light" : "dark";
    button.hidden = false;
  }

  show(kept());
  document.addEventListener("DOMContentLoaded", () => {
    show(kept());
    document.getElementById("theme")?.addEventListener("click", (event) => {
      const wanted = event.currentTarget.value;
      keep((wanted === "dark") === system.matches ? null : wanted); // what the system says is not kept
    });
  });
  system.addEventListener?.("change", () => show(kept()));
  addEventListener("storage", (event) => event.key === KEY && show(event.newValue));
})();
