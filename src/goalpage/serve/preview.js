// The preview in the page: keeps it as the text is, says what is not committed yet, and what is wrong.
// It is in no built page; `goalpage serve` alone puts it at the end of what it sends.
(() => {
  "use strict";
  const own = document.currentScript;
  if (!own || window.goalpagePreview) return;
  window.goalpagePreview = true;
  const base = new URL(".", own.src);
  const root = new URL("..", base);
  let shown = { run: own.dataset.run, version: Number(own.dataset.version), looks: null };
  let busy = false, again = null;
  const marked = (doc) => [...doc.querySelectorAll("[data-goalpage]:not(link, meta, title, script)")]
    .filter((each) => !each.parentElement?.closest("[data-goalpage]"));
  const parts = (doc) => marked(doc).length ? marked(doc) : [...doc.querySelectorAll(".goalpage")];
  const outside = (doc) => {
    const copy = doc.cloneNode(true);
    parts(copy).forEach((each) => each.replaceChildren());
    copy.querySelectorAll("script[data-run], title, [data-goalpage=head], meta, link[rel=canonical]").forEach((each) => each.remove());
    return copy.documentElement.outerHTML;
  };
  let last = null;  // the page as it was sent, before any script of the blog touched it
  const fetched = async () => {
    const answer = await fetch(location.href.split("#")[0], { cache: "no-cache", headers: { Accept: "text/html" } });
    return { status: answer.status, doc: new DOMParser().parseFromString(await answer.text(), "text/html") };
  };

  // Morphing: nodes that are the same stay, so that focus, selection, scroll and what is open stay with them.
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");
  const morphed = (old, now, changed) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== now.data) { old.data = now.data; changed.add(old.parentElement); }
      return;
    }
    if (old.isEqualNode(now)) return;
    for (const { name, value } of [...now.attributes])
      if (old.getAttribute(name) !== value && !(name === "open" && old.nodeName === "DETAILS")) {
        old.setAttribute(name, value);
        if (name !== "class" || old.classList.length) changed.add(old);
      }
    for (const { name } of [...old.attributes])
      if (!now.hasAttribute(name) && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
    children(old, now, changed);
  };
  const children = (old, now, changed) => {
    const was = [...old.childNodes], is = [...now.childNodes];
    let start = 0, end = 0;
    while (start < was.length && start < is.length && was[start].isEqualNode(is[start])) start++;
    while (end < was.length - start && end < is.length - start && was[was.length - 1 - end].isEqualNode(is[is.length - 1 - end])) end++;
    const left = was.slice(start, was.length - end), fresh = is.slice(start, is.length - end);
    const kept = new Map();  // the new node each old one becomes; whole ones first, so that none is taken for another
    const take = (same) => fresh.forEach((node) => {
      const found = kept.has(node) ? -1 : left.findIndex((each, n) => n < 200 && same(each, node));
      if (found >= 0) kept.set(node, left.splice(found, 1)[0]);
    });
    take((each, node) => each.isEqualNode(node));
    take(alike);
    for (const gone of left) { gone.remove(); changed.add(old); }
    let at = start ? was[start - 1].nextSibling : old.firstChild;
    for (const node of fresh) {
      const stays = kept.get(node);
      if (!stays) {
        const come = old.insertBefore(document.importNode(node, true), at);
        changed.add(come.nodeType === Node.ELEMENT_NODE ? come : old);
      } else {
        if (stays === at) at = at.nextSibling; else old.insertBefore(stays, at);
        morphed(stays, node, changed);
      }
    }
  };
  const lit = (changed) => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const blocks = new Set([...changed].map((each) => each && each.closest("li, tr, p, dd, dt, h1, h2, h3, figure, article, section, div")));
    for (const block of blocks) {
      if (!block || !block.isConnected || [...blocks].some((other) => other && other !== block && block.contains(other))) continue;
      block.animate([{ backgroundColor: "rgba(255, 196, 0, .45)" }, { backgroundColor: "rgba(255, 196, 0, 0)" }], { duration: 1600, easing: "ease-out" });
    }
  };

  const update = async () => {
    const { status, doc } = await fetched();
    if (status >= 500) return;  // what is there is the last good page
    const mine = parts(document), theirs = parts(doc), now = outside(doc);
    const data = (page) => (page.getElementById("gp-data") || {}).textContent;  // what a script of ours has used up
    const isOther = last === null ? !mine.length : now !== last;
    if (status !== 200 || isOther || mine.length !== theirs.length || data(document) !== data(doc)) { location.reload(); return; }
    last = now;
    const changed = new Set();
    mine.forEach((each, n) => morphed(each, theirs[n], changed));
    if (document.title !== doc.title) document.title = doc.title;
    lit(changed);
  };

  // The bar and the panel live in a shadow tree of their own: no style of the blog reaches them, none of theirs the blog.
  const host = document.createElement("goalpage-preview");
  const tree = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    .bar, .panel { font: 14px/1.45 system-ui, sans-serif; color: #f4f4f4; background: #22262b; box-sizing: border-box; }
    .bar { position: fixed; inset: auto 0 0 0; z-index: 2147483646; padding: .4rem 1rem; display: flex; gap: .4rem 1.2rem; flex-wrap: wrap; align-items: baseline; max-height: 30vh; overflow: auto; }
    .bar button { margin-inline-start: auto; }
    .panel { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 70vh; overflow: auto; padding: 1rem; border-top: 4px solid #ff6b5e; }
    [hidden] { display: none !important; }
    a { color: #9fd0ff; } h2 { font-size: 1em; margin: 0 0 .6rem; } p { margin: 0 0 .4rem; } section + section { margin-top: 1.2rem; }
    .where { font-family: ui-monospace, monospace; font-weight: 600; } .cure { color: #ffd98a; }
    pre { margin: .3rem 0; padding: .5rem .7rem; background: #15181b; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, monospace; }
    mark { background: #5b2320; color: inherit; display: block; }
    button { font: inherit; color: inherit; background: none; border: 1px solid #6a727b; border-radius: 3px; cursor: pointer; }
    @media print { :host { display: none; } }
  `);
  tree.adoptedStyleSheets = [style];
  const made = (name, text, ...classes) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (classes.length) node.classList.add(...classes);
    return node;
  };
  const bar = made("div", "", "bar"), panel = made("div", "", "panel");
  bar.setAttribute("role", "status");
  panel.setAttribute("role", "alert");
  bar.hidden = panel.hidden = true;
  tree.append(bar, panel);
  const barOf = (news) => {
    bar.replaceChildren(...news.uncommitted.map((each) => {
      const item = made("span");
      const link = made(each.href ? "a" : "span", each.words);
      if (each.href) link.href = new URL(each.href, root).href;
      item.append(made("b", "uncommitted: "), link, news.uncommitted.length > 1 ? ` (${each.title})` : "");
      return item;
    }));
    bar.hidden = !news.uncommitted.length;
  };
  const panelOf = (news) => {
    panel.replaceChildren(made("h2", "These are the last good pages; the text as it stands cannot be read."),
      ...news.errors.map((each) => {
        const part = made("section");
        part.append(made("p", each.where, "where"), made("p", each.message));
        if (each.around.length) {
          const text = made("pre");
          each.around.forEach(([number, line]) => {
            text.append(made(number === each.line ? "mark" : "span", `${String(number).padStart(4)}  ${line}\n`));
          });
          part.append(text);
        }
        if (each.cure) part.append(made("p", each.cure, "cure"));
        return part;
      }));
    panel.hidden = !news.errors.length;
  };
  const news = async () => {
    const told = await (await fetch(new URL("state", base), { cache: "no-store" })).json();
    barOf(told);
    panelOf(told);
    if (!host.isConnected) document.documentElement.append(host);
  };

  const follow = async (state) => {
    if (busy) { again = state; return; }
    busy = true;
    try {
      const isNew = state.run !== shown.run || state.version !== shown.version;
      if (shown.looks !== null && (state.run !== shown.run || state.looks !== shown.looks)) { location.reload(); return; }
      shown = state;
      if (isNew) await update();
      else if (last === null) last = outside((await fetched()).doc);
      await news();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;  // the preview has stopped; the stream says when it is back
    } finally {
      busy = false;
      if (again) { const next = again; again = null; follow(next); }
    }
  };
  const listen = () => {
    const stream = new EventSource(new URL("events", base));
    stream.onmessage = (event) => follow(JSON.parse(event.data));
    addEventListener("pagehide", () => stream.close());
  };
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
