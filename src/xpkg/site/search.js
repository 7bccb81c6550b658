// The search of a static site. It reads the index in the files beside it; nothing leaves the browser.
"use strict";
(() => {
  const find = document.getElementById("find");
  const place = document.getElementById("search");
  const other = JSON.parse(find?.dataset.words || "{}");  // the words in another language than the script's
  const say = (text, values = {}) => (other[text] || text).replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
  const KINDS = [
    [say("People"), say("person")], [say("Organisations"), say("organisation")], [say("Groups"), say("group")],
    [say("Places"), say("place")], [say("Documents"), say("document")], [say("Events"), say("event")],
    [say("Positions"), say("position")], [say("Statements"), say("statement")], [say("Passages of texts"), say("passage")],
  ];
  const SHOWN = 20;
  const things = new Map(), words = new Map();
  window.xpkgThings = (number, some) => things.set(number, some);
  window.xpkgWords = (beginning, some) => words.set(beginning, some);

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  // Scripts that set no blanks between words: each sign is a word of its own, as in the index.
  const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}])+/gu;
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(WORD) || [];

  // The field: in the head of every page, and large on the page of the search.
  const asked = new URLSearchParams(location.search);
  const label = (id, words, names) => make("label", {for: id, class: names}, words);
  const field = (id, value, placeholder) => [
    make("input", {id, type: "search", name: "q", value, autocomplete: "off", placeholder}),
    make("button", {type: "submit"}, say("Search")),
  ];
  if (!place) {
    if (!find) return;
    const form = make("form", {role: "search", "aria-label": say("Search"), action: find.dataset.page, method: "get"});
    form.append(label("site-search", say("Search names, statements and texts"), "unseen"), ...field("site-search", "", say("Search")));
    find.replaceWith(form);
    return;
  }
  if (find) find.remove();
  const form = make("form", {role: "search", class: "big", "aria-label": say("Search everything"), method: "get"});
  form.append(label("q", say("Names, statements and texts"), ""), make("div", {class: "row"}, ...field("q", asked.get("q") || "", "")));
  const told = make("div", {"aria-live": "polite"});
  place.append(form, told);

  const load = (file) => new Promise((resolve) => {
    const script = make("script", {src: `${place.dataset.place}/${file}`});
    script.onload = script.onerror = resolve;
    document.head.append(script);
  });
  const beginnings = new Set(place.dataset.beginnings.split(" "));
  const size = Number(place.dataset.size);

  // The numbers of the things that have a word which begins with `word`, and whether they have it whole.
  const having = async (word) => {
    const signs = [...word], found = new Map();
    const wanted = signs.length > 1 ? [signs.slice(0, 2).join("")] : [...beginnings].filter((each) => each.startsWith(word));
    for (const beginning of wanted) {
      if (!beginnings.has(beginning)) continue;
      if (!words.has(beginning)) await load(`w-${hex(beginning)}.js`);
      for (const [each, steps] of Object.entries(words.get(beginning) || {})) {
        if (!each.startsWith(word)) continue;
        let number = 0;
        for (const step of steps.split(",")) {
          number += parseInt(step, 36);
          found.set(number, found.get(number) || each === word);
        }
      }
    }
    return found;
  };
  const hex = (text) => [...new TextEncoder().encode(text)].map((each) => each.toString(16).padStart(2, "0")).join("");

  const marked = (text, beginningsOf) => {
    const shown = make("bdi", {});
    let last = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!fold(match[0]).some((each) => beginningsOf.some((word) => each.startsWith(word)))) continue;
      shown.append(text.slice(last, match.index), make("mark", {}, match[0]));
      last = match.index + match[0].length;
    }
    shown.append(text.slice(last));
    return shown;
  };

  const search = async (text, kind, page) => {
    const asking = fold(text);
    if (!asking.length) return;
    let found = null;
    for (const word of asking) {
      const some = await having(word);
      found = found === null ? some : new Map(
        [...found].filter(([id]) => some.has(id)).map(([id, whole]) => [id, whole && some.get(id)]));
    }
    // Who is called so stands before what is said of them, and whole words before beginnings.
    const kinds = JSON.parse(place.dataset.kinds);
    const named = kinds.reduce((sum, [each, number]) => sum + (each < 4 ? number : 0), 0);
    const order = (id) => [id < named ? 0 : 1, found.get(id) ? 0 : 1, id];
    const rest = [...found.keys()].map(order).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map((each) => each[2]);
    let from = 0;
    const tabs = make("ul", {class: "tabs"});
    const tab = (label, number, which) => {
      const link = make("a", {href: "?" + new URLSearchParams({q: text, ...(which === "" ? {} : {kind: which})})}, `${label} ${number}`);
      if (which === kind) link.setAttribute("aria-current", "true");
      tabs.append(make("li", {}, link));
    };
    tab(say("All"), rest.length, "");
    let chosen = rest;
    for (const [each, number] of kinds) {
      const some = rest.filter((id) => id >= from && id < from + number);
      from += number;
      if (some.length) tab(KINDS[each][0], some.length, String(each));
      if (String(each) === kind) chosen = some;
    }
    const pages = Math.max(1, Math.ceil(chosen.length / SHOWN));
    page = Math.min(Math.max(1, page || 1), pages);
    const shown = chosen.slice((page - 1) * SHOWN, page * SHOWN);
    for (const number of new Set(shown.map((id) => Math.floor(id / size)))) {
      if (!things.has(number)) await load(`d-${number}.js`);
    }
    const hits = make("ol", {class: "hits", start: String((page - 1) * SHOWN + 1)});
    for (const id of shown) {
      const [which, label, address, words] = things.get(Math.floor(id / size))[id % size];
      const item = make("li", {}, make("p", {class: "who"},
        make("a", {href: address}, marked(label, asking)), " ", make("span", {class: "act"}, KINDS[which][1])));
      if (words) item.append(make("p", {class: "where"}, marked(words, asking)));
      hits.append(item);
    }
    const link = (label, to, rel) => make("li", {}, make("a", {
      rel, href: "?" + new URLSearchParams({q: text, ...(kind === "" ? {} : {kind}), page: to}),
    }, label));
    const paging = make("ul", {});
    if (page > 1) paging.append(link("← " + say("Earlier page"), page - 1, "prev"));
    paging.append(make("li", {}, make("span", {}, say("Page %(number)s of %(pages)s", {number: page, pages}))));
    if (page < pages) paging.append(link(say("Next page") + " →", page + 1, "next"));
    told.replaceChildren(
      make("nav", {"aria-label": say("Kinds of what was found")}, tabs),
      make("p", {class: "count"}, chosen.length ? say("%(number)s found", {number: chosen.length}) : say("None.")), hits,
      ...(pages > 1 ? [make("nav", {class: "paging", "aria-label": say("Pages of this list")}, paging)] : []),
    );
  };
  search(asked.get("q") || "", asked.get("kind") || "", Number(asked.get("page")));
})();
