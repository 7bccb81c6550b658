// The query page with a script: highlighting, completion, formatting, history. Without it the form does all the rest.
"use strict";
(() => {
  const area = document.getElementById("query");
  const terms = [...document.querySelectorAll("#terms option")].map((each) => [each.value, each.label]);
  if (!area || !area.form) return;
  const form = area.form;
  const words = JSON.parse(form.dataset.words || "{}");  // in another language than the script's
  const say = (text, values = {}) => (words[text] || text).replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
  const KEYWORDS = ("ASK BASE BIND BY CONSTRUCT COUNT DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING IN LIMIT MINUS NAMED NOT " +
    "OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SERVICE UNDEF UNION VALUES WHERE AS ASC DESC AVG MAX MIN SAMPLE SUM GROUP_CONCAT " +
    "REGEX STR LANG DATATYPE BOUND CONTAINS STRSTARTS LCASE UCASE IF COALESCE").split(" ");
  const TOKEN = /(#[^\n]*)|("""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(<[^<>"{}|^`\s]*>)|([?$]\w+)|([A-Za-z][\w-]*)?(:[\w.-]*)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]+)/g;
  const KINDS = ["comment", "string", "iri", "variable", "name", "name", "number", "word"];

  const make = (tag, names, text) => {
    const made = document.createElement(tag);
    if (names) made.className = names;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const box = make("div", "editor"), back = make("pre", "shown"), list = make("ul", "proposals");
  const told = make("p", "unseen");
  back.setAttribute("aria-hidden", "true");
  list.id = "proposals";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("Proposals"));
  list.hidden = true;
  told.setAttribute("role", "status");
  area.before(box);
  box.append(back, area, list, told);
  const wrong = Number(document.getElementById("problem")?.dataset.line || 0);
  const asked = area.value;

  function draw() {
    const text = area.value, nodes = [];
    let done = 0;
    for (const found of text.matchAll(TOKEN)) {
      if (found.index > done) nodes.push(text.slice(done, found.index));
      let kind = KINDS[found.slice(1).findIndex((group) => group !== undefined)];
      if (kind === "word") kind = found[0] === "a" || KEYWORDS.includes(found[0].toUpperCase()) ? "keyword" : "";
      nodes.push(kind ? make("span", kind, found[0]) : found[0]);
      done = found.index + found[0].length;
    }
    nodes.push(text.slice(done) + "\n");
    back.replaceChildren(...nodes);
    if (wrong && text === asked) {
      const mark = make("span", "wrong");
      mark.style.top = `${top(wrong - 1)}px`;
      back.append(mark);
    }
    follow();
  }
  const style = getComputedStyle(area);
  const high = () => parseFloat(style.lineHeight);
  const top = (line) => parseFloat(style.paddingTop) + line * high();
  function follow() {
    back.scrollTop = area.scrollTop;
    back.scrollLeft = area.scrollLeft;
  }

  // Completion: what stands before the caret is a variable, the beginning of a term, of a keyword, or of a name.
  let proposed = [], chosen = 0, begun = "";
  function close() {
    list.hidden = true;
    proposed = [];
    area.removeAttribute("aria-activedescendant");
  }
  function before() {
    const line = area.value.slice(0, area.selectionStart).split("\n").pop();
    const open = (line.match(/"/g) || []).length % 2;
    return open ? line.slice(line.lastIndexOf('"')) : (line.match(/[?$]?[\w-]*:?[\w-]*$/) || [""])[0];
  }
  function propose() {
    begun = before();
    if (begun.startsWith('"')) return names(begun.slice(1));
    const small = begun.toLowerCase();
    if (begun.length < 2 || area.selectionStart !== area.selectionEnd) return close();
    let found;
    if (/^[?$]/.test(begun)) {
      found = [...new Set(area.value.match(/[?$]\w+/g))].filter((each) => each !== begun).map((each) => [each, ""]);
    } else if (begun.includes(":")) {
      found = terms;
    } else {
      found = [...terms.filter(([term]) => term.split(":")[1].toLowerCase().startsWith(small)), ...KEYWORDS.map((each) => [each, ""])];
      return show(found.filter(([term]) => term.toLowerCase().startsWith(small) || term.includes(":")));
    }
    show(found.filter(([term]) => term.toLowerCase().startsWith(small)));
  }
  let waiting = 0;
  function names(words) {
    clearTimeout(waiting);
    if (words.length < 2) return close();
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(`${form.dataset.names}?prefix=${encodeURIComponent(words)}`);
        const found = (await answer.json()).result.map((each) => [`"${each.name.replace(/["\\]/g, "\\$&")}"`, each.notable?.[0]?.name || ""]);
        if (before() === `"${words}`) show(found);
      } catch { close(); }
    }, 150);
  }
  function show(found) {
    proposed = found.filter(([term]) => term !== begun).slice(0, 8);
    if (!proposed.length) return close();
    chosen = 0;
    list.replaceChildren(...proposed.map(([term, words], at) => {
      const item = make("li", "", term);
      item.id = `proposal-${at}`;
      item.setAttribute("role", "option");
      if (words) item.append(" ", make("span", "small", words.length > 90 ? `${words.slice(0, 89)}…` : words));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(at); });
      return item;
    }));
    const lines = area.value.slice(0, area.selectionStart).split("\n").length;
    list.style.top = `${Math.min(top(lines) - area.scrollTop + 4, area.clientHeight)}px`;
    list.hidden = false;
    area.setAttribute("aria-controls", "proposals");
    told.textContent = say("%(number)s proposals; arrows choose, Enter takes one", {number: proposed.length});
    mark();
  }
  function mark() {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    area.setAttribute("aria-activedescendant", `proposal-${chosen}`);
  }
  function put(text, start, end) {
    area.setRangeText(text, start, end, "end");
    draw();
  }
  function take(at) {
    put(proposed[at][0], area.selectionStart - begun.length, area.selectionStart);
    close();
  }

  // Formatting: a line for each statement and bracket, indented by the brackets that are open.
  function formatted(text) {
    let depth = 0;
    return text.split("\n").map((line) => line.trim()).map((line) => {
      const bare = line.replace(/#.*$|"(?:[^"\\]|\\.)*"|<[^<>\s]*>/g, "");
      const opened = (bare.match(/[{([]/g) || []).length, closed = (bare.match(/[})\]]/g) || []).length;
      const first = /^[})\]]/.test(bare) ? 1 : 0;
      const made = line && "  ".repeat(Math.max(0, depth - first)) + line;
      depth = Math.max(0, depth + opened - closed);
      return made;
    }).join("\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
  }

  const KEY = "xpkg-queries";
  const stored = () => { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } };
  const keep = (some) => { try { localStorage.setItem(KEY, JSON.stringify(some.slice(0, 30))); } catch { /* private */ } };
  function button(words, does) {
    const made = make("button", "quiet", words);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }
  const history = make("details", "about history");
  function listHistory() {
    const some = stored();
    history.hidden = !some.length;
    const items = some.map((text) => {
      const item = make("li");
      const lines = text.split("\n").filter((line) => line.trim() && !/^\s*PREFIX/i.test(line)).join(" ");
      item.append(button(lines.replace(/\s+/g, " ").slice(0, 110) || say("empty"), () => { area.value = text; draw(); area.focus(); }));
      return item;
    });
    const every = make("ul");
    every.append(...items);
    history.replaceChildren(make("summary", "", say("Asked before in this browser (%(number)s)", {number: some.length})), every,
      button(say("Forget them"), () => { localStorage.removeItem(KEY); listHistory(); area.focus(); }));
  }

  area.addEventListener("input", () => { draw(); propose(); });
  area.addEventListener("scroll", follow);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return form.requestSubmit(); }
    if (list.hidden) return;
    if (event.key === "Escape") { event.preventDefault(); close(); }
    if (event.key === "Enter") { event.preventDefault(); take(chosen); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : proposed.length - 1)) % proposed.length;
      mark();
    }
  });
  form.addEventListener("submit", () => keep([area.value, ...stored().filter((each) => each !== area.value)]));
  form.querySelector(".run").append(button(say("Format"), () => { area.value = formatted(area.value); draw(); area.focus(); }),
    make("span", "hint", say("Ctrl+Enter runs; a word's beginning proposes terms")));
  form.after(history);
  new ResizeObserver(() => { back.style.height = `${area.getBoundingClientRect().height}px`; follow(); }).observe(area);
  listHistory();
  draw();
})();
