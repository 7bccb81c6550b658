// A link to characters that have no mark of their own: the server marks them; a page without one scrolls to their block.
"use strict";
(() => {
  const live = document.currentScript.dataset.live === "yes";
  const go = () => {
    const asked = location.hash.match(/^#char=(\d{1,15}),(\d{1,15})$/);
    if (!asked || document.getElementById(location.hash.slice(1))) return;
    const start = Number(asked[1]), fields = new URLSearchParams(location.search), range = `${asked[1]},${asked[2]}`;
    if (live && fields.get("char") !== range) {
      fields.set("char", range);
      location.replace(`${location.pathname}?${fields}${location.hash}`);
      return;
    }
    for (const block of document.querySelectorAll(".reading > [id^='char='], .reading li[id^='char='], .reading section > [id^='char=']")) {
      const [from, to] = block.id.slice(5).split(",").map(Number);
      if (from <= start && start < to) block.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", go);
  go();
})();
