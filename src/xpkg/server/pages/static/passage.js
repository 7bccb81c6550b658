// A link to characters that have no mark of their own: the server marks them; a page without one scrolls to their block.
// Words that are selected, or that a link leads to, can be cited.
"use strict";
(() => {
  const live = document.currentScript.dataset.live === "yes";
  const BLOCKS = ".reading > [id^='char='], .reading li[id^='char='], .reading section > [id^='char=']";
  const asked = () => location.hash.match(/^#char=(\d{1,15}),(\d{1,15})$/);
  const bounds = (block) => block.id.slice(5).split(",").map(Number);
  const offer = (start, end) => {
    const cite = document.getElementById("cite-these");
    if (!cite) return;
    cite.hidden = !(start >= 0 && start < end);
    if (!cite.hidden) cite.firstElementChild.href = `${location.pathname}?char=${start},${end}#cite`;
  };
  const go = () => {
    const found = asked();
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])], range = `${start},${end}`;
    offer(start, end);
    if (document.getElementById(location.hash.slice(1))) return;
    const fields = new URLSearchParams(location.search);
    if (live && fields.get("char") !== range) {
      fields.set("char", range);
      location.replace(`${location.pathname}?${fields}${location.hash}`);
      return;
    }
    for (const block of document.querySelectorAll(BLOCKS)) {
      const [from, to] = bounds(block);
      if (from <= start && start < to) block.scrollIntoView();
    }
  };
  // The place in the text, in code points: a block has its characters as they are, and nothing else.
  const place = (node, offset) => {
    const block = [...document.querySelectorAll(BLOCKS)].find((each) => each.contains(node));
    if (!block) return -1;
    const before = document.createRange(), [from, to] = bounds(block);
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Math.min(from + [...before.toString()].length, to);
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), found = asked();
    if (chosen.rangeCount && !chosen.isCollapsed) {
      const range = chosen.getRangeAt(0);
      offer(place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset));
    } else offer(found ? Number(found[1]) : -1, found ? Number(found[2]) : -1);
  });
  window.addEventListener("hashchange", go);
  go();
})();
